"""Tables of the bulletin."""

from django.db import models
from django.db.models import F, Q

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.modules.bulletin.rules.kinds import Kind, Routine, Tongues

# Long enough to read forty words aloud in one's head, as slowly as a nine-year-old.
SECONDS_A_SLIDE = 15


class Board(models.Model):
    """That a place has a bulletin: from its first line on, for good. How the televisions there show it."""

    place = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="+")
    opened_at = models.DateTimeField()
    tongues = models.CharField(max_length=4, choices=Tongues, default=Tongues.BOTH)
    seconds = models.PositiveSmallIntegerField(default=SECONDS_A_SLIDE, help_text="How long a slide stands")

    objects = GuardedManager["Board"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(seconds__gte=5, seconds__lte=120), name="a_slide_can_be_read")]


class Line(models.Model):
    """One thing that stands on the bulletin of a place. Of a film `from_at` and `until` are when it is shown."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    texts = models.JSONField(help_text="By language: title, words, easy")
    what = models.CharField(max_length=12, choices=Routine, blank=True)
    days = models.CharField(max_length=7, blank=True, help_text="Of a routine: days of the week, 1 is Monday")
    begins = models.PositiveSmallIntegerField(null=True, help_text="Minutes after midnight, local time")
    ends = models.PositiveSmallIntegerField(null=True)
    from_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=80, blank=True, help_text="From what the system knows it; empty where a worker says it")
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")

    objects = GuardedManager["Line"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("from_at")), name="a_line_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(by=None, source__gt="") | Q(by__isnull=False, source=""), name="a_line_says_who_says_it"),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ROUTINE) | Q(begins__lt=F("ends"), ends__lte=1440) & ~Q(days="") & ~Q(what=""),
                name="a_routine_has_its_hours",
            ),
            models.UniqueConstraint(
                fields=["place", "source"], condition=Q(taken_down_at=None) & ~Q(source=""), name="the_system_says_a_thing_once"
            ),
        ]
        indexes = [models.Index(fields=["place", "kind"], condition=Q(taken_down_at=None), name="lines_that_stand")]

    @property
    def outage(self) -> "Outage | None":
        """The newest, mended or not."""
        return max(self.outages.all(), key=lambda one: one.said_at, default=None)


class Outage(models.Model):
    """That a service is down: since when, why, and when it is expected back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.ForeignKey(Line, models.CASCADE, related_name="outages")
    texts = models.JSONField(help_text="Why, by language: words, easy")
    since = models.DateTimeField()
    expected_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")

    objects = GuardedManager["Outage"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(mended_at=None), name="a_service_is_down_once"),
            models.CheckConstraint(condition=Q(mended_at=None) | Q(mended_at__gte=F("since")), name="an_outage_is_mended_after_it_began"),
        ]
