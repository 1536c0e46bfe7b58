"""Whom we serve: people and companies, and how they can be reached."""

from django.db import models
from django.db.models.functions import Now

from aspa.brands.models import LANGUAGES, Organisation, Owned


class Customer(models.Model):
    """A person or a company; a person may belong to a company."""

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

    objects = Owned.as_manager()


class Identity(models.Model):
    """An address at which a customer is known: one address belongs to one customer."""

    class Kind(models.TextChoices):
        """What sort of address it is."""

        EMAIL = "email"
        PHONE = "phone"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=320)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("organisation", "kind", "value", name="identity_once")]
