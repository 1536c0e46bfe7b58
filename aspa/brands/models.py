"""Organisations (client companies, strictly apart) and the brands they serve under."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from aspa.brands.colours import PATTERN, in_dark
from aspa.kit.viewer import Viewer

LANGUAGES = settings.LANGUAGES


class Owned(models.QuerySet):  # type: ignore[type-arg]  # every owned model has its own row type
    """Rows that belong to an organisation."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Narrow to what this viewer may see; every question a face asks starts here."""
        return self.filter(organisation_id=viewer.organisation_id)


class Organisation(models.Model):
    """A company whose customers are served here; nothing of it is seen by another."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(db_default=Now())


class Brand(models.Model):
    """The name under which an organisation meets its customers."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="brands")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fi", db_default="fi")
    zone = models.CharField(max_length=40, default="Europe/Helsinki", db_default="Europe/Helsinki")
    signature = models.TextField(default="", db_default="", blank=True)
    tone = models.TextField(default="", db_default="")  # how it speaks, for its agents to read while they write
    greetings = models.JSONField(default=dict, db_default={})  # language -> by name, plainly, closing; ours without
    asks_next = models.BooleanField(default=True, db_default=True)  # a reply that promises nothing is asked once
    answers_within = models.DurationField(db_default=timedelta(hours=8))
    acknowledges = models.BooleanField(default=True, db_default=True)
    colour = models.CharField(max_length=7, default="", db_default="")  # `#rrggbb`; the house's own without
    logo = models.CharField(
        max_length=64, default="", db_default=""
    )  # the SHA-256 of the one of its logos that is shown

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", "name", name="brand_name"),
            models.CheckConstraint(condition=models.Q(colour__regex=f"^({PATTERN})?$"), name="brand_colour"),
        ]

    @property
    def heard_at(self) -> list["Address"]:
        """The addresses at which it hears, the one that it writes from first."""
        heard = (one for one in self.addresses.all() if one.retired_at is None)
        return sorted(heard, key=lambda one: (one.moved_at is not None, one.moved_at, one.pk))

    @property
    def retired(self) -> list["Address"]:
        """The addresses that were taken out of use, the oldest first."""
        return sorted((one for one in self.addresses.all() if one.retired_at), key=lambda one: one.pk)

    @property
    def in_dark(self) -> str:
        """The shade of its colour on a dark page."""
        return in_dark(self.colour)


class Logo(models.Model):
    """A picture that a brand shows or has shown; the former ones are kept so that a change can be undone."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="logos", db_index=False)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("brand", "sha256", name="logo_once")]


class AvoidedWord(models.Model):
    """A word, or some, that a brand's customers do not know, in small letters, and the plain one to write instead."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="avoided_words", db_index=False)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    word = models.CharField(max_length=60)
    plain = models.CharField(max_length=60)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("brand", "language", "word", name="avoided_word_once")]


class Addresses(Owned):
    """E-mail addresses of brands."""

    def heard(self) -> Self:
        """Narrow to those at which brands hear, the one that a brand writes from before its others."""
        return self.filter(retired_at=None).order_by(models.F("moved_at").asc(nulls_first=True), "id")


class Address(models.Model):
    """
    An e-mail address at which a brand hears; replies leave from the one the customer wrote to.

    One that was retired stays the brand's: answers to what left from it still come, and may reach nobody else.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="addresses")
    value = models.CharField(max_length=320, unique=True)
    retired_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)  # when it came from another brand of the organisation

    objects = Addresses.as_manager()
