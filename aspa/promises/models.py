"""Time windows given to customers, kept or broken in the open."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from aspa.brands.models import Brand, Organisation, Owned
from aspa.customers.models import Customer


class Promise(models.Model):
    """
    A time window in which a customer was promised an act.

    Owed while `ended_at` is null. A promise that is owed past its time is broken (`broken_at`) and still owed.
    `outcome` says how it ended. `subject_id` is the key of what it is about: the case, one floor up. `customer` is whom
    it was promised to, where that need not be the customer of its case: when cases of two customers were merged.
    `rises_to` is where lists place it instead of `due_until`: sooner, where the customer is upset.
    """

    class Act(models.TextChoices):
        """What was promised."""

        ANSWER = "answer"
        CALL = "call"
        FOLLOW_UP = "follow_up"
        CHECK = "check"  # whoever handed the case over asks whether it was solved; it outlives the case

    class Outcome(models.TextChoices):
        """How it ended."""

        KEPT = "kept"
        LATE = "late"  # the act was done after the promise broke
        RENEGOTIATED = "renegotiated"
        WITHDRAWN = "withdrawn"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+", db_index=False)
    subject_id = models.BigIntegerField()
    act = models.CharField(max_length=12, choices=Act)
    text = models.TextField(default="", db_default="", blank=True)
    customer = models.ForeignKey(Customer, models.SET_NULL, null=True, related_name="+", db_index=False)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    due_from = models.DateTimeField(null=True)
    due_until = models.DateTimeField()  # exclusive
    rises_to = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default="", db_default="", blank=True)
    followed_by = models.OneToOneField("self", models.SET_NULL, null=True, related_name="follows")

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_from__isnull=True) | Q(due_from__lt=F("due_until")), name="window"),
            models.CheckConstraint(condition=Q(due_until__gt=F("given_at")), name="promise_ahead"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | (Q(ended_at__isnull=False) & ~Q(outcome="")),
                name="promise_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="kept") | Q(broken_at__isnull=True), name="broken_is_never_kept"
            ),
        ]
        indexes = [
            models.Index("organisation", "due_until", "id", name="promise_owed", condition=Q(ended_at__isnull=True)),
            models.Index(
                "organisation",
                Coalesce("rises_to", "due_until"),
                "id",
                name="promise_turn",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(
                "due_until", name="promise_breaking", condition=Q(ended_at__isnull=True, broken_at__isnull=True)
            ),
            models.Index("subject_id", name="promise_subject"),
            models.Index("customer", name="promise_to_whom", condition=Q(customer__isnull=False)),
        ]
