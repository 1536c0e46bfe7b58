"""What the hub does about slow browsers, and about agents who leave."""

import asyncio
from collections.abc import Iterator

import pytest
from django.db import connection

from aspa.live import frames
from aspa.live.hub import MOST_WAITING, Hub, Line, Room, give
from aspa.live.sign_in import Ear
from tests.parts.waiting import until

EAR = Ear("a session", 1)


@pytest.fixture
def hub(transactional_db) -> Iterator[Hub]:
    """A hub that may ask the database; its thread ends with the test."""
    made = Hub()
    yield made
    asyncio.run(made.stop())


def joined(position: int = 0) -> tuple[Hub, Line]:
    """Return a hub and a line that has caught up."""
    hub, line = Hub(), Line(EAR, position)
    hub.join(line, position)
    hub.catch_up(line)
    return hub, line


def test_a_burst_is_written_in_one_go() -> None:
    hub, line = joined()

    give(hub.rooms[1], [(1, "case-1"), (2, "list")])
    give(hub.rooms[1], [(3, "case-1")])

    assert asyncio.run(line.take()) == frames.hints([(1, "case-1"), (2, "list"), (3, "case-1")])


def test_what_was_heard_already_is_left_out() -> None:
    hub, line = joined(position=2)
    hub.rooms[1].position = 0  # this process learns later than the one that served the page before

    give(hub.rooms[1], [(1, "case-1"), (2, "list"), (3, "case-3")])

    assert asyncio.run(line.take()) == frames.hints([(3, "case-3")])


def test_a_line_that_is_behind_waits_for_its_backlog() -> None:
    hub, line = Hub(), Line(EAR, 4)
    hub.join(line, 5)

    give(hub.rooms[1], [(6, "case-6")])

    assert line.waiting == []
    assert not hub.catch_up(line)  # it has heard 4, the room 6
    line.position = 6
    assert hub.catch_up(line)


def test_a_browser_that_does_not_read_is_let_go() -> None:
    hub, line = joined()

    for position in range(1, MOST_WAITING + 2):
        give(hub.rooms[1], [(position, "list")])

    assert not line.is_open
    assert asyncio.run(line.take()) == b""


def test_an_empty_room_is_forgotten() -> None:
    hub, line = joined()

    hub.leave(line)
    hub.leave(line)

    assert hub.rooms == {}


def pass_seconds(hub: Hub, seconds: int) -> None:
    """Let time pass, quickly."""

    async def run() -> None:
        for second in range(seconds):
            await hub.pass_second(second)

    asyncio.run(run())


def test_each_line_beats_four_times_a_minute(hub, kuusi) -> None:
    lines = [Line(Ear(kuusi.cookie, kuusi.id), 0) for _ in range(40)]
    for line in lines:
        hub.join(line, 0)

    pass_seconds(hub, 60)

    assert {b"".join(line.waiting) for line in lines} == {frames.BEAT * 4}


def test_who_signs_out_is_cut_off_within_a_minute(hub, kuusi) -> None:
    stays, goes = Line(Ear(kuusi.cookie, kuusi.id), 0), Line(Ear("ended", kuusi.id), 0)
    hub.join(stays, 0)
    hub.join(goes, 0)

    pass_seconds(hub, 60)

    assert stays.is_open
    assert not goes.is_open


def test_nobody_is_cut_off_while_nobody_can_be_asked(hub, kuusi) -> None:
    line = Line(Ear(kuusi.cookie, kuusi.id), 0)
    hub.join(line, 0)

    with connection.cursor() as cursor:
        cursor.execute("alter table django_session rename to away")  # as while a backup is restored
        pass_seconds(hub, 60)
        cursor.execute("alter table away rename to django_session")

    assert line.is_open
    assert b"".join(line.waiting) == frames.BEAT * 4


def test_a_hub_that_has_stopped_holds_no_connection(transactional_db) -> None:
    hub = Hub()
    pid = asyncio.run(hub.ask(backend))

    asyncio.run(hub.stop())

    until(lambda: not is_there(pid))


def backend() -> int:
    """Return which process of the database answers this thread."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


def is_there(pid: int) -> bool:
    """Tell whether a process of the database is at work."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_stat_activity where pid = %s)", [pid])
        return cursor.fetchone()[0]


def test_a_room_begins_at_the_newest() -> None:
    hub, line = Hub(), Line(EAR, 1)

    hub.join(line, 1000)

    assert hub.rooms[1].position == 1000
    assert isinstance(hub.rooms[1], Room)
