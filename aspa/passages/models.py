"""Ready passages: texts that are said again and again, told by their owners in one place and in every version."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from aspa.brands.models import Brand, Organisation, Owned
from aspa.cases.models import Message
from aspa.cases.sets import PartsOfMessages
from aspa.sorting.models import Reason
from aspa.staff.models import Agent, Team


class Passage(models.Model):
    """
    A text that agents put into answers by its code; without a brand of its own it is for all of them.

    `number` counts its versions, `latest` is the one in force. `head` and `words` are what a search looks through. Its
    owner is an agent or a team; when that is gone it is among those to be reviewed.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    owner_agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    owner_team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+")
    review_on = models.DateField(null=True)  # by when its owner looks whether it still holds
    number = models.PositiveIntegerField(default=0)
    latest = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    head = models.TextField(default="", db_default="")
    words = models.TextField(default="", db_default="")
    archived_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "code", name="passage_code_once", condition=Q(archived_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(owner_agent__isnull=True) | Q(owner_team__isnull=True), name="passage_one_owner"
            ),
        ]
        indexes = [models.Index("organisation", "name", "id", name="passage_by_name")]


class Version(models.Model):
    """What a passage said from a moment on: `texts` by language; who wrote it and why. It never changes."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    texts = models.JSONField()
    brands = ArrayField(models.BigIntegerField(), default=list, db_default=[])  # for which it was then
    reasons = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    why = models.CharField(max_length=200, default="", db_default="", blank=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("passage", "number", name="version_once")]


class PassageBrand(models.Model):
    """That a passage is for one brand, and others that it has such rows for."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="for_brands", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+")

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("passage", "brand", name="passage_brand_once")]


class PassageReason(models.Model):
    """That a passage fits a reason of contact: it is offered first there, and elsewhere too."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="for_reasons", db_index=False)
    reason = models.ForeignKey(Reason, models.CASCADE, related_name="+")

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("passage", "reason", name="passage_reason_once")]


class Use(models.Model):
    """That a version of a passage stood in a reply that left."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="uses", db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="+", db_index=False)

    objects = PartsOfMessages.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("message", "version", name="use_once")]
        indexes = [models.Index("version", F("id").desc(), name="use_of_version")]


class Tally(models.Model):
    """How often a passage left in replies about a reason; without one, about none that was said."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="+", db_index=False)
    reason = models.ForeignKey(Reason, models.CASCADE, null=True, related_name="+")
    count = models.PositiveIntegerField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("passage", "reason", name="tally_once", nulls_distinct=False)]
        indexes = [models.Index("organisation", name="tally_of_house")]
