"""What agents and programs make for themselves and share: views of the cases they care about, work on many at once."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case, Message
from aspa.kit.viewer import Viewer
from aspa.staff.models import Agent, Team, Token

Maker = Agent | Token


class OfMaker(models.Model):
    """What belongs to the agent or to the program that made it, and is done with what its maker may do."""

    agent = models.ForeignKey(Agent, models.CASCADE, null=True, related_name="+", db_index=False)
    token = models.ForeignKey(Token, models.CASCADE, null=True, related_name="+", db_index=False)

    made_by_one: ClassVar = models.Q(agent__isnull=False, token__isnull=True) | models.Q(
        agent__isnull=True, token__isnull=False
    )

    class Meta:
        abstract = True

    @property
    def maker(self) -> Maker:
        """Whoever made it."""
        return self.agent or self.token  # type: ignore[return-value]  # there is one of the two

    @property
    def made_by(self) -> str:
        """How history names its maker; costs no question."""
        return f"agent:{self.agent_id}" if self.agent_id else f"token:{self.token_id}"

    def is_maker_there(self, at: datetime) -> bool:
        """Tell whether its maker may still do anything here."""
        if self.agent or not self.token:
            return bool(self.agent and self.agent.is_active)
        return not self.token.revoked_at and (self.token.expires_at is None or self.token.expires_at > at)


def making(maker: Maker) -> dict[str, Maker]:
    """Return the field that says who makes something."""
    return {"agent" if isinstance(maker, Agent) else "token": maker}


def made_by(viewer: Viewer) -> Q:
    """Return the condition that something was made by the viewer."""
    kind, _colon, key = viewer.actor.partition(":")
    return Q(**{f"{kind}_id": int(key)}) if kind in {"agent", "token"} else Q(pk__in=[])


class SavedView(OfMaker):
    """
    A list of cases by conditions, kept by an agent or a program; a team or everybody may see it too.

    `conditions` are names and values as `aspa.cases.narrowing.conditions` knows them; "me" is whoever looks.
    """

    class Order(models.TextChoices):
        """In which order its cases come."""

        DUE = "due"
        OLDEST = "oldest"
        NEWEST = "newest"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    is_for_everybody = models.BooleanField(default=False, db_default=False)
    name = models.CharField(max_length=60)
    conditions = models.JSONField(default=dict, db_default={})
    order = models.CharField(max_length=8, choices=Order, default=Order.DUE)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("agent", "name", name="saved_view_name"),
            models.UniqueConstraint("token", "name", name="saved_view_name_of_program"),
            models.CheckConstraint(condition=OfMaker.made_by_one, name="view_of_one"),
            models.CheckConstraint(condition=Q(team__isnull=True) | Q(is_for_everybody=False), name="shared_once"),
        ]
        indexes = [
            models.Index("organisation", name="view_for_everybody", condition=Q(is_for_everybody=True)),
            models.Index("team", name="view_of_team", condition=Q(team__isnull=False)),
        ]


class Focus(models.Model):
    """
    That an agent works undisturbed: nothing is given to them or shown beyond what they ask for, until `ended_at`.

    `view` is what "next" then chooses from; without one, from every queue.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="focuses", db_index=False)
    view = models.ForeignKey(SavedView, models.SET_NULL, null=True, related_name="+", db_index=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("agent", name="one_focus_at_a_time", condition=Q(ended_at__isnull=True)),
        ]
        indexes = [
            models.Index("organisation", name="who_focuses", condition=Q(ended_at__isnull=True)),
            models.Index("view", name="focus_on_view", condition=Q(view__isnull=False)),
        ]


class Sweep(OfMaker):
    """
    One thing that an agent or a program did to many cases at once; `undo_at` when it was to be taken back as a whole.

    `language` is in which refusals are told.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    act = models.CharField(max_length=20)
    facts = models.JSONField(default=dict, db_default={})
    began_at = models.DateTimeField()
    undo_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="fi", db_default="fi")

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=OfMaker.made_by_one, name="sweep_of_one")]
        indexes = [
            models.Index("agent", "id", name="sweep_of_agent"),
            models.Index("token", "id", name="sweep_of_program", condition=Q(token__isnull=False)),
        ]


class SweptCase(models.Model):
    """
    What became of one case of a sweep; `before` leads back.

    It waits to be done, or to be taken back once it is done; `refusal` is the sentence that says why it was not, `code`
    says it to programs, and `despite` are the codes that were to be passed over.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sweep = models.ForeignKey(Sweep, models.CASCADE, related_name="cases", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    is_waiting = models.BooleanField(default=True, db_default=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    before = models.JSONField(default=dict, db_default={})
    refusal = models.CharField(max_length=300, default="", db_default="", blank=True)
    code = models.CharField(max_length=60, default="", db_default="", blank=True)
    despite = models.JSONField(default=list, db_default=[])

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("sweep", "case", name="swept_once")]
        indexes = [models.Index("sweep", "id", name="swept_waits", condition=Q(is_waiting=True))]


class Question(models.Model):
    """What an agent asks of a colleague or a team about a case, whose owner stays; open until somebody answers."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    to_agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    to_team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+", db_index=False)
    memo = models.OneToOneField(Message, models.CASCADE, related_name="asks")
    asked_at = models.DateTimeField()
    answer = models.OneToOneField(Message, models.CASCADE, null=True, related_name="answers_question")
    answered_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_agent__isnull=False, to_team__isnull=True)
                | Q(to_agent__isnull=True, to_team__isnull=False),
                name="asks_one",
            ),
        ]
        indexes = [
            models.Index("to_agent", name="asked_of_agent", condition=Q(answered_at__isnull=True)),
            models.Index("to_team", name="asked_of_team", condition=Q(answered_at__isnull=True)),
        ]

    @property
    def asked(self) -> str:
        """The name of the colleague or the team that is asked."""
        one = self.to_agent or self.to_team
        return one.name if one else ""


class Mention(models.Model):
    """That a memo calls an agent by name (`@Väinö`)."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="mentions")
    memo = models.ForeignKey(Message, models.CASCADE, related_name="mentions", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="mentions", db_index=False)
    at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("memo", "agent", name="mentioned_once")]
        indexes = [models.Index("agent", "at", name="mention_of_agent")]
