"""How saved views and work on many cases look to programs, and how they ask for them."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import AfterValidator, Field, StrictBool, model_validator

from aspa.api.wishes import Key, Moment, Outcome, Text, Wish
from aspa.kit.lines import one_line
from aspa.teamwork.models import SavedView, SweptCase
from aspa.teamwork.sweeping.queries import MOST, SweepState

Act = Literal["assign", "close", "snooze", "tag", "untag", "merge", "spam", "not_spam"]
NEEDED = {"close": {"outcome"}, "snooze": {"until"}, "tag": {"tag"}, "untag": {"tag"}, "merge": {"home"}}  # by act
OWNERS = ({"agent_id"}, {"queue_id"})
OF_VIEW = "Instead of numbers: all cases of a view, such as `queue` or `saved-{id}`."


class ChoiceShape(Schema):
    """A value of a condition, and what agents call it."""

    value: str
    title: str


class ConditionShape(Schema):
    """By what a view can be narrowed."""

    name: str
    title: str
    choices: list[ChoiceShape]


class ViewShape(Schema):
    """
    A saved view; its cases are `GET cases?view=saved-{id}`. `count` is null for closed cases.

    `made_by` is the agent or the program that keeps it; others see it when it is shown to them.
    """

    id: int
    name: str
    conditions: dict[str, list[str]]
    order: str
    made_by: str
    team_id: int | None
    is_for_everybody: bool
    count: int | None


class ViewWish(Wish):
    """A view as it is to be, as a whole; values of one condition stand for each other, conditions hold together."""

    name: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(one_line)]
    conditions: Annotated[
        dict[str, Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=50)]], Field(max_length=50)
    ] = {}
    order: SavedView.Order = SavedView.Order.DUE
    team_id: Key | None = None
    for_everybody: StrictBool = False


class SweepWish(Wish):
    """One thing to be done to many cases: those that are numbered, or all of a view."""

    act: Act
    numbers: Annotated[list[Key], Field(max_length=MOST)] = []
    view: Annotated[str, Field(max_length=40, description=OF_VIEW)] = ""
    owner: Annotated[Key | None, Field(description="Whose cases the views `mine` and `next` are.")] = None
    agent_id: Annotated[Key | None, Field(description="assign")] = None
    queue_id: Annotated[Key | None, Field(description="assign")] = None
    outcome: Annotated[Outcome | None, Field(description="close")] = None
    until: Annotated[Moment | None, Field(description="snooze")] = None
    tag: Annotated[str | None, Field(max_length=200, description="tag, untag: its name")] = None
    home: Annotated[Literal["oldest", "newest"] | None, Field(description="merge: which case goes on")] = None
    across: Annotated[StrictBool, Field(description="merge: cases of several customers, too")] = False

    @property
    def given(self) -> set[str]:
        """What was said of how it is done."""
        names = {"agent_id", "queue_id", "outcome", "until", "tag", "home"}
        return {name for name in names if getattr(self, name) is not None} | ({"across"} if self.across else set())

    @model_validator(mode="after")
    def fits_its_act(self) -> Self:
        """Refuse what the act does not take, what it lacks, and cases named in two ways or none."""
        needed = self.given - {"across"} if self.act == "merge" else self.given
        if needed not in (OWNERS if self.act == "assign" else (NEEDED.get(self.act, set()),)):
            raise ValueError("the act takes other fields")
        if bool(self.numbers) == bool(self.view):
            raise ValueError("give numbers or view")
        if self.owner is not None and self.view not in {"mine", "next"}:
            raise ValueError("owner belongs to the views mine and next")
        return self

    def facts(self) -> dict[str, Any]:
        """Return how it is done, as it is kept."""
        said = self.model_dump(include=self.given | ({"across"} if self.act == "merge" else set()))
        return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()}


class SweepShape(Schema):
    """How far it is; it is done when nothing waits. `undone` counts the cases that were put back."""

    id: int
    act: str
    began_at: datetime
    undo_at: datetime | None
    total: int
    waiting: int
    done: int
    undone: int
    refusals: int

    @staticmethod
    def resolve_id(state: SweepState) -> int:
        """Its key."""
        return state.sweep.pk

    @staticmethod
    def resolve_act(state: SweepState) -> str:
        """What is done."""
        return state.sweep.act

    @staticmethod
    def resolve_began_at(state: SweepState) -> datetime:
        """Since when."""
        return state.sweep.began_at

    @staticmethod
    def resolve_undo_at(state: SweepState) -> datetime | None:
        """When it was to be taken back."""
        return state.sweep.undo_at


class SweptShape(Schema):
    """What became of one case; `code` and `sentence` say why it was not done, or not put back."""

    number: int
    state: Literal["waiting", "done", "undone", "refused"]
    code: str
    sentence: str

    @staticmethod
    def resolve_number(row: SweptCase) -> int:
        """Which case."""
        return row.case.number

    @staticmethod
    def resolve_sentence(row: SweptCase) -> str:
        """Why not."""
        return row.refusal

    @staticmethod
    def resolve_state(row: SweptCase) -> str:
        """How far it is."""
        if row.is_waiting:
            return "waiting"
        if row.undone_at:
            return "undone"
        return "done" if row.done_at and not row.refusal else "refused"


class SweptPage(Schema):
    """Some cases of a sweep, and where the list goes on."""

    items: list[SweptShape]
    next: str | None


class AskWish(Wish):
    """What is asked of a colleague or a team, in the name of the agent who is then answered (`from_agent_id`)."""

    from_agent_id: Key
    agent_id: Key | None = None
    team_id: Key | None = None
    text: Text

    @model_validator(mode="after")
    def asks_one(self) -> Self:
        """Refuse none and both."""
        if (self.agent_id is None) == (self.team_id is None):
            raise ValueError("give agent_id or team_id")
        return self
