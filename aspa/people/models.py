"""That two customers turned out to be one, or not; and what moved, so that it can move back."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from aspa.brands.models import Organisation, Owned
from aspa.customers.models import Customer


class Merge(models.Model):
    """
    That a person said that two customers are one: all of `merged` stands with `kept`, until it is undone.

    `filled` says which empty facts of the kept one were filled: name of the field → what stood and stands there.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    kept = models.ForeignKey(Customer, models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Customer, models.CASCADE, related_name="+", db_index=False)
    reasons = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    filled = models.JSONField(default=dict, db_default={})
    newest_case = models.BigIntegerField(default=0, db_default=0)  # of the two; what is newer came since
    newest_participant = models.BigIntegerField(default=0, db_default=0)
    merged_by = models.CharField(max_length=60)
    merged_at = models.DateTimeField()
    undone_by = models.CharField(max_length=60, default="", db_default="")
    undone_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("merged", name="merged_once", condition=Q(undone_at__isnull=True)),
        ]


class Moved(models.Model):
    """One row that went from the merged customer to the kept one."""

    class Kind(models.TextChoices):
        """Of which table the row is; `primary` is an identity that was its owner's first choice."""

        CASE = "case"
        PARTICIPANT = "participant"
        IDENTITY = "identity"
        PRIMARY = "primary"
        NOTE = "note"
        CONSENT = "consent"
        PERSON = "person"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    merge = models.ForeignKey(Merge, models.CASCADE, related_name="moved", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    row_id = models.BigIntegerField()

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("merge", "kind", "row_id", name="moved_by_merge")]


class Distinction(models.Model):
    """That a person said that two customers are not one; nobody is asked again."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    one = models.ForeignKey(Customer, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Customer, models.CASCADE, related_name="+")
    said_by = models.CharField(max_length=60)
    said_at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("one", "other", name="distinct_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_in_order"),
        ]
