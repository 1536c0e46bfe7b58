"""What speaks against a mail, and what does not: honest mail is never suspected for one sign that spam shows too."""

import pytest

from aspa.channels.contact import Attachment, Contact
from aspa.channels.email.folding.passed_on import parted
from aspa.screening.rules import links
from aspa.screening.rules.speak import ENOUGH, NAMES, RULES, STRONG, Seen, speaking, weighed
from aspa.screening.tests.letters import HONEST, OURS, SPAM
from aspa.screening.words import SENTENCES, sentence


def against(contact: Contact) -> list:
    return speaking(Seen(contact, parted(contact.text)[0], OURS.__contains__))


@pytest.mark.parametrize("name", HONEST)
def test_honest_mail_is_not_suspected(name: str) -> None:
    spoken = against(HONEST[name])

    assert weighed(spoken) < ENOUGH, spoken


@pytest.mark.parametrize("name", SPAM)
def test_spam_is_suspected_and_says_why(name: str) -> None:
    contact, rule = SPAM[name]

    spoken = against(contact)

    assert weighed(spoken) >= ENOUGH, spoken
    assert rule in {spoke.rule for spoke in spoken}
    assert all(sentence(spoke._asdict()) and "%(" not in sentence(spoke._asdict()) for spoke in spoken)


def test_every_rule_has_a_sentence_and_no_sentence_is_without_a_rule() -> None:
    assert set(SENTENCES) == set(NAMES)


def test_no_doubtful_sign_is_enough_alone() -> None:
    sure = {name for name, weight, _finds in RULES if weight >= ENOUGH}

    assert sure == {"marked", "refused", "program"}
    assert STRONG < ENOUGH


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="https://evil.example/x">kuusi.fi</a>', "kuusi.fi → evil.example"),
        ("<a class=b href=https://evil.example><b>https://www.kuusi.fi/tili</b></a>", "www.kuusi.fi → evil.example"),
        ('<A HREF="https://user@evil.example:8080/">KUUSI.FI</A>', "kuusi.fi → evil.example"),
        ('<a href="https://kauppa.kuusi.fi/">www.kuusi.fi</a>', ""),
        ('<a href="https://shop.kuusi.co.uk">kuusi.co.uk</a>', ""),
        ('<a href="https://one.co.uk">two.co.uk</a>', "two.co.uk → one.co.uk"),
        ('<a href="mailto:tuki@kuusi.fi">kuusi.fi</a>', ""),
        ('<a href="https://evil.example">Avaa kuusi.fi tästä</a>', ""),
        ("<a href=", ""),
        ('<a name="x">kuusi.fi</a>', ""),
    ],
)
def test_a_link_that_says_another_host_is_told(html: str, found: str) -> None:
    assert links.misleading(html) == found


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Avaa http://45.9.148.2/n nyt", "45.9.148.2"),
        ("Avaa http://[2001:db8::1]/n nyt", "[2001:db8::1]"),
        ("Avaa http://3232235777/ nyt", "3232235777"),
        ("Katso https://kuusi.fi/1.2.3.4", ""),
        ("Versio 1.2.3.4 http", ""),
    ],
)
def test_a_link_to_a_bare_number_is_told(text: str, host: str) -> None:
    assert links.to_number("", text) == host


@pytest.mark.parametrize(
    "html",
    ["<a href=x>" * 200_000, "<a " + "href=" * 300_000, "<a href='https://x'>" + "<b" * 400_000, "<" * 900_000],
)
def test_the_largest_mails_are_looked_at(html: str) -> None:
    many = tuple(Attachment(f"{nth}.pdf", "application/pdf", 1, "", False, b"") for nth in range(1000))
    contact = Contact(subject="а" * 100_000, sender_name="aа" * 100, text=html, html=html, attachments=many)

    assert isinstance(speaking(Seen(contact, html, OURS.__contains__)), list)


@pytest.mark.parametrize(
    "contact",
    [
        Contact(),
        Contact(sender="@", sender_name="@", reply_to=("@", ""), subject="\x85", to=("x",)),
        Contact(sender="a@b", html="<a href='http://[::'>kuusi.fi</a>", headers={"authentication-results": ";;;"}),
    ],
)
def test_odd_mail_breaks_no_rule(contact: Contact) -> None:
    assert weighed(against(contact)) < ENOUGH
