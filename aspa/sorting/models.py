"""What a case is about: its tags, the reason for which the customer turned to us, and fields of a brand's own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from aspa.brands.models import Brand, Organisation, Owned
from aspa.cases.models import Case
from aspa.cases.sets import PartsOfCases


class Tag(models.Model):
    """A word by which cases are gathered; the same however its letters are written."""

    class Colour(models.TextChoices):
        """How its pill looks, by the names of the tokens."""

        PLAIN = "plain"
        SPRUCE = "spruce"
        AMBER = "amber"
        RED = "red"
        BLUE = "blue"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    colour = models.CharField(max_length=10, choices=Colour, default="plain", db_default="plain")

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", Lower("name"), name="tag_once")]


class Tagging(models.Model):
    """That somebody gave a case a tag."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="taggings", db_index=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False)
    tagged_by = models.CharField(max_length=60)
    tagged_at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("case", "tag", name="tagged_once")]
        indexes = [models.Index("tag", "case", name="tagging_of_tag")]


class Reason(models.Model):
    """Why customers turn to a brand. One that is built in has a `key`, and its own name until it is renamed."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=20, default="", db_default="", blank=True)
    name = models.CharField(max_length=60, default="", db_default="", blank=True)
    position = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("brand", "key", name="reason_built_in_once", condition=~Q(key="")),
            models.UniqueConstraint("brand", Lower("name"), name="reason_once", condition=~Q(name="")),
            models.CheckConstraint(condition=~Q(key="", name=""), name="reason_has_a_name"),
        ]
        indexes = [models.Index("brand", "position", "id", name="reason_of_brand")]


class CaseReason(models.Model):
    """Why the customer turned to us, as somebody said of a case."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="reasoned")
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="+", db_index=False)
    said_by = models.CharField(max_length=60)
    said_at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        indexes = [models.Index("reason", "case", name="casereason_of_reason")]


class Field(models.Model):
    """Something a brand wants to know of each of its cases; an archived one is still shown where it was filled in."""

    class Kind(models.TextChoices):
        """What may be written into it."""

        TEXT = "text"
        NUMBER = "number"
        DATE = "date"
        CHOICE = "choice"
        YES_NO = "yes_no"
        LINK = "link"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    choices = ArrayField(models.CharField(max_length=80), default=list, db_default=[])
    is_required = models.BooleanField(default=False, db_default=False)  # before a case is closed as answered
    position = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("brand", Lower("name"), name="field_once"),
            models.CheckConstraint(condition=Q(kind="choice") | Q(choices=[]), name="only_a_choice_has_choices"),
        ]
        indexes = [models.Index("brand", "position", "id", name="field_of_brand")]


class Filling(models.Model):
    """What somebody wrote into a field of a case, as `kinds` keeps it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="fillings", db_index=False)
    field = models.ForeignKey(Field, models.PROTECT, related_name="+", db_index=False)
    value = models.CharField(max_length=500)
    filled_by = models.CharField(max_length=60)
    filled_at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "field", name="filled_once"),
            models.CheckConstraint(condition=~Q(value=""), name="filled_with_something"),
        ]
