"""The mail door when the database fails: never lost, never 250 for what is not kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from aspa.brands.models import Address, Brand
from aspa.journal.models import Entry
from tests.parts.door import OpenDoor, deliver, talk

MAIL = b"From: liisa@example.fi\r\nSubject: Hei\r\n\r\nHei\r\n"
AWAY = "451 4.3.0 Try again later"
NOT_NOW = "452 4.3.1 Cannot be kept now, try again later"


def sql(statement: str) -> None:
    """Do something to the database that Aspa would not."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def refusing(statement: str, *, when: str = "true") -> Iterator[None]:
    """Let the journal refuse rows by what `statement` raises."""
    sql(f"create function refuse() returns trigger language plpgsql as $$ begin {statement} return new; end $$")
    sql(f"create trigger refuse before insert on journal_entry for each row when ({when}) execute function refuse()")
    try:
        yield
    finally:
        sql("drop function refuse cascade")


@contextmanager
def database_away() -> Iterator[None]:
    """Let nobody reach the database: connections are ended, new ones refused."""
    settings = {**connection.get_connection_params(), "dbname": "postgres", "cursor_factory": psycopg.Cursor}
    settings.pop("context", None)
    name = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(**settings, autocommit=True) as elsewhere:
        elsewhere.execute(f"alter database {name} with allow_connections false")
        elsewhere.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])
        try:
            yield
        finally:
            elsewhere.execute(f"alter database {name} with allow_connections true")


def test_mail_waits_outside_while_the_database_is_away(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        assert deliver(client, MAIL, "tuki@kuusi.fi")[0].startswith("250")
        with database_away():
            assert deliver(client, MAIL + b"2\r\n", "tuki@kuusi.fi") == [AWAY]
            assert deliver(client, MAIL, "nobody@kuusi.fi") == [AWAY]

        assert deliver(client, MAIL + b"2\r\n", "tuki@kuusi.fi") == ["250 2.0.0 Kept"]
        assert deliver(client, MAIL, "nobody@kuusi.fi") == ["550 5.1.1 No such address here"]
    assert Entry.objects.count() == 2


def test_a_connection_that_broke_in_between_is_made_again_unnoticed(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        deliver(client, MAIL, "tuki@kuusi.fi")
        with database_away():
            pass

        assert deliver(client, MAIL + b"2\r\n", "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_a_full_disk_lets_mail_wait_outside(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        with refusing("raise disk_full;"):
            assert deliver(client, MAIL, "tuki@kuusi.fi") == [NOT_NOW]
        assert Entry.objects.count() == 0

        assert deliver(client, MAIL, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]


def test_each_recipient_hears_what_became_of_the_mail_for_its_organisation(
    door: OpenDoor, kuusi: Brand, honka: Brand
) -> None:
    to = ["tuki@kuusi.fi", "info@honka.fi", "apu@manty.fi"]
    with talk(door.lmtp) as client, refusing("raise check_violation;", when=f"new.brand_id = {honka.pk}"):
        assert deliver(client, MAIL, *to) == ["250 2.0.0 Kept", NOT_NOW, "250 2.0.0 Kept"]

    assert Entry.objects.get().organisation_id == kuusi.organisation_id


def test_by_smtp_all_of_it_is_asked_for_again_and_kept_once(door: OpenDoor, kuusi: Brand, honka: Brand) -> None:
    with talk(door.smtp, "EHLO client.example") as client:
        with refusing("raise check_violation;", when=f"new.brand_id = {honka.pk}"):
            assert deliver_by_smtp(client) == NOT_NOW
        assert deliver_by_smtp(client) == "250 2.0.0 Kept"

    assert Entry.objects.count() == 2


def deliver_by_smtp(client) -> str:
    """Deliver one mail to both companies; return the one answer."""
    client.say("MAIL FROM:<liisa@example.fi>")
    client.say("RCPT TO:<tuki@kuusi.fi>")
    client.say("RCPT TO:<info@honka.fi>")
    client.say("DATA")
    client.send(MAIL + b".\r\n")
    return client.hear()


def test_an_organisation_that_is_gone_takes_nobody_down_with_it(door: OpenDoor, kuusi: Brand, honka: Brand) -> None:
    with talk(door.lmtp) as client:
        assert client.say("MAIL FROM:<liisa@example.fi>").startswith("250")
        client.say("RCPT TO:<tuki@kuusi.fi>")
        client.say("RCPT TO:<info@honka.fi>")
        Address.objects.filter(brand=honka).delete()
        honka.delete()
        client.say("DATA")
        client.send(MAIL + b".\r\n")

        assert [client.hear(), client.hear()] == ["250 2.0.0 Kept", NOT_NOW]


def test_any_passing_trouble_makes_the_sender_come_again(door: OpenDoor, kuusi: Brand) -> None:
    with talk(door.lmtp) as client:
        for trouble in ("deadlock_detected", "serialization_failure", "out_of_memory", "query_canceled"):
            with refusing(f"raise {trouble};"):
                assert deliver(client, MAIL, "tuki@kuusi.fi")[0][:3] in {"451", "452"}
        assert deliver(client, MAIL, "tuki@kuusi.fi") == ["250 2.0.0 Kept"]
