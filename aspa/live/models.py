"""Hints to open browsers: what changed, never what it became."""

from django.db import models


class Stream(models.Model):
    """The position of an organisation's stream of hints; its row lock makes commit order position order."""

    organisation_id = models.BigIntegerField(primary_key=True)
    position = models.BigIntegerField(default=0)


class Hint(models.Model):
    """`topic` (such as `case-7`) changed; kept for a day so that a browser that was away can catch up."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.BigIntegerField()
    position = models.BigIntegerField()
    topic = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("organisation_id", "position", name="hint_position")]
        indexes = [models.Index("at", name="hint_age")]
