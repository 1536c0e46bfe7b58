"""What happened: the audit trail and the outbox in one table."""

from django.db import models
from django.db.models.functions import Now

# What is done all day in cases stands in the cases themselves; everything else is about how the house is set up.
DAILY = r"^(contact|case|promise|delivery|message|file|entry|draft|customer|task|view|reply)\."
OF_THE_HOUSE = ~models.Q(name__regex=DAILY)


class Event(models.Model):
    """One thing that happened, named in the past tense; `is_due` while reactions wait to be run."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.BigIntegerField()
    name = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, db_default={})
    undoes = models.BigIntegerField(null=True)  # the event that this one set back
    is_due = models.BooleanField(default=False, db_default=False)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    error = models.TextField(default="", db_default="", blank=True)

    class Meta:
        indexes = [
            models.Index("next_try_at", "id", name="event_due", condition=models.Q(is_due=True)),
            models.Index("organisation_id", "subject_id", "id", name="event_subject"),
            models.Index("organisation_id", models.F("id").desc(), name="event_of_house", condition=OF_THE_HOUSE),
            models.Index(
                "organisation_id", "actor", models.F("id").desc(), name="event_of_house_by", condition=OF_THE_HOUSE
            ),
            models.Index("organisation_id", "undoes", name="event_undoes", condition=models.Q(undoes__isnull=False)),
        ]
