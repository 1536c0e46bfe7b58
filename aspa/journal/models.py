"""Every inbound contact, raw, before anybody tries to understand it."""

from django.db import models
from django.db.models.functions import Now

from aspa.brands.models import Brand, Organisation, Owned
from aspa.kit.powers import Power
from aspa.kit.viewer import Viewer


class Entries(Owned):
    """What came, before anybody knew to which case it belongs."""

    def visible_to(self, viewer: Viewer) -> "Entries":
        """Narrow to the organisation's, for a viewer who may read everybody's cases: nobody else sees a letter here."""
        return super().visible_to(viewer) if viewer.may(Power.READ) else self.none()


class Entry(models.Model):
    """
    One contact exactly as it arrived.

    `told_at` is set when reception has told its story; until then the entry waits (`error` is empty) or waits for a
    new try after `error`. The same bytes to the same organisation are one entry.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=32)  # SHA-256 of `raw`
    raw = models.BinaryField()
    size = models.BigIntegerField()
    envelope_from = models.TextField(default="", db_default="")
    envelope_to = models.TextField(default="", db_default="")
    source = models.CharField(max_length=80, default="", db_default="")  # door, mailbox:3, import
    received_at = models.DateTimeField(db_default=Now())
    told_at = models.DateTimeField(null=True)
    error = models.TextField(default="", db_default="")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())

    objects = Entries.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "digest", name="entry_once")]
        indexes = [models.Index("next_try_at", "id", name="entry_waiting", condition=models.Q(told_at__isnull=True))]
