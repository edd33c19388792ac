"""Tables of capability_name: what was left, and that somebody read it."""

from django.db import models

from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.scope import GuardedManager


class Note(models.Model):
    """A note that a person left. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.CharField(max_length=500)
    left_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Note"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="capability_name_note_says_something")]
        indexes = [models.Index(fields=["person", "-left_at"], name="capability_name_notes_of")]


class Reading(models.Model):
    """That a worker read a note."""

    note = models.OneToOneField(Note, models.CASCADE, primary_key=True, related_name="reading")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Reading"]()
