"""Handing a case over: offered with what a colleague must know, and counted only when accepted."""

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case
from aspa.cases.sets import PartsOfCases
from aspa.promises.models import Promise
from aspa.staff.models import Agent, Queue


class Handover(models.Model):
    """
    That an agent offered a case to a colleague or a queue: what is known, what is promised, what is asked.

    Open while `ended_at` is null; the owner stays until somebody accepts. Past `remind_at` it waits too long.
    """

    class Ending(models.TextChoices):
        """How an offer ended."""

        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="handovers", db_index=False)
    offered_by = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    offered_at = models.DateTimeField()
    to_agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    to_queue = models.ForeignKey(Queue, models.PROTECT, null=True, related_name="+", db_index=False)
    known = models.TextField()
    promised = models.TextField()
    asked = models.TextField()
    remind_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, default="", db_default="")
    ending = models.CharField(max_length=10, choices=Ending, default="", db_default="")
    reason = models.TextField(default="", db_default="")

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_agent__isnull=False, to_queue__isnull=True)
                | Q(to_agent__isnull=True, to_queue__isnull=False),
                name="handover_has_one_receiver",
            ),
            models.CheckConstraint(condition=~(Q(known="") | Q(promised="") | Q(asked="")), name="handover_says_all"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="handover_ending",
            ),
            models.UniqueConstraint("case", name="one_handover_at_a_time", condition=Q(ended_at__isnull=True)),
        ]
        indexes = [
            models.Index("case", "id", name="handover_of_case"),
            models.Index("organisation", "remind_at", name="handover_open", condition=Q(ended_at__isnull=True)),
        ]


class Check(models.Model):
    """That whoever handed a case over asks its customer whether it was solved; it ends only by being done."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    handover = models.OneToOneField(Handover, models.PROTECT, related_name="check_of")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    promise = models.OneToOneField(Promise, models.PROTECT, related_name="+")

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("agent", "id", name="check_of_agent")]
