"""Where the people of an organisation sign in by a service of their own, and who they are there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from aspa.brands.models import Organisation, Owned
from aspa.staff.models import Agent, Role


class Provider(models.Model):
    """
    A service that says who somebody is, by OpenID Connect.

    `metadata` and `keys` are what it said of itself when it was looked at last; `trouble` is why it could not be used,
    `detail` what it said instead. The secret is kept encrypted and shown to nobody.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True)  # in its address, where a number would tell how many there are
    name = models.CharField(max_length=80)
    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=255)
    secret = models.BinaryField(default=b"")
    domains = ArrayField(models.CharField(max_length=253), default=list)
    trusts_addresses = models.BooleanField(default=False)
    asks_second_step = models.BooleanField(default=False)
    is_only_way = models.BooleanField(default=False)
    role = models.ForeignKey(Role, models.SET_NULL, null=True, related_name="+")  # of agents it makes; none without
    metadata = models.JSONField(default=dict)
    keys = models.JSONField(default=dict)
    trouble = models.CharField(max_length=20, default="", blank=True)
    detail = models.CharField(max_length=200, default="", blank=True)
    looked_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    @property
    def is_ready(self) -> bool:
        """Whether somebody can sign in by it: it has answered once, however it does now."""
        return bool(self.metadata)


class Account(models.Model):
    """Who an agent is at a provider: by its word for them, never by an address, which may become another's."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="accounts", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="accounts")
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    used_at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("provider", "subject", name="account_of_subject"),
            models.UniqueConstraint("provider", "agent", name="account_of_agent"),
        ]


class Arrival(models.Model):
    """
    That somebody came back from a provider; gone as soon as they are in.

    `claims` is what the provider said of them, still to be judged; `trouble` why it said nothing.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", db_index=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)  # of the state that only their browser knows
    came_at = models.DateTimeField()
    claims = models.JSONField(null=True)
    trouble = models.CharField(max_length=20, default="", blank=True)

    objects = Owned.as_manager()
