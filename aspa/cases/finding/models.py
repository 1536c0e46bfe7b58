"""How far the messages of an organisation are indexed by the words of this release."""

from django.db import models

from aspa.brands.models import Organisation, Owned


class Indexing(models.Model):
    """
    That messages are looked through again for the terms they are found by, the newest first, while in use.

    Those from `below` on are done; nothing is left when it is 0. `top` is where it began. New messages need none: they
    are indexed as they come. `edition` says by which words.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    edition = models.IntegerField()
    top = models.BigIntegerField()
    below = models.BigIntegerField()
    begun_at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(below__gte=0, below__lte=models.F("top")), name="indexing_place")
        ]
