"""What agents are writing and have not sent: it survives the window, the browser and the machine it was written on."""

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case
from aspa.staff.models import Agent


class Draft(models.Model):
    """
    What an agent is writing in a case; one of each kind.

    `version` counts every change, so that two windows never overwrite each other; `letter` counts what was sent, so
    that a file which arrives late does not go with the next letter. An empty draft stands for one that was sent.
    """

    class Kind(models.TextChoices):
        """What it will be."""

        REPLY = "reply"
        MEMO = "memo"
        TIME = "time"  # another time for what was promised

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    text = models.TextField(default="", db_default="")
    html = models.TextField(default="", db_default="")
    fields = models.JSONField(default=dict, db_default={})  # what else was filled in, by the names of the form
    version = models.PositiveIntegerField(default=0, db_default=0)
    letter = models.PositiveIntegerField(default=0, db_default=0)
    written_at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("agent", "case", "kind", name="draft_once")]
        indexes = [models.Index("written_at", name="draft_empty", condition=Q(text="", html=""))]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.text or self.html)


class DraftFile(models.Model):
    """A file that will go with a draft; its bytes lie in the file store. With a `content_id` it stands in the text."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=250)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=80, default="", db_default="")

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("sha256", name="draft_file_bytes")]
