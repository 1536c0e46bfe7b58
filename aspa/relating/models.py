"""How cases belong together while each stays one matter with one owner: links, and many under one."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from aspa.brands.models import Organisation
from aspa.cases.models import Case
from aspa.cases.sets import PartsOfCases


class Link(models.Model):
    """That somebody said how `case` belongs to `other`; two cases are linked once."""

    class Kind(models.TextChoices):
        """What the case is to the other."""

        RELATED = "related"
        DUPLICATE = "duplicate"  # the same, told twice
        FOLLOW_UP = "follow_up"  # what came of it later

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="links", db_index=False)
    other = models.ForeignKey(Case, models.CASCADE, related_name="linked_from", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    linked_by = models.CharField(max_length=60)
    linked_at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Least("case", "other"), Greatest("case", "other"), name="linked_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="linked_elsewhere"),
        ]
        indexes = [models.Index("case", name="link_of_case"), models.Index("other", name="link_of_other")]


class Child(models.Model):
    """
    That a case is one of many about the same, under a parent case.

    One level: a parent stands under nothing, so no circle can be. A trigger of the database holds this, and that both
    are of one organisation.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="under")
    parent = models.ForeignKey(Case, models.CASCADE, related_name="children", db_index=False)
    put_by = models.CharField(max_length=60)
    put_at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(case=F("parent")), name="child_of_another")]
        indexes = [models.Index("parent", "id", name="child_of_parent")]
