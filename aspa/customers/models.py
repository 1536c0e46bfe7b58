"""Whom we serve: people and companies, how they can be reached, and what we know of serving them well."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from aspa.brands.models import LANGUAGES, Organisation, Owned


class Customer(models.Model):
    """
    A person or a company; a person may belong to a company.

    One that was `merged_into` another is a shell: all that was known of it stands with the other, until that is undone.
    """

    class Kind(models.TextChoices):
        """What the customer is."""

        PERSON = "person"
        COMPANY = "company"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON, db_default=Kind.PERSON)
    name = models.CharField(max_length=200, default="", db_default="", blank=True)
    company = models.ForeignKey("self", models.SET_NULL, null=True, related_name="people")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="", db_default="", blank=True)
    since = models.DateTimeField(db_default=Now())
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person") | Q(company__isnull=True), name="companies_belong_to_nobody"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="merged_into_another"),
        ]
        indexes = [
            models.Index("organisation", F("id").desc(), name="customer_newest"),
            models.Index("organisation", F("id").desc(), name="company_newest", condition=Q(kind="company")),
            models.Index("merged_into", name="customer_merged", condition=Q(merged_into__isnull=False)),
            GinIndex(Func("name", "organisation", function="customers_findable"), name="customer_findable"),
        ]


class NameWord(models.Model):
    """A word that stands in a customer's name, in small letters; kept once for all who bear it."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "word", name="name_word_once")]
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_like")]


class Identity(models.Model):
    """By what a customer is known: one address, number or account belongs to one customer."""

    class Kind(models.TextChoices):
        """What it is; customers are written to and called at the first two."""

        EMAIL = "email"
        PHONE = "phone"  # E.164
        ACCOUNT = "account"  # the customer's number in the company's own books

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=320)
    is_primary = models.BooleanField(default=False, db_default=False)  # chosen; else the one known longest is first

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "kind", "value", name="identity_once"),
            models.UniqueConstraint("customer", "kind", name="one_primary", condition=Q(is_primary=True)),
        ]
        indexes = [
            models.Index(
                "organisation",
                Func("value", function="customers_bare"),
                name="identity_bare",
                condition=Q(kind="email"),
            )
        ]


class Note(models.Model):
    """What a customer wishes, or how this customer is served well; written so that it could be read aloud to them."""

    class Kind(models.TextChoices):
        """Whose words they are."""

        WISH = "wish"  # the customer's own
        ADVICE = "advice"  # a colleague's

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="notes", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=300)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, default="", db_default="")
    ended_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("customer", "id", name="note_of_customer")]


class Consent(models.Model):
    """To what a customer consented, when and by what channel, and when that ended."""

    class Channel(models.TextChoices):
        """How it was said."""

        EMAIL = "email"
        PHONE = "phone"
        VISIT = "visit"
        LETTER = "letter"
        WEB = "web"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="consents", db_index=False)
    purpose = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel)
    given_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_channel = models.CharField(max_length=10, choices=Channel, default="", db_default="", blank=True)
    withdrawn_by = models.CharField(max_length=60, default="", db_default="")

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("customer", "id", name="consent_of_customer")]


class Edit(models.Model):
    """
    One thing that somebody changed in what is known of a customer.

    It stands here and not in the facts of an event, so that it goes when the customer is forgotten.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="edits", db_index=False)
    field = models.CharField(max_length=20)
    before = models.CharField(max_length=400, default="", db_default="")
    after = models.CharField(max_length=400, default="", db_default="")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("customer", F("id").desc(), name="edit_of_customer")]
