"""Tables of bringing people in, and moving them, by file; of calls and of handing over. People themselves stand in the kernel."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.kernel.tasks.models import Task
from throughgate.modules.caseload.rules.outcomes import CallOutcome


class FileKind(models.TextChoices):
    """What the lines of a file say: who is new to the record, or who has moved."""

    PEOPLE = "people", _("people")
    MOVES = "moves", _("moves")


class PeopleFile(models.Model):
    """A file of people or of moves that was handed in and checked, but not believed: nothing is done until somebody confirms."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=8, choices=FileKind, default=FileKind.PEOPLE)
    name = models.CharField(max_length=200)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["PeopleFile"]()

    class Meta:
        indexes = [models.Index(fields=["by", "-at"], name="people_files_of")]


class PeopleLine(models.Model):
    """One line of such a file: what it said, what is wrong with it, and who was imported or moved by it."""

    file = models.ForeignKey(PeopleFile, models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    said = models.JSONField(help_text="Column → what stood there")
    wrong = models.JSONField(default=list, help_text="Pairs of column and reason; empty for a good line")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")

    objects = GuardedManager["PeopleLine"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="a_line_is_read_once"),
            models.CheckConstraint(condition=Q(wrong=[]) | Q(person=None), name="nobody_comes_from_a_bad_line"),
        ]


class Confirmation(models.Model):
    """That the good lines of a file were imported, or recorded, by whom and when."""

    file = models.OneToOneField(PeopleFile, models.CASCADE, primary_key=True, related_name="confirmation")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Confirmation"]()


class Call(models.Model):
    """That a worker called somebody, or went to see them, about what waits for an answer; and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=CallOutcome)
    note = models.CharField(max_length=1000, blank=True)

    objects = GuardedManager["Call"]()

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="calls_of")]


class HandOver(models.Model):
    """That a worker gave what waited for them to a colleague, and why. The task itself says who has it now."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    to = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    objects = GuardedManager["HandOver"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_hand_over_says_why")]
