"""What is to be done in cases, what is not known yet, what is offered, and what a brand does and asks each time."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from aspa.brands.models import Brand, Organisation, Owned
from aspa.cases.models import Case, Message
from aspa.cases.sets import PartsOfCases
from aspa.sorting.models import Field, Reason
from aspa.staff.models import Agent


class CheckList(models.Model):
    """What a brand does each time: its lines become tasks of a case; it is proposed where the case has its reason."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    reason = models.ForeignKey(Reason, models.SET_NULL, null=True, related_name="+", db_index=False)
    lines = ArrayField(models.CharField(max_length=300))

    objects = Owned.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("brand", Lower("name"), name="check_list_once"),
            models.CheckConstraint(condition=~Q(lines=[]), name="check_list_has_lines"),
        ]


class Task(models.Model):
    """
    Something to be done in a case, by an agent or by nobody yet; done once `done_at` is set.

    `merges` are the merges that brought it to its case, the latest last.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks", db_index=False)
    text = models.CharField(max_length=300)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+", db_index=False)
    due_at = models.DateTimeField(null=True)
    check_list = models.ForeignKey(CheckList, models.SET_NULL, null=True, related_name="+", db_index=False)
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    done_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    done_at = models.DateTimeField(null=True)
    merges = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="task_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
                name="task_done_by_somebody",
            ),
        ]
        indexes = [
            models.Index("case", "id", name="task_of_case"),
            models.Index("agent", "due_at", "id", name="task_of_agent", condition=Q(done_at__isnull=True)),
            models.Index(
                fields=["agent", "-done_at", "-id"], name="task_done_lately", condition=Q(done_at__isnull=False)
            ),
            models.Index("check_list", name="task_of_check_list", condition=Q(check_list__isnull=False)),
        ]


class ClarifyingQuestion(models.Model):
    """
    What a brand must know to solve cases of a reason, as it asks in each language: `texts` is language -> question.

    What stands in its `field` of a case is known and not asked.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="+", db_index=False)
    reason = models.ForeignKey(Reason, models.CASCADE, related_name="+", db_index=False)
    field = models.ForeignKey(Field, models.SET_NULL, null=True, related_name="+", db_index=False)
    texts = models.JSONField()

    objects = Owned.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(texts={}), name="clarifying_question_asks")]
        indexes = [models.Index("brand", "reason", "id", name="question_of_reason")]


class Unknown(models.Model):
    """
    What must be known to solve a case and is not, as its customer is asked.

    It is asked once `asked_at` says when (`message` is the letter that asked it), and ends once: answered, or not
    needed after all. `merges` as those of a task.
    """

    class Ending(models.TextChoices):
        """How it ended."""

        ANSWERED = "answered"
        DISMISSED = "dismissed"

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="unknowns", db_index=False)
    text = models.CharField(max_length=300)
    question = models.ForeignKey(ClarifyingQuestion, models.SET_NULL, null=True, related_name="+", db_index=False)
    field = models.ForeignKey(Field, models.SET_NULL, null=True, related_name="+", db_index=False)
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    asked_at = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+", db_index=False)
    answer = models.TextField(default="", db_default="", blank=True)
    ended_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, default="", db_default="", blank=True)
    merges = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", Lower("text"), name="unknown_once"),
            models.CheckConstraint(condition=~Q(text=""), name="unknown_asks"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="", answer="")
                | Q(ended_at__isnull=False, ending="dismissed", answer="")
                | (Q(ended_at__isnull=False, ending="answered") & ~Q(answer="")),
                name="unknown_ending",
            ),
        ]
        indexes = [
            models.Index("message", name="unknown_of_message", condition=Q(message__isnull=False)),
            models.Index("question", name="unknown_of_question", condition=Q(question__isnull=False)),
        ]


class Option(models.Model):
    """
    A solution that is offered to a case's customer, perhaps for a price or on a condition.

    Offered once `offered_at` says when (`message` is the letter that did); chosen once `chosen_at` says when somebody
    wrote it down. `mark` is by what the latest letter called it. `merges` as those of a task.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="options", db_index=False)
    mark = models.CharField(max_length=2, default="", db_default="", blank=True)
    text = models.CharField(max_length=300)
    terms = models.CharField(max_length=200, default="", db_default="", blank=True)
    added_by = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    offered_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    offered_at = models.DateTimeField(null=True)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+", db_index=False)
    chosen_by = models.CharField(max_length=60, default="", db_default="", blank=True)
    chosen_at = models.DateTimeField(null=True)
    merges = ArrayField(models.BigIntegerField(), default=list, db_default=[])

    objects = PartsOfCases.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="option_offers"),
            models.CheckConstraint(
                condition=Q(chosen_at__isnull=True, chosen_by="") | (Q(chosen_at__isnull=False) & ~Q(chosen_by="")),
                name="option_chosen_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(chosen_at__isnull=True) | Q(offered_at__isnull=False), name="option_offered_before_chosen"
            ),
        ]
        indexes = [
            models.Index("case", "id", name="option_of_case"),
            models.Index("message", name="option_of_message", condition=Q(message__isnull=False)),
        ]
