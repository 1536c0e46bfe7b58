"""What was put together and taken apart, with what moved, so that it can be undone."""

from django.db import models
from django.db.models import F, Func, Q

from aspa.brands.models import Organisation
from aspa.cases.sets import PartsOfCases


class Merge(models.Model):
    """
    That somebody put a case into another, and why; `moved` says what, so that it can be undone within an hour.

    `mark` is a message's key that nobody has: whoever had seen no message as new as it has not seen what came over.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="merges", db_index=False)
    into = models.ForeignKey("cases.Case", models.CASCADE, related_name="merged", db_index=False)
    reason = models.TextField(default="", db_default="", blank=True)
    merged_by = models.CharField(max_length=60)
    merged_at = models.DateTimeField()
    mark = models.BigIntegerField(db_default=Func(models.Value("cases_message_id_seq"), function="nextval"))
    moved = models.JSONField()
    undone_by = models.CharField(max_length=60, default="", db_default="")
    undone_at = models.DateTimeField(null=True)

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", name="case_merged_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(condition=~Q(case=F("into")), name="case_merged_elsewhere"),
        ]
        indexes = [models.Index("case", name="case_merge_of"), models.Index("into", name="case_merge_into")]


class Split(models.Model):
    """
    That somebody made messages of a case a case of their own (`made`), and why.

    `moved` says what went along and what was promised for it, so that it can be undone within an hour; `mark` is a
    message's key that nobody has, as of a merge.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="splits", db_index=False)
    made = models.OneToOneField("cases.Case", models.CASCADE, related_name="split_from")
    reason = models.TextField(default="", db_default="", blank=True)
    split_by = models.CharField(max_length=60)
    split_at = models.DateTimeField()
    mark = models.BigIntegerField(db_default=Func(models.Value("cases_message_id_seq"), function="nextval"))
    moved = models.JSONField()
    undone_by = models.CharField(max_length=60, default="", db_default="")
    undone_at = models.DateTimeField(null=True)

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(case=F("made")), name="case_split_elsewhere")]
        indexes = [models.Index("case", name="case_split_of")]
