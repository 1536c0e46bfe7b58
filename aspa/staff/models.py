"""Who serves: agents, the queues they take work from, and programs with tokens."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from aspa.brands.models import LANGUAGES, Brand, Organisation, Owned
from aspa.kit.powers import Power, Powers, Reach
from aspa.kit.viewer import Empowered
from aspa.staff.powers import powers_of_agent, powers_of_token


class AgentManager(BaseUserManager.from_queryset(Owned)):  # type: ignore[misc]  # made at run time
    """Agents, as Django looks them up to let them in."""


class Agent(Empowered, AbstractBaseUser):
    """A person who serves customers and signs in with an e-mail address."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agents")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fi")
    is_active = models.BooleanField(default=True)

    objects = AgentManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    @property
    def actor(self) -> str:
        """How history names this agent."""
        return f"agent:{self.pk}"

    lacks_second_step = False  # known of an agent who was asked for with a page

    @cached_property
    def powers(self) -> Powers:  # type: ignore[override]  # asked of the database once
        """What this agent may do; a page asks it together with the agent."""
        return powers_of_agent(self.pk)

    @property
    def is_administrator(self) -> bool:
        """Whether this agent may set up the whole organisation."""
        return self.may(Power.ADMINISTER)

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Queue(models.Model):
    """Where a case waits until somebody takes it; in one that was ended none does, and its name is still read."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="queues")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="queues")
    name = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("brand", "name", name="queue_name")]


class Token(Empowered, models.Model):
    """A program's key to the API: shown once, kept as a hash."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # to the hour
    revoked_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    @property
    def actor(self) -> str:
        """How history names this program."""
        return f"token:{self.pk}"

    @cached_property
    def powers(self) -> Powers:  # type: ignore[override]  # asked of the database once
        """What this program may do."""
        return powers_of_token(self.pk)


class Invitation(models.Model):
    """A one-time link that makes an agent; without an organisation it makes the first administrator."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+", db_index=False)
    digest = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=120, default="", db_default="")
    is_administrator = models.BooleanField(default=False, db_default=False)


class SignIn(models.Model):
    """A browser in which an agent is signed in; `place` is coarse on purpose: a network, never a whole address."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="sign_ins")
    key = models.CharField(max_length=40, unique=True)  # of the session
    device = models.CharField(max_length=80, default="", db_default="")
    place = models.CharField(max_length=60, default="", db_default="")
    signed_in_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = Owned.as_manager()


class SecondStepRule(models.Model):
    """That an organisation wants a second step of everybody who signs in with a password."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    objects = Owned.as_manager()


class Team(models.Model):
    """
    Agents who take care of each other's cases.

    One that was ended has no members and is granted nothing; what named it names it again should it start again.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "name", name="team_name")]


class Membership(models.Model):
    """That an agent belongs to a team."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="memberships")

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("team", "agent", name="member_once")]


class Role(models.Model):
    """
    What somebody may do, each power with its reach; it holds where it is granted.

    `kind` names those that every organisation begins with; their names are said in the language of whoever looks until
    they are given one.
    """

    class Kind(models.TextChoices):
        """Roles that every organisation begins with."""

        AGENT = "agent"
        LEAD = "lead"
        ADMINISTRATOR = "administrator"
        PROGRAM = "program"

    REACHES: ClassVar = [(reach.value, reach.value) for reach in Reach]

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind, default="", blank=True)
    name = models.CharField(max_length=80, default="", blank=True)
    read = models.CharField(max_length=4, choices=REACHES, default="", blank=True)
    answer = models.CharField(max_length=4, choices=REACHES, default="", blank=True)
    close = models.CharField(max_length=4, choices=REACHES, default="", blank=True)
    export = models.CharField(max_length=4, choices=REACHES, default="", blank=True)
    administer = models.CharField(max_length=4, choices=REACHES, default="", blank=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "name", name="role_name", condition=~models.Q(name="")),
            models.UniqueConstraint("organisation", "kind", name="role_kind", condition=~models.Q(kind="")),
            models.CheckConstraint(condition=~models.Q(name="", kind=""), name="role_is_called_something"),
        ]


class Grant(models.Model):
    """That a role was given to an agent, a team or a program: in one brand, in one queue, or everywhere."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, models.CASCADE, related_name="grants", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, null=True, related_name="grants")
    team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="grants")
    token = models.ForeignKey(Token, models.CASCADE, null=True, related_name="grants")
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, related_name="+")
    queue = models.ForeignKey(Queue, models.CASCADE, null=True, related_name="+")

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "agent", "team", "token", "brand", "queue"], name="grant_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(agent__isnull=False, team__isnull=True, token__isnull=True)
                | models.Q(agent__isnull=True, team__isnull=False, token__isnull=True)
                | models.Q(agent__isnull=True, team__isnull=True, token__isnull=False),
                name="granted_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(brand__isnull=True) | models.Q(queue__isnull=True), name="granted_in_one_place"
            ),
        ]
