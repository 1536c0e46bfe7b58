"""What leaves the house, and the mailboxes mail is fetched from."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext

from aspa.brands.models import Brand, Organisation, Owned
from aspa.journal.models import Entry


class Delivery(models.Model):
    """
    One message on its way to a customer; written with the change that caused it, sent later by the worker.

    Waiting until one of `sent_at` (the next server took it) or `failed_at` stands. A delivery report that comes after
    `sent_at` sets `failed_at` too: then it was sent and did not arrive.
    """

    class Purpose(models.TextChoices):
        """Why it leaves."""

        REPLY = "reply"
        ACKNOWLEDGEMENT = "acknowledgement"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20, choices=Purpose)
    sender = models.CharField(max_length=320)
    sender_name = models.CharField(max_length=200)
    reply_to = models.CharField(max_length=400, default="", db_default="")
    recipients = models.JSONField()  # addresses, the first is whom it is for
    hidden = models.JSONField(default=list, db_default=[])  # addresses that get it and are named to nobody
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(default="", db_default="")  # the same with its looks; clean, and without the page around it
    message_id = models.CharField(max_length=250, unique=True)
    in_reply_to = models.TextField(default="", db_default="")
    references = models.TextField(default="", db_default="")
    language = models.CharField(max_length=2, default="fi", db_default="fi")
    written_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="", db_default="")

    is_held: bool  # only `claim` tells these two, in the same question
    has_files: bool

    objects = Owned.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "next_try_at", "id", name="delivery_waiting", condition=Q(sent_at__isnull=True, failed_at__isnull=True)
            ),
            models.Index("organisation", "failed_at", name="delivery_failed", condition=Q(failed_at__isnull=False)),
        ]


class Enclosure(models.Model):
    """A file sent with a delivery; its bytes lie in the file store under their SHA-256."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=250)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=80, default="", db_default="")  # by which the HTML shows it

    objects = Owned.as_manager()


class Mailbox(models.Model):
    """An IMAP folder whose every mail is fetched; `secret` is encrypted with the installation's key."""

    class Sign(models.TextChoices):
        """How to sign in."""

        PASSWORD = "password"  # noqa: S105  # a choice, not a secret
        XOAUTH2 = "xoauth2"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="mailboxes")
    host = models.CharField(max_length=250)
    port = models.PositiveIntegerField(default=993)
    is_encrypted = models.BooleanField(default=True)
    username = models.CharField(max_length=320)
    sign_in = models.CharField(max_length=10, choices=Sign, default=Sign.PASSWORD)
    secret = models.BinaryField()
    folder = models.CharField(max_length=250, default="INBOX")
    uid_validity = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    on_server = models.BigIntegerField(null=True)  # mails counted on the server at `checked_at`
    missing = models.BigIntegerField(null=True)  # of them, how many are not in the journal
    error = models.TextField(default="", db_default="")  # a sentence of the catalogs; `trouble` completes it
    error_facts = models.JSONField(default=dict, db_default={})
    asked_at = models.DateTimeField(null=True)  # when somebody last wanted it tried anew

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("host", "port", "username", "folder", name="mailbox_once")]

    @property
    def trouble(self) -> str:
        """Why it cannot be read, in the language of whoever asks; "" while nothing is in the way."""
        return gettext(self.error) % self.error_facts if self.error else ""


class FetchedMail(models.Model):
    """One mail of a mailbox that is in the journal: the book by which nothing is fetched twice or missed."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="fetched", db_index=False)
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+", db_index=False)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("mailbox", "uid_validity", "uid", name="fetched_once")]


class SenderDomain(models.Model):
    """A domain our mail is sent from, how its records stand, and the key that its mail is signed with."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    domain = models.CharField(max_length=255)
    key = models.BinaryField(null=True)  # private, encrypted with the installation's; made at the first check
    record = models.TextField(default="", db_default="")  # what tells the world the public half
    findings = models.JSONField(default=list, db_default=[])
    checked_at = models.DateTimeField(null=True)
    check_at = models.DateTimeField(db_default=Now())  # when to look next
    signs_since = models.DateTimeField(null=True)  # when the world was first seen to know the key

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "domain", name="sender_domain_once")]
        indexes = [models.Index("check_at", name="sender_domain_due")]


class Scan(models.Model):
    """
    What the virus scanner said of a file, which is known by its bytes: the same file is looked at once.

    `finding` names what was found, or says why nobody looked (a sentence of the catalogs). An infected file is handed
    out only after somebody has answered for it: `released_by`.
    """

    class State(models.TextChoices):
        """How it stands; what is not clean for certain is not called clean."""

        CLEAN = "clean"
        INFECTED = "infected"
        UNSCANNED = "unscanned"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State)
    finding = models.CharField(max_length=200, default="", db_default="")
    scanned_at = models.DateTimeField()
    seen_in = models.BigIntegerField()  # an attachment with these bytes
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=60, default="", db_default="")
    released_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "sha256", name="scan_once")]
        indexes = [
            models.Index("organisation", "next_try_at", name="scan_again", condition=Q(next_try_at__isnull=False))
        ]

    @property
    def is_kept_back(self) -> bool:
        """Whether the file is handed out only after somebody answers for it."""
        return self.state == self.State.INFECTED and self.released_at is None


class ScanMark(models.Model):
    """How far an organisation's files have been looked through: the key of the newest attachment that was seen."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="+")
    attachment_id = models.BigIntegerField()

    objects = Owned.as_manager()
