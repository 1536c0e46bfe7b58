"""How a customer wishes to be served, and to what the customer consented."""

from datetime import timedelta

import pytest

from aspa.customers import editing, notes
from aspa.customers.editing import ChangedMeanwhile, Facts
from aspa.customers.models import Edit
from aspa.customers.notes import AlreadyConsented, AlreadyWithdrawn, EmptyNote, NotYet, TooLongNote, TooManyNotes
from aspa.customers.queries import consents_of, notes_of
from aspa.kit.errors import Missing
from tests.cast import NINE


@pytest.fixture
def liisa(aino):
    return editing.make(Facts(name="Liisa"), by=aino, at=NINE)


def test_wishes_stand_before_advice(liisa, aino):
    notes.write(liisa, kind="advice", text="Kirjoita lyhyesti", by=aino, at=NINE)
    notes.write(liisa, kind="wish", text=" Soita vasta\nkello 16 jälkeen ", by=aino, at=NINE)

    assert [note.text for note in notes_of(liisa)] == ["Soita vasta kello 16 jälkeen", "Kirjoita lyhyesti"]


def test_a_note_says_something_in_one_look(liisa, aino):
    with pytest.raises(EmptyNote):
        notes.write(liisa, kind="wish", text=" \x00\n", by=aino, at=NINE)
    with pytest.raises(TooLongNote):
        notes.write(liisa, kind="wish", text="x" * 301, by=aino, at=NINE)


def test_nobody_reads_more_than_twenty_notes(liisa, aino):
    for nth in range(20):
        notes.write(liisa, kind="wish", text=f"Toive {nth}", by=aino, at=NINE)

    with pytest.raises(TooManyNotes):
        notes.write(liisa, kind="wish", text="Vielä yksi", by=aino, at=NINE)


def test_of_two_who_say_a_note_otherwise_the_second_is_told(liisa, aino, vaino):
    note = notes.write(liisa, kind="wish", text="Soita", by=aino, at=NINE)
    notes.rewrite(note, text="Soita illalla", was="Soita", by=aino, at=NINE)

    with pytest.raises(ChangedMeanwhile, match="Soita illalla"):
        notes.rewrite(note, text="Älä soita", was="Soita", by=vaino, at=NINE)

    notes.rewrite(note, text="Älä soita", was="Soita illalla", by=vaino, at=NINE)
    told = [(edit.before, edit.after, edit.by) for edit in Edit.objects.filter(field="wish").order_by("-id")[:2]]
    assert told == [("Soita illalla", "Älä soita", vaino.actor), ("Soita", "Soita illalla", aino.actor)]


def test_a_note_ends_once(liisa, aino):
    note = notes.write(liisa, kind="wish", text="Soita", by=aino, at=NINE)

    notes.end(note, by=aino, at=NINE)

    assert notes_of(liisa) == []
    with pytest.raises(Missing):
        notes.end(note, by=aino, at=NINE)


def test_a_consent_tells_when_and_how_it_was_given_and_withdrawn(liisa, aino):
    given = notes.consent(
        liisa, purpose="Uutiskirje", channel="phone", by=aino, at=NINE, given_at=NINE - timedelta(days=3)
    )

    notes.withdraw(given, channel="email", by=aino, at=NINE)

    (consent,) = consents_of(liisa)
    assert (consent.given_at, consent.channel) == (NINE - timedelta(days=3), "phone")
    assert (consent.withdrawn_at, consent.withdrawn_channel, consent.withdrawn_by) == (NINE, "email", aino.actor)
    with pytest.raises(AlreadyWithdrawn):
        notes.withdraw(given, channel="email", by=aino, at=NINE)


def test_a_consent_stands_once_and_not_in_the_time_to_come(liisa, aino):
    notes.consent(liisa, purpose="Uutiskirje", channel="phone", by=aino, at=NINE)

    with pytest.raises(AlreadyConsented):
        notes.consent(liisa, purpose="UUTISKIRJE", channel="web", by=aino, at=NINE)
    with pytest.raises(NotYet):
        notes.consent(liisa, purpose="Muu", channel="web", by=aino, at=NINE, given_at=NINE + timedelta(1))
