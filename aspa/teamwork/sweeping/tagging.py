"""Giving many cases a tag, or taking it from them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from aspa.cases.models import Case
from aspa.kit.errors import Refused
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer
from aspa.sorting import queries, verbs
from aspa.teamwork.sweeping.acts import Act, Begun, Facts, must_be_same


class TaggedAlready(Refused):
    """The case has the tag, so that taking the sweep back must not take it away."""

    code = "tagged_already"


class NotTagged(Refused):
    """The case does not have the tag."""

    code = "not_tagged"


def _named(facts: Facts, keys: list[int], _by: Viewer) -> Begun:
    return {"tag": verbs.tag_name(facts["tag"])}, keys


def _known(facts: Facts, keys: list[int], by: Viewer) -> Begun:
    tag = queries.tag_called(by, verbs.tag_name(facts["tag"]))
    return {"tag": tag.name, "tag_id": tag.pk}, keys


def _tag(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    if case.taggings.filter(tag__name__iexact=facts["tag"]).exists():
        raise TaggedAlready(_("It had this tag already."))
    given = verbs.tag(case, name=facts["tag"], by=by, at=at)
    return {"tagging": case.taggings.get(tag=given).pk}


def _tag_back(case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    given = case.taggings.filter(pk=before["tagging"])
    must_be_same(given.exists(), True)
    verbs.untag(case, given.select_related("tag").get().tag, by=by, at=at)


def _untag(case: Case, facts: Facts, by: Viewer, at: datetime) -> dict[str, Any]:
    tag = queries.tag_of(by, facts["tag_id"])
    if not case.taggings.filter(tag=tag).exists():
        raise NotTagged(_("It did not have this tag."))
    verbs.untag(case, tag, by=by, at=at)
    return {"tag_id": tag.pk}


def _untag_back(case: Case, before: Facts, by: Viewer, at: datetime) -> None:
    tag = queries.tag_of(by, before["tag_id"])
    must_be_same(case.taggings.filter(tag=tag).exists(), False)
    verbs.tag(case, name=tag.name, by=by, at=at)


ACTS = {
    "tag": Act(Power.ANSWER, _tag, _tag_back, begins=_named),
    "untag": Act(Power.ANSWER, _untag, _untag_back, begins=_known),
}
