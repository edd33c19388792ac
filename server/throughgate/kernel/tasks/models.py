"""The table behind every inbox."""

from django.db import models
from django.db.models import Q

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import CareRole, Person, Worker, WorkerRole


class Task(models.Model):
    """Something about a person that waits for a worker: in a role of care, or of a role where they live. Done is a who and a when.

    It is urgent while it has `signs` and nobody has spoken to the person. `held_by`: it was handed to that worker by name.
    `desk`: it waits for whoever sits there (tasks/desks.py), and for nobody because of the person. `kept_from`: who set it going
    and is not to see it in their inbox: they are not to learn whom it is about, or another has to look.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60, help_text="Such as supervision.review; the module says how to show it")
    about = models.UUIDField(help_text="The thing in the module's own table")
    person = models.ForeignKey(Person, models.CASCADE)
    role = models.CharField(max_length=32, choices=[*CareRole.choices, *WorkerRole.choices], default=CareRole.SUPERVISING)
    signs = models.CharField(max_length=60, blank=True, default="", help_text="Why it is urgent, each a word that the inbox line knows")
    held_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    desk = models.UUIDField(null=True)
    kept_from = models.ForeignKey(Worker, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    calm_at = models.DateTimeField(null=True, help_text="When somebody spoke to the person; it waits on, and is urgent no more")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Worker, models.PROTECT, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about"], name="one_task_a_thing")]
        indexes = [
            models.Index(fields=["person", "role", "due_at"], condition=Q(done_at=None), name="tasks_waiting"),
            models.Index(fields=["desk", "due_at"], condition=Q(done_at=None, desk__isnull=False), name="tasks_at_a_desk"),
        ]

    @property
    def urgent(self) -> bool:
        return bool(self.signs) and self.calm_at is None
