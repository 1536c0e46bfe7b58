"""Who wrote and to whom, however their programs put it."""

import pytest

from aspa.channels.email.reading.addresses import every, named


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("liisa@example.fi", [("", "liisa@example.fi")]),
        ("<Liisa@Example.FI>", [("", "liisa@example.fi")]),
        ("Liisa Virtanen <liisa@example.fi>", [("Liisa Virtanen", "liisa@example.fi")]),
        ('"Virtanen, Liisa" <liisa@example.fi>', [("Virtanen, Liisa", "liisa@example.fi")]),
        ("Virtanen, Liisa <liisa@example.fi>", [("Virtanen, Liisa", "liisa@example.fi")]),
        ("=?utf-8?Q?V=C3=A4in=C3=B6=2C_Otso?= <v@example.fi>", [("Väinö, Otso", "v@example.fi")]),
        ('"=?utf-8?Q?V=C3=A4in=C3=B6?=" <v@example.fi>', [("Väinö", "v@example.fi")]),
        ("liisa@example.fi (Liisa Virtanen)", [("Liisa Virtanen", "liisa@example.fi")]),
        ("'Liisa' <liisa@example.fi>", [("Liisa", "liisa@example.fi")]),
        ("Liisa <mailto:liisa@example.fi>", [("Liisa", "liisa@example.fi")]),
        ("< liisa@example.fi >", [("", "liisa@example.fi")]),
        ("a@b.fi, C <c@d.fi>; e@f.fi", [("", "a@b.fi"), ("C", "c@d.fi"), ("", "e@f.fi")]),
        ("Ystävät: a@b.fi, c@d.fi;", [("", "a@b.fi"), ("", "c@d.fi")]),
        ("undisclosed-recipients:;", []),
        ("<@reitti,@toinen:a@b.fi>", [("", "a@b.fi")]),
        ("a@xn--hkinen-bua.fi", [("", "a@häkinen.fi")]),
        ("o'brien@example.ie", [("", "o'brien@example.ie")]),
        ("MAILER-DAEMON (Mail Delivery System)", [("Mail Delivery System", "mailer-daemon")]),
        ("=?utf-8?B?TGlpc2EgPGxpaXNhQGV4YW1wbGUuZmk+?=", [("Liisa", "liisa@example.fi")]),
        ('"Liisa \\"Lissu\\" V" <l@example.fi>', [('Liisa "Lissu" V', "l@example.fi")]),
        ('"Katkennut <a@b.fi>', [('"Katkennut', "a@b.fi")]),
        ("Liisa <l@example.fi> Otso <o@example.fi>", [("Liisa", "l@example.fi"), ("Otso", "o@example.fi")]),
        ('<"Liisa Virtanen"@example.fi>', [("", '"liisa virtanen"@example.fi')]),
        ('<"Liisa Virtanen"@exa\0mple.fi>', []),
        ('"liisa.virtanen"@example.fi', [("", "liisa.virtanen@example.fi")]),
        ("a\u0308iti@example.fi", [("", "äiti@example.fi")]),
        ("ei osoitetta lainkaan", []),
        ("", []),
    ],
)
def test_mailboxes_are_read(raw: str, read: list[tuple[str, str]]) -> None:
    assert named(raw) == read


def test_each_address_is_named_once() -> None:
    assert every(["a@b.fi, A@B.fi", "c@d.fi"]) == ("a@b.fi", "c@d.fi")


def test_an_address_too_long_for_any_mailbox_is_none() -> None:
    assert named("x" * 400 + "@example.fi") == []


def test_ten_thousand_recipients_are_all_read() -> None:
    assert len(every([", ".join(f"Nimi {n} <n{n}@example.fi>" for n in range(10_000))])) == 10_000
