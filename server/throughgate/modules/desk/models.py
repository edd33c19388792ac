"""Tables of the desk: who sits there, and who is related to whom. What is held and decided stands in kernel/screening."""

from django.db import models
from django.db.models import Q

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.kernel.screening.models import Item


class Seat(models.Model):
    """That a prison officer was trained for the desk of a prison and sits there, from when to when. Security needs none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    objects = GuardedManager["Seat"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "place"], condition=Q(to_at=None), name="one_seat_at_a_desk")]


class Relative(models.Model):
    """That a worker said: this person is a relative of mine; or, with a contact, that contact is, whoever they write to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    what = models.CharField(max_length=120)
    at = models.DateTimeField()
    objects = GuardedManager["Relative"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "person"], condition=Q(contact=None), name="a_relative_is_declared_once"),
            models.UniqueConstraint(fields=["worker", "contact"], condition=Q(contact__isnull=False), name="so_is_a_relative_outside"),
        ]


class LookedAfter(models.Model):
    """What was done for somebody in whose words signs were seen that they might harm themself."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done = models.CharField(max_length=1000)
    objects = GuardedManager["LookedAfter"]()
