"""That a contact is suspected to be spam, what speaks against it, and who looks at what is suspected."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from aspa.brands.models import Brand, Organisation, Owned
from aspa.cases.models import Case
from aspa.cases.sets import PartsOfCases
from aspa.staff.models import Agent, Team

LOOKS_WITHIN = 24  # hours, where a brand says nothing else


class Suspicion(models.Model):
    """
    That a case is suspected to be spam, until a person decides; or that a person said so of a case.

    The case stays a case: nothing of it is thrown away, whatever is decided. `rules` are those that spoke, each with
    its weight and what it found; without any, a person said it first. `look_by` is when somebody will have looked.
    """

    class Verdict(models.TextChoices):
        """What a person decided."""

        NOT_SPAM = "not_spam"
        SPAM = "spam"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="suspicion")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    sender = models.CharField(max_length=320)  # by which later mail of whoever wrote it is known
    rules = models.JSONField(default=list, db_default=[])
    score = models.FloatField(default=0.0, db_default=0.0)
    raised_at = models.DateTimeField()
    look_by = models.DateTimeField()
    overlooked_at = models.DateTimeField(null=True)  # when it was told that nobody has looked in time
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, default="", db_default="", blank=True)

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by="", verdict="")
                | (Q(decided_at__isnull=False) & ~Q(verdict="") & ~Q(decided_by="")),
                name="suspicion_verdict",
            ),
        ]
        indexes = [
            models.Index(
                "organisation", "raised_at", "id", name="suspicion_waits", condition=Q(decided_at__isnull=True)
            ),
            models.Index("organisation", "look_by", "id", name="suspicion_due", condition=Q(decided_at__isnull=True)),
            models.Index("case", name="suspicion_open", condition=Q(decided_at__isnull=True)),
            models.Index(
                "organisation",
                "sender",
                F("decided_at").desc(),
                name="suspicion_of_sender",
                condition=Q(decided_at__isnull=False),
            ),
        ]


class Watch(models.Model):
    """Who looks at what is suspected in a brand, an agent or a team, and within how many hours; else all of us do."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.OneToOneField(Brand, models.CASCADE, related_name="+")
    agent = models.ForeignKey(Agent, models.SET_NULL, null=True, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    hours = models.PositiveSmallIntegerField(default=LOOKS_WITHIN, db_default=LOOKS_WITHIN)
    set_at = models.DateTimeField(db_default=Now())

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agent__isnull=True) | Q(team__isnull=True), name="one_watches"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="watch_hours"),
        ]
