"""What the API keeps of its own: answers it gave, to be given again when a program asks the same once more."""

from django.db import models

from aspa.brands.models import Organisation, Owned
from aspa.staff.models import Token


class KeptAnswer(models.Model):
    """
    The answer to a request that carried an Idempotency-Key; kept for a day, only when the request had its effect.

    `digest` is of the whole request, so that one key cannot stand for two wishes.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    token = models.ForeignKey(Token, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField(default=0, db_default=0)
    body = models.BinaryField(default=b"", db_default=b"")
    kept_at = models.DateTimeField(db_index=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("token", "key", name="answer_once")]
