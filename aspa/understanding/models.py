"""What messages of customers say of themselves: how their writers feel, why they write, and what they ask."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from aspa.brands.models import Brand, Organisation, Owned
from aspa.cases.models import Message
from aspa.cases.sets import PartsOfMessages
from aspa.language.mood import MOODS
from aspa.sorting.models import Reason


class Understood(models.Model):
    """
    What was understood of a message: hints for agents, never told to the customer, and corrected by one click.

    `mood` is what was understood, `corrected` what a person said instead. `because` are words of the message that speak
    for the mood, `reasons` the likeliest reasons of contact, best first.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    message = models.OneToOneField(Message, models.CASCADE, related_name="understood")
    mood = models.CharField(max_length=12, choices=[(mood, mood) for mood in MOODS])
    certainty = models.FloatField()
    because = ArrayField(models.TextField(), default=list, db_default=[])
    polarity = models.FloatField()
    reasons = ArrayField(models.CharField(max_length=30), default=list, db_default=[])
    times = models.PositiveSmallIntegerField(default=1, db_default=1)  # contacts about it, in other cases too
    corrected = models.CharField(max_length=12, choices=[(mood, mood) for mood in MOODS], default="", db_default="")
    corrected_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    corrected_at = models.DateTimeField(null=True)

    objects = PartsOfMessages.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrected="", corrected_by="", corrected_at__isnull=True)
                | (~Q(corrected="") & ~Q(corrected_by="") & Q(corrected_at__isnull=False)),
                name="mood_corrected",
            )
        ]


class Question(models.Model):
    """
    Something the writer of a message wants answered.

    Open until a reply answers it (`answered_in`), or somebody says that it asks nothing (`dismissed_by`). `left_in` is
    the first reply that left it open, whatever came later. `ticked_by` is the agent who said that it is answered, or
    `draft` where the draft seemed to answer it.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="questions", db_index=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    answered_in = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+", db_index=False)
    ticked_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    left_in = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+", db_index=False)
    dismissed_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = PartsOfMessages.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("message", "position", name="question_once")]
        indexes = [
            models.Index("answered_in", name="question_answered_in", condition=Q(answered_in__isnull=False)),
            models.Index("left_in", name="question_left_in", condition=Q(left_in__isnull=False)),
        ]


class Lesson(models.Model):
    """How many times agents of a brand gave a reason to a case for which we had guessed something: learnt from."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    guessed = models.CharField(max_length=30)
    reason = models.ForeignKey(Reason, models.CASCADE, related_name="+", db_index=False)
    times = models.PositiveIntegerField(default=1)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("brand", "guessed", "reason", name="lesson_once")]
