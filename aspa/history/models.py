"""What happened: the audit trail and the outbox in one table."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One thing that happened, named in the past tense; `is_due` while reactions wait to be run."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, db_default={})
    is_due = models.BooleanField(default=False, db_default=False)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    error = models.TextField(default="", db_default="", blank=True)

    class Meta:
        indexes = [
            models.Index("next_try_at", "id", name="event_due", condition=models.Q(is_due=True)),
            models.Index("organisation_id", "subject_id", "id", name="event_subject"),
        ]
