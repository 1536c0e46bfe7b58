"""How ready passages look to programs, and how they ask for them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from aspa.api.wishes import Day, Key, Line, Wish
from aspa.kit.viewer import Viewer
from aspa.passages.models import Passage
from aspa.staff import queries as staff
from aspa.staff.roles import queries as roles


class PassageShape(Schema):
    """
    A passage as it is now; without `brand_ids` it is for all brands.

    `version` counts what it said; send it with a change. `version_id` goes into `passages` of a reply.
    """

    id: int
    code: str
    name: str
    texts: dict[str, str]
    version: int = Field(alias="number")
    version_id: int = Field(alias="latest_id")
    brand_ids: list[int]
    reason_ids: list[int]
    owner_agent_id: int | None
    owner_team_id: int | None
    review_on: date | None
    archived_at: datetime | None

    @staticmethod
    def resolve_texts(passage: Passage) -> dict[str, str]:
        """What the version in force says."""
        return passage.latest.texts if passage.latest else {}

    @staticmethod
    def resolve_brand_ids(passage: Passage) -> list[int]:
        """The brands it is for."""
        return sorted(one.brand_id for one in passage.for_brands.all())

    @staticmethod
    def resolve_reason_ids(passage: Passage) -> list[int]:
        """The reasons for which it is offered first."""
        return sorted(one.reason_id for one in passage.for_reasons.all())


class PassagePage(Schema):
    """A page of passages."""

    items: list[PassageShape]
    next: str | None


class VersionShape(Schema):
    """What a passage said from `written_at` on; `sent` counts the replies in which it left."""

    id: int
    number: int
    code: str
    name: str
    texts: dict[str, str]
    why: str
    written_by: str
    written_at: datetime
    sent: int


class VersionPage(Schema):
    """A page of versions."""

    items: list[VersionShape]
    next: str | None


class SaidShape(Schema):
    """A version of a passage that stands in a reply."""

    passage_id: int
    id: int
    number: int
    name: str
    code: str


class OfferedShape(Schema):
    """A passage filled in for a case; `unfilled` still stand between braces in its text."""

    id: int
    version_id: int = Field(alias="version")
    name: str
    code: str
    language: str
    is_fallback: bool
    text: str
    unfilled: list[str]


class PassageWish(Wish):
    """A passage as a whole; somebody at work or a team answers for it."""

    code: Annotated[str, Field(max_length=200)]
    name: Line
    texts: dict[Literal["fi", "sv", "en"], Annotated[str, Field(max_length=60_000)]]
    brand_ids: Annotated[list[Key], Field(max_length=500)] = []
    reason_ids: Annotated[list[Key], Field(max_length=500)] = []
    owner_agent_id: Key | None = None
    owner_team_id: Key | None = None
    review_on: Day | None = None
    why: Line = ""

    def said(self, viewer: Viewer) -> dict[str, Any]:
        """Return what the verb takes. Raises Missing."""
        agent = staff.agent_of(viewer, self.owner_agent_id) if self.owner_agent_id else None
        team = roles.team_of(viewer, self.owner_team_id) if self.owner_team_id else None
        same = {name: getattr(self, name) for name in ("code", "name", "review_on", "why")}
        where = {"brands": self.brand_ids, "reasons": self.reason_ids, "owner": agent or team}
        return {**same, **where, "texts": dict(self.texts)}


class SeenWish(Wish):
    """Which version was looked at; refused when somebody changed the passage since."""

    version: Annotated[int, Field(ge=0, lt=2**31)]


class PassageChange(PassageWish):
    """A change of a passage as a whole; `version` is the one that was looked at."""

    version: Annotated[int, Field(ge=0, lt=2**31)]
