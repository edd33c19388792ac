"""Tables that the access policy reads: markers, restrictions, roll-outs."""

from django.db import models
from django.db.models import F, Q

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place


class Marker(models.Model):
    """A fact from the national system that policy reads: XIT is "no access to IT". Source: docs/field.md, "Markers"."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="markers")
    code = models.CharField(max_length=8)
    why = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    by = models.ForeignKey(Worker, models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "code"], condition=Q(to_at=None), name="a_marker_stands_once"),
        ]


class Restriction(models.Model):
    """A capability taken away from a person by a decision: why, who, from, until, and when it is looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="restrictions")
    capability = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, help_text="In words that the person will read")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_restriction_has_a_reason"),
            models.CheckConstraint(condition=Q(until__isnull=False) | Q(review_on__isnull=False), name="a_restriction_ends_or_is_reviewed"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("from_at")), name="a_restriction_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["person", "capability", "from_at"], name="restrictions_of")]


class Rollout(models.Model):
    """Where a capability is switched on, from when; no place means everywhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    capability = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    by = models.ForeignKey(Worker, models.PROTECT, null=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["capability", "from_at"], name="rollouts_of")]
