"""Clarifying questions: what an administrator keeps."""

import pytest

from aspa.brands.models import Brand
from aspa.kit.errors import Missing
from aspa.sorting.keeping import verbs as fields
from aspa.sorting.models import Reason
from aspa.staff.models import Agent
from aspa.tasks import queries
from aspa.tasks.keeping import verbs
from aspa.tasks.models import ClarifyingQuestion
from aspa.tasks.unknowns.verbs import BadQuestion
from tests.cast import NINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def reason(kuusi: Brand) -> Reason:
    """A reason of Kuusi's."""
    return Reason.objects.get(brand=kuusi, key="complaint")


def test_a_question_is_kept_changed_and_removed(kuusi: Brand, reason: Reason, vaino: Agent) -> None:
    kept = verbs.keep(kuusi, reason=reason, texts={"fi": " Mikä? ", "sv": "", "xx": "?"}, by=vaino, at=NINE)
    assert [one.texts for one in queries.questions(vaino, kuusi)] == [{"fi": "Mikä?"}]

    field = fields.add_field(kuusi, name="Tilaus", kind="text", by=vaino, at=NINE)
    verbs.change(kept, reason=reason, texts={"en": "Which?"}, field=field, by=vaino, at=NINE)
    assert [(one.texts, one.field) for one in ClarifyingQuestion.objects.all()] == [({"en": "Which?"}, field)]

    for _twice in range(2):
        verbs.remove(kept, by=vaino, at=NINE)
    assert ClarifyingQuestion.objects.count() == 0


def test_a_question_that_was_removed_meanwhile_is_not_saved(kuusi: Brand, reason: Reason, vaino: Agent) -> None:
    kept = verbs.keep(kuusi, reason=reason, texts={"fi": "Mikä?"}, by=vaino, at=NINE)
    verbs.remove(ClarifyingQuestion.objects.get(), by=vaino, at=NINE)

    with pytest.raises(Missing):
        verbs.change(kept, reason=reason, texts={"fi": "Kuka?"}, by=vaino, at=NINE)

    assert not ClarifyingQuestion.objects.exists()


@pytest.mark.parametrize("texts", [{}, {"fi": " "}, {"xx": "Mikä?"}, {"fi": "x" * 301}])
def test_what_asks_nothing_is_refused(kuusi: Brand, reason: Reason, vaino: Agent, texts: dict[str, str]) -> None:
    with pytest.raises(BadQuestion):
        verbs.keep(kuusi, reason=reason, texts=texts, by=vaino, at=NINE)


def test_questions_stay_with_their_brand(kuusi: Brand, reason: Reason, vaino: Agent, otso: Agent) -> None:
    theirs = Reason.objects.get(brand__name="Karhu", key="use")
    with pytest.raises(verbs.OtherBrand):
        verbs.keep(kuusi, reason=theirs, texts={"fi": "Mikä?"}, by=vaino, at=NINE)

    kept = verbs.keep(kuusi, reason=reason, texts={"fi": "Mikä?"}, by=vaino, at=NINE)
    with pytest.raises(Missing):
        queries.question_of(otso, kept.pk)
    with pytest.raises(Missing):
        queries.question_of(vaino, kept.pk, brand_id=theirs.brand_id)
    assert queries.question_of(vaino, kept.pk, brand_id=kuusi.pk) == kept


def test_a_brand_asks_two_hundred_things_at_most(kuusi: Brand, reason: Reason, vaino: Agent) -> None:
    facts = {"organisation_id": kuusi.organisation_id, "brand": kuusi, "reason": reason, "texts": {"fi": "Mikä?"}}
    ClarifyingQuestion.objects.bulk_create(ClarifyingQuestion(**facts) for _nth in range(200))

    with pytest.raises(verbs.TooMany):
        verbs.keep(kuusi, reason=reason, texts={"fi": "Mikä?"}, by=vaino, at=NINE)
