"""Who looked at which case or customer; what happened stands in history."""

from django.db import models
from django.db.models import F, Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case
from aspa.customers.models import Customer


class Look(models.Model):
    """That somebody looked at a case, or at a customer beside any case; written once an hour, never changed."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    actor = models.CharField(max_length=60)
    case = models.ForeignKey(Case, models.DO_NOTHING, null=True, related_name="+", db_index=False, db_constraint=False)
    customer = models.ForeignKey(
        Customer, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )  # as it was then: merging customers changes no row of this
    at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        indexes = [
            models.Index("organisation", F("id").desc(), name="look_newest"),
            models.Index("organisation", "actor", F("id").desc(), name="look_by"),
            models.Index("case", F("id").desc(), name="look_of_case", condition=Q(case__isnull=False)),
            models.Index("customer", "actor", F("at").desc(), name="look_of_customer"),
        ]
