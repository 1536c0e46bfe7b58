"""Who serves: agents, the queues they take work from, and programs with tokens."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now

from aspa.brands.models import LANGUAGES, Brand, Organisation, Owned


class AgentManager(BaseUserManager.from_queryset(Owned)):  # type: ignore[misc]  # made at run time
    """Agents, as Django looks them up to let them in."""


class Agent(AbstractBaseUser):
    """A person who serves customers and signs in with an e-mail address."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agents")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fi")
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects = AgentManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    @property
    def actor(self) -> str:
        """How history names this agent."""
        return f"agent:{self.pk}"

    @property
    def initials(self) -> str:
        """Two letters for the round badge."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Queue(models.Model):
    """Where a case waits until somebody takes it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="queues")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="queues")
    name = models.CharField(max_length=80)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("brand", "name", name="queue_name")]


class Token(models.Model):
    """A program's key to the API: shown once, kept as a hash."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    @property
    def actor(self) -> str:
        """How history names this program."""
        return f"token:{self.pk}"


class Invitation(models.Model):
    """A one-time link that makes an agent; without an organisation it makes the first administrator."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+", db_index=False)
    digest = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    name = models.CharField(max_length=120, default="", db_default="")
    is_administrator = models.BooleanField(default=False, db_default=False)
