"""Options: solutions that are offered to a customer, and the one the customer chose."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from aspa.cases.models import Case, Message
from aspa.cases.touch import changed, lock, must_be_open, must_stand
from aspa.kit.errors import Missing, Refused
from aspa.kit.lines import one_line
from aspa.kit.viewer import Viewer
from aspa.tasks.letters import plain, standing
from aspa.tasks.models import Option
from aspa.tasks.options.letter import as_line, called

LONGEST, LONGEST_TERMS = 300, 200  # characters
MOST = 20  # of a case; a merge may bring more


class BadOption(Refused):
    """Nothing was offered, or too much for one option."""

    code = "bad_option"


class OfferedAlready(Refused):
    """The same option stands in the case already."""

    code = "offered_already"


class TooManyOptions(Refused):
    """Nobody chooses among more."""

    code = "too_many_options"


class WasOffered(Refused):
    """What the customer has been offered is not taken back by forgetting it."""

    code = "was_offered"


@transaction.atomic
def propose(case: Case, *, text: str, by: Viewer, at: datetime, terms: str = "") -> Option:
    """
    Write down a solution that the customer of an open case could choose.

    Args:
        terms: its price or condition.

    Raises BadOption, OfferedAlready, TooManyOptions, AlreadyClosed, CaseMerged.
    """
    said, on = one_line(text), one_line(terms)
    if not said or len(said) > LONGEST or len(on) > LONGEST_TERMS:
        raise BadOption(_("Write the option in a few words."))
    lock(case)
    must_stand(case)
    must_be_open(case)
    _must_be_new(case, as_line(said, on))
    facts = {"organisation_id": case.organisation_id, "added_by": by.actor, "added_at": at}
    option: Option = Option.objects.create(case=case, text=said, terms=on, **facts)
    changed(case, "case.option_proposed", by=by, at=at, option_id=option.pk)
    return option


@transaction.atomic
def note_letter(message: Message, *, by: Viewer, at: datetime) -> int:
    """
    Note which options a letter to the customer offers, and by what it calls them; twice is once.

    Returns:
        How many are offered for the first time.
    """
    lock(message.case)
    lines = _lines(message.case)
    said = standing(lines.values(), message.text)
    marks = called(said, message.text)
    for key, line in lines.items():
        if line in marks:
            Option.objects.filter(pk=key).exclude(mark=marks[line]).update(mark=marks[line])
    waiting = Option.objects.filter(case=message.case, offered_at__isnull=True).order_by("id")
    offered = [key for key in waiting.values_list("pk", flat=True) if lines[key] in said]
    if offered:
        Option.objects.filter(pk__in=offered).update(offered_by=message.author, offered_at=message.at, message=message)
        changed(message.case, "case.options_offered", by=by, at=at, options=offered, message_id=message.pk)
    return len(offered)


@transaction.atomic
def choose(option: Option, *, by: Viewer, at: datetime) -> None:
    """
    Write down that the customer chose this one, also where it was offered on the telephone; another is then not chosen.

    Twice is the same as once.
    """
    case = _held(option)
    if option.chosen_at:
        return
    others = Option.objects.filter(case=case, chosen_at__isnull=False).exclude(pk=option.pk)
    before = list(others.values_list("pk", flat=True))
    others.update(chosen_at=None, chosen_by="")
    option.chosen_by, option.chosen_at = by.actor, at
    if option.offered_at is None:
        option.offered_by, option.offered_at = by.actor, at
    option.save(update_fields=["chosen_by", "chosen_at", "offered_by", "offered_at"])
    changed(case, "case.option_chosen", by=by, at=at, option_id=option.pk, instead_of=before)


@transaction.atomic
def unchoose(option: Option, *, by: Viewer, at: datetime) -> None:
    """Write down that the customer has not chosen this one after all. Twice is the same as once."""
    case = _held(option)
    if option.chosen_at:
        option.chosen_by, option.chosen_at = "", None
        option.save(update_fields=["chosen_by", "chosen_at"])
        changed(case, "case.option_unchosen", by=by, at=at, option_id=option.pk)


@transaction.atomic
def drop(option: Option, *, by: Viewer, at: datetime) -> None:
    """
    Take an option away that nobody was offered.

    Raises WasOffered.
    """
    case = _held(option)
    if option.offered_at:
        raise WasOffered(_("The customer has been offered this already; it stays here."))
    changed(case, "case.option_dropped", by=by, at=at, option_id=option.pk, text=option.text)
    Option.objects.filter(pk=option.pk).delete()


def _must_be_new(case: Case, line: str) -> None:
    # The case is locked: of two who write down the same at once, the second meets the first here. No constraint says
    # so, since a merge brings what the other case offered with its own choice, and gives it back when it is undone.
    lines = [plain(one) for one in _lines(case).values()]
    if len(lines) >= MOST:
        raise TooManyOptions(_("A case has at most %(most)s options.") % {"most": MOST})
    if plain(line) in lines:
        raise OfferedAlready(_("This option stands here already."))


def _lines(case: Case) -> dict[int, str]:
    rows = Option.objects.filter(case=case).values_list("pk", "text", "terms")
    return {key: as_line(text, terms) for key, text, terms in rows}


def _held(option: Option) -> Case:
    """Lock the case, then the row, and read it again. Raises Missing when it is gone."""
    lock(option.case)
    rows = Option.objects.select_for_update(no_key=True, of=["self"]).filter(case=option.case)
    if not rows.filter(pk=option.pk).exists():
        raise Missing(_("There is no such option."))
    names = ["text", "terms", "offered_by", "offered_at", "chosen_by", "chosen_at"]
    option.refresh_from_db(fields=names, from_queryset=rows)
    return option.case
