"""What agents are writing and have not sent: it survives the window, the browser and the machine it was written on."""

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case, Message
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


class Held(models.Model):
    """
    A reply that leaves later: in some seconds, so that it can be undone, or at the time its writer chose.

    It waits until one of three stands: `left_at` (it became `message`), `withdrawn_at` (its writer took it back), or
    `stopped_at` (something changed meanwhile; `reason` says what, and its writer decides).
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    author = models.CharField(max_length=60)  # agent:7, token:3
    letter = models.JSONField()  # what `cases.verbs.reply` takes, times as text
    is_scheduled = models.BooleanField(default=False)
    seen = models.BigIntegerField(null=True)  # the newest message its writer had seen
    written_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", db_default="")
    message = models.OneToOneField(Message, models.SET_NULL, null=True, related_name="+")

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(left_at__isnull=False, withdrawn_at__isnull=False), name="held_one_end")
        ]
        indexes = [
            models.Index(
                "leaves_at",
                "id",
                name="held_waiting",
                condition=Q(left_at__isnull=True, withdrawn_at__isnull=True, stopped_at__isnull=True),
            ),
            models.Index("case", name="held_of_case", condition=Q(left_at__isnull=True, withdrawn_at__isnull=True)),
            models.Index(
                "agent",
                name="held_stopped",
                condition=Q(stopped_at__isnull=False, left_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]


class HeldFile(models.Model):
    """A file that leaves with a held reply."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    held = models.ForeignKey(Held, models.CASCADE, related_name="files")
    name = models.CharField(max_length=250)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=80, default="", db_default="")

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("sha256", name="held_file_bytes")]


class Habits(models.Model):
    """How an agent likes to write; an agent without a row has the defaults."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.OneToOneField(Agent, models.CASCADE, related_name="+")
    undo_for = models.PositiveSmallIntegerField(default=10, db_default=10)  # seconds in which a reply can be undone
    is_plain = models.BooleanField(default=False, db_default=False)  # writes without formatting
    is_advised = models.BooleanField(default=True, db_default=True)  # gets hints for plain language while writing

    objects = Owned.as_manager()
