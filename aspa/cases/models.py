"""One matter of one customer: what was said, who takes care of it, and what was promised."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from aspa.brands.models import Address, Brand, Organisation
from aspa.cases.sets import Cases, PartsOfCases, PartsOfMessages
from aspa.channels.models import Delivery
from aspa.customers.models import Customer
from aspa.journal.models import Entry
from aspa.promises.models import Promise
from aspa.staff.models import Agent, Queue


class Case(models.Model):
    """
    One matter, with exactly one owner: an agent, or a queue until somebody takes it.

    `taken_from` is the queue in which it waited before it had an agent. `promise` is what is owed now; `closure` stands
    while the case is closed, `snooze` while it rests. What was said in it may have moved to the case it was
    `joined_to`, and so does what comes to its number or signature.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    number = models.BigIntegerField(db_default=models.Func(models.Value("case_number"), function="nextval"))
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="cases", db_index=False)
    subject = models.TextField(default="", db_default="")
    channel = models.CharField(max_length=20)
    # where the customer wrote
    address = models.ForeignKey(Address, models.SET_NULL, null=True, related_name="+", db_index=False)
    language = models.CharField(max_length=2, default="fi", db_default="fi")
    owner_agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="cases", db_index=False)
    owner_queue = models.ForeignKey(Queue, models.PROTECT, null=True, related_name="cases", db_index=False)
    taken_from = models.ForeignKey(Queue, models.SET_NULL, null=True, related_name="+", db_index=False)
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="case")
    closure = models.OneToOneField("Closure", models.SET_NULL, null=True, related_name="closes")
    snooze = models.OneToOneField("Snooze", models.SET_NULL, null=True, related_name="rests")
    joined_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    is_readable = models.BooleanField(default=True, db_default=True)
    gist = models.CharField(max_length=200, default="", db_default="")  # how the newest contact begins
    contacts = models.PositiveIntegerField(default=0, db_default=0)  # how many times the customer wrote
    opened_at = models.DateTimeField()
    latest_at = models.DateTimeField()  # when the newest message came or left

    objects = Cases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "number", name="case_number_once"),
            models.CheckConstraint(
                condition=Q(owner_agent__isnull=False, owner_queue__isnull=True)
                | Q(owner_agent__isnull=True, owner_queue__isnull=False),
                name="exactly_one_owner",
            ),
        ]
        indexes = [
            models.Index("customer", F("latest_at").desc(), name="case_of_customer"),
            models.Index("customer", F("latest_at").desc(), name="case_open_of", condition=Q(closure__isnull=True)),
            models.Index("owner_agent", "latest_at", name="case_mine", condition=Q(closure__isnull=True)),
            models.Index(
                "organisation",
                "latest_at",
                name="case_queued",
                condition=Q(closure__isnull=True, owner_queue__isnull=False),
            ),
            models.Index("organisation", F("latest_at").desc(), F("id").desc(), name="case_newest"),
            models.Index("organisation", "latest_at", "id", name="case_open", condition=Q(closure__isnull=True)),
            models.Index(
                "organisation",
                "latest_at",
                name="case_unreadable",
                condition=Q(is_readable=False, closure__isnull=True),
            ),
            models.Index("joined_to", name="case_joined", condition=Q(joined_to__isnull=False)),
        ]

    @property
    def is_open(self) -> bool:
        """Whether somebody still takes care of it."""
        return self.closure_id is None


class Closure(models.Model):
    """That somebody closed a case, how it ended and when."""

    class Outcome(models.TextChoices):
        """How the matter ended for the customer."""

        SOLVED = "solved"
        COULD_NOT_HELP = "could_not_help"
        NO_ANSWER_NEEDED = "no_answer_needed"
        SPAM = "spam"
        MERGED = "merged"  # it goes on in the case it was joined to

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="closures")
    outcome = models.CharField(max_length=20, choices=Outcome)
    closed_by = models.CharField(max_length=60)
    closed_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)

    objects = PartsOfCases.as_manager()

    class Meta:
        indexes = [models.Index("organisation", F("closed_at").desc(), F("id").desc(), name="closure_newest")]


class Snooze(models.Model):
    """
    That somebody let a case rest until a moment. It rests while `ended_at` is null, and ends once.

    The case comes up meanwhile when its customer writes (`roused_at`) or something is promised for an earlier time;
    it still wakes at its moment.
    """

    class Ending(models.TextChoices):
        """How a rest ended."""

        WOKE = "woke"  # its moment came
        STOPPED = "stopped"  # somebody woke it before
        REPLACED = "replaced"  # another moment was chosen
        CLOSED = "closed"  # the case was closed, or joined to another

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="snoozes", db_index=False)
    until = models.DateTimeField()
    note = models.CharField(max_length=200, default="", db_default="", blank=True)  # what is waited for
    snoozed_by = models.CharField(max_length=60)
    snoozed_at = models.DateTimeField()
    roused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    ending = models.CharField(max_length=10, choices=Ending, default="", db_default="", blank=True)

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", name="one_snooze_at_a_time", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(condition=Q(until__gt=F("snoozed_at")), name="snooze_ahead"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="snooze_ending",
            ),
        ]
        indexes = [
            models.Index("organisation", "until", "id", name="snooze_waking", condition=Q(ended_at__isnull=True)),
            models.Index("case", "ended_at", name="snooze_of_case"),
        ]


class Participant(models.Model):
    """A customer other than the case's own whose words belong to it: copied in, or holding our signed mail."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="participants", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+")

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("case", "customer", name="participant_once")]


class Message(models.Model):
    """
    Something said in a case, or about it.

    `text` is all of it; `visible` what the writer wrote now. What came in has its HTML and files in its journal entry.
    """

    class Kind(models.TextChoices):
        """What sort of message it is."""

        CONTACT = "contact"  # from the customer
        REPLY = "reply"  # to the customer
        MEMO = "memo"  # for colleagues only
        ACKNOWLEDGEMENT = "acknowledgement"
        AUTO_REPLY = "auto_reply"
        BOUNCE = "bounce"
        RECEIPT = "receipt"
        BULK = "bulk"
        LOOP = "loop"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="messages", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    is_inbound = models.BooleanField()
    channel = models.CharField(max_length=20)
    sender = models.CharField(max_length=320, default="", db_default="")
    sender_name = models.CharField(max_length=200, default="", db_default="")
    author = models.CharField(max_length=60)  # customer:9, agent:7, token:3, aspa
    reply_to = models.CharField(max_length=320, default="", db_default="")
    subject = models.TextField(default="", db_default="")
    text = models.TextField()
    visible = models.TextField()
    html = models.TextField(default="", db_default="")  # of a reply written with formatting; clean
    has_html = models.BooleanField(default=False, db_default=False)
    rule = models.CharField(max_length=60, default="", db_default="")  # which rule decided its kind
    message_id = models.CharField(max_length=250, default="", db_default="")
    recipients = models.JSONField(default=list, db_default=[])
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="messages", db_index=False)
    delivery = models.OneToOneField(Delivery, models.PROTECT, null=True, related_name="message")
    keeps = models.ForeignKey(Promise, models.PROTECT, null=True, related_name="kept_by", db_index=False)
    words = ArrayField(models.TextField(), default=list, db_default=[])
    at = models.DateTimeField()

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("entry", name="message_once", condition=Q(entry__isnull=False)),
        ]
        indexes = [
            models.Index("case", "at", "id", name="message_of_case"),
            models.Index("message_id", "organisation", name="message_by_id", condition=~Q(message_id="")),
            models.Index("organisation", F("id").desc(), name="message_newest"),
            models.Index("keeps", name="message_keeps", condition=Q(keeps__isnull=False)),
            # A search reads all that waits to be put into the index at each of its looks; 4 MB wait by default.
            GinIndex(
                Func("words", "organisation", "id", function="case_findable"),
                name="message_findable",
                gin_pending_list_limit=512,
            ),
        ]


class Attachment(models.Model):
    """A file of a message; `position` is its place in the journal entry, or `enclosure` the file that was sent."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments", db_index=False)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=250)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=250, default="", db_default="")
    is_inline = models.BooleanField(default=False, db_default=False)

    objects = PartsOfMessages.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("message", "position", name="attachment_position")]
        indexes = [models.Index("organisation", "id", name="attachment_newest")]


class ProposedLink(models.Model):
    """A case that a stranger's message named; a person decides whether the two belong together."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="proposed_links", db_index=False)
    to = models.ForeignKey(Case, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)
    proposed_at = models.DateTimeField(db_default=Now())

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("case", "to", name="proposed_once")]


from aspa.cases.finding.models import Indexing  # noqa: E402, F401  # Django looks for models here
from aspa.cases.joining.models import Merge, Split  # noqa: E402, F401  # Django looks for models here
