"""What agents make for themselves and share: views of the cases they care about."""

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.staff.models import Agent, Team


class SavedView(models.Model):
    """
    A list of cases by conditions, kept by an agent; a team or everybody may see it too.

    `conditions` are names and values as `aspa.cases.narrowing.conditions` knows them; "me" is whoever looks.
    """

    class Order(models.TextChoices):
        """In which order its cases come."""

        DUE = "due"
        OLDEST = "oldest"
        NEWEST = "newest"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="views")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    is_for_everybody = models.BooleanField(default=False, db_default=False)
    name = models.CharField(max_length=60)
    conditions = models.JSONField(default=dict, db_default={})
    order = models.CharField(max_length=8, choices=Order, default=Order.DUE)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("agent", "name", name="saved_view_name"),
            models.CheckConstraint(condition=Q(team__isnull=True) | Q(is_for_everybody=False), name="shared_once"),
        ]
        indexes = [
            models.Index("organisation", name="view_for_everybody", condition=Q(is_for_everybody=True)),
            models.Index("team", name="view_of_team", condition=Q(team__isnull=False)),
        ]


class Focus(models.Model):
    """
    That an agent works undisturbed: nothing is given to them or shown beyond what they ask for, until `ended_at`.

    `view` is what "next" then chooses from; without one, from every queue.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="focuses", db_index=False)
    view = models.ForeignKey(SavedView, models.SET_NULL, null=True, related_name="+", db_index=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("agent", name="one_focus_at_a_time", condition=Q(ended_at__isnull=True)),
        ]
        indexes = [
            models.Index("organisation", name="who_focuses", condition=Q(ended_at__isnull=True)),
            models.Index("view", name="focus_on_view", condition=Q(view__isnull=False)),
        ]
