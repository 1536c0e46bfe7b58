"""What agents make for themselves and share: views of the cases they care about."""

from django.db import models
from django.db.models import Q

from aspa.brands.models import Organisation, Owned
from aspa.cases.models import Case, Message
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


class Sweep(models.Model):
    """One thing that an agent did to many cases at once; `undo_at` when it was to be taken back as a whole."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="sweeps", db_index=False)
    act = models.CharField(max_length=20)
    facts = models.JSONField(default=dict, db_default={})
    began_at = models.DateTimeField()
    undo_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        indexes = [models.Index("agent", "id", name="sweep_of_agent")]


class SweptCase(models.Model):
    """
    What became of one case of a sweep; `before` leads back.

    It waits to be done, or to be taken back once it is done; `refusal` is the sentence that says why it was not.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sweep = models.ForeignKey(Sweep, models.CASCADE, related_name="cases", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    is_waiting = models.BooleanField(default=True, db_default=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    before = models.JSONField(default=dict, db_default={})
    refusal = models.CharField(max_length=300, default="", db_default="", blank=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("sweep", "case", name="swept_once")]
        indexes = [models.Index("sweep", "id", name="swept_waits", condition=Q(is_waiting=True))]


class Question(models.Model):
    """What an agent asks of a colleague or a team about a case, whose owner stays; open until somebody answers."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Agent, models.PROTECT, related_name="+", db_index=False)
    to_agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    to_team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+", db_index=False)
    memo = models.OneToOneField(Message, models.CASCADE, related_name="asks")
    asked_at = models.DateTimeField()
    answer = models.OneToOneField(Message, models.CASCADE, null=True, related_name="answers_question")
    answered_at = models.DateTimeField(null=True)

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_agent__isnull=False, to_team__isnull=True)
                | Q(to_agent__isnull=True, to_team__isnull=False),
                name="asks_one",
            ),
        ]
        indexes = [
            models.Index("to_agent", name="asked_of_agent", condition=Q(answered_at__isnull=True)),
            models.Index("to_team", name="asked_of_team", condition=Q(answered_at__isnull=True)),
        ]

    @property
    def asked(self) -> str:
        """The name of the colleague or the team that is asked."""
        one = self.to_agent or self.to_team
        return one.name if one else ""


class Mention(models.Model):
    """That a memo calls an agent by name (`@Väinö`)."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="mentions")
    memo = models.ForeignKey(Message, models.CASCADE, related_name="mentions", db_index=False)
    agent = models.ForeignKey(Agent, models.CASCADE, related_name="mentions", db_index=False)
    at = models.DateTimeField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("memo", "agent", name="mentioned_once")]
        indexes = [models.Index("agent", "at", name="mention_of_agent")]
