"""Who sits where: pages come, write, move on and fall silent."""

from aspa.live.seats import LASTS, Present, Seat, Seats, batches, mark


def seat(number: int = 7, state: str = "reads", *, agent: int = 1, tab: str = "a", name: str = "Aino") -> Seat:
    return Seat(1, number, agent, name, tab, state)


def test_somebody_comes_writes_and_goes() -> None:
    seats = Seats()

    assert seats.take(seat(), now=0) == {(1, 7)}
    assert seats.take(seat(state="writes"), now=1) == {(1, 7)}
    assert seats.at(1, 7) == [Present(1, "Aino", "writes")]
    assert seats.take(seat(0), now=2) == {(1, 7)}

    assert (seats.at(1, 7), seats.taken, dict(seats.places)) == ([], {}, {})


def test_a_beat_that_says_nothing_new_tells_nobody_and_keeps_the_seat() -> None:
    seats = Seats()
    seats.take(seat(), now=0)

    assert seats.take(seat(), now=LASTS - 1) == set()

    assert seats.clear(now=LASTS + 1) == set()
    assert seats.clear(now=2 * LASTS) == {(1, 7)}
    assert seats.at(1, 7) == []


def test_who_opens_another_case_is_seen_at_both_ends() -> None:
    seats = Seats()
    seats.take(seat(7), now=0)

    assert seats.take(seat(8), now=1) == {(1, 7), (1, 8)}

    assert (seats.at(1, 7), seats.agents_at((1, 8))) == ([], {1})


def test_two_pages_of_an_agent_are_one_person_at_the_busiest() -> None:
    seats = Seats()
    seats.take(seat(state="writes", tab="a"), now=0)
    seats.take(seat(tab="b"), now=0)

    assert seats.at(1, 7) == [Present(1, "Aino", "writes")]
    seats.take(seat(0, tab="a"), now=1)
    assert seats.at(1, 7) == [Present(1, "Aino", "reads")]


def test_oneself_and_other_organisations_are_not_shown() -> None:
    seats = Seats()
    seats.take(seat(), now=0)
    seats.take(seat(agent=2, name="Väinö"), now=0)

    assert seats.at(1, 7, beside=1) == [Present(2, "Väinö", "reads")]
    assert seats.at(2, 7) == []


def test_leaving_twice_or_never_having_come_is_nothing() -> None:
    assert Seats().take(seat(0), now=0) == set()


def test_a_mark_names_who_does_what() -> None:
    assert mark([Present(7, "A", "reads"), Present(9, "B", "writes")]) == "7r-9w"


def test_many_seats_are_told_in_several_notices() -> None:
    assert [len(some) for some in batches([[nth] for nth in range(60)], 25)] == [25, 25, 10]


def test_what_another_process_tells_never_shortens_a_seat() -> None:
    seats = Seats()
    seats.take(seat(), now=0)

    seats.take(seat(), now=1, lasts=3)

    assert seats.left_of(seat(), now=1) == LASTS - 1
    assert seats.left_of(seat(8), now=1) == 0
