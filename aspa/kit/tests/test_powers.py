"""What a power covers, and what it does not."""

from types import SimpleNamespace

import pytest

from aspa.kit.powers import Allowance, Power, Powers, Reach

AINO, VAINO, SOFIA = 1, 2, 3


def case(*, owner: int | None = None, queue: int | None = None, taken_from: int | None = None, brand: int = 1):
    return SimpleNamespace(brand_id=brand, owner_agent_id=owner, owner_queue_id=queue, taken_from_id=taken_from)


MINE, HERS, ELSEWHERE, WAITING = case(owner=AINO), case(owner=VAINO), case(owner=SOFIA), case(queue=5)


@pytest.mark.parametrize(
    ("reach", "covered"),
    [
        (Reach.OWN, [MINE]),
        (Reach.TEAM, [MINE, HERS, WAITING]),
        (Reach.ALL, [MINE, HERS, ELSEWHERE, WAITING]),
    ],
)
def test_a_reach_covers_its_owners(reach: Reach, covered: list[object]) -> None:
    powers = Powers([Allowance(Power.ANSWER, reach)], AINO, frozenset({AINO, VAINO}))

    assert [one for one in (MINE, HERS, ELSEWHERE, WAITING) if powers.over(Power.ANSWER, one)] == covered
    assert not any(powers.over(Power.CLOSE, one) for one in (MINE, HERS, ELSEWHERE, WAITING))


def test_a_brand_and_a_queue_narrow_a_power() -> None:
    brand = Powers([Allowance(Power.READ, Reach.ALL, brand_id=2)], AINO)
    queue = Powers([Allowance(Power.READ, Reach.ALL, queue_id=5)], AINO)

    assert (brand.over(Power.READ, MINE), brand.over(Power.READ, case(owner=SOFIA, brand=2))) == (False, True)
    assert (queue.over(Power.READ, WAITING), queue.over(Power.READ, case(queue=6))) == (True, False)
    assert queue.over(Power.READ, case(owner=SOFIA, taken_from=5))  # a lead still sees what was taken from the queue


def test_only_what_nothing_narrows_holds_everywhere() -> None:
    narrow = [Allowance(Power.READ, Reach.TEAM), Allowance(Power.READ, Reach.ALL, brand_id=2)]

    assert not Powers(narrow, AINO).everywhere(Power.READ)
    assert Powers([*narrow, Allowance(Power.READ, Reach.ALL)], AINO).everywhere(Power.READ)


def test_a_brand_is_administered_by_whoever_administers_all_of_it() -> None:
    powers = Powers([Allowance(Power.ADMINISTER, Reach.ALL, brand_id=2)], AINO)

    assert (powers.in_brand(Power.ADMINISTER, 2), powers.in_brand(Power.ADMINISTER, 1)) == (True, False)
    assert not Powers([Allowance(Power.ADMINISTER, Reach.ALL, queue_id=5)], AINO).in_brand(Power.ADMINISTER, 2)
