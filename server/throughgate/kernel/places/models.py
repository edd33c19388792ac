"""Tables of places and of who is where."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Person, Worker


class PlaceKind(models.TextChoices):
    ESTABLISHMENT = "establishment", _("prison")
    WING = "wing", _("wing")
    LANDING = "landing", _("landing")
    CELL = "cell", _("cell")
    REGION = "region", _("probation region")
    OFFICE = "office", _("probation office")
    PARTNER = "partner", _("partner")


class Category(models.TextChoices):
    """What kind of prison it is. Source: docs/field.md, "Categories"."""

    HIGH = "high", _("high security")
    B = "b", _("category B")
    C = "c", _("category C")
    D = "d", _("category D, open")
    WOMEN = "women", _("women’s prison")
    YOUNG = "young", _("prison for young people")


class Place(models.Model):
    """A place in the tree of places: ZLI is a prison, ZLI-B-2-014 a cell on landing 2 of its wing B.

    `path` is every code from the top, each between slashes (/ZLI/ZLI-B/ZLI-B-2/), so that "under" is a prefix.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=PlaceKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)
    category = models.CharField(max_length=8, choices=Category, blank=True, help_text="Of a prison; others have none")

    def __str__(self) -> str:
        return self.name


class Setting(models.TextChoices):
    """How a person lives there. Temporary release types: docs/field.md, "ROTL" (RDR, ROR, SPL, CRL)."""

    CLOSED = "closed", _("closed prison")
    OPEN = "open", _("open prison")
    DAY_RELEASE = "day_release", _("day release")
    OVERNIGHT_RELEASE = "overnight_release", _("overnight release")
    APPROVED_PREMISES = "approved_premises", _("approved premises")
    COMMUNITY = "community", _("community")


class Stay(models.Model):
    """A person at a place, from, to, in a setting."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="stays")
    place = models.ForeignKey(Place, models.PROTECT, related_name="stays")
    setting = models.CharField(max_length=20, choices=Setting)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    release_on = models.DateField(null=True, help_text="Planned; the access policy counts the days to it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(to_at=None), name="a_person_is_in_one_place"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="a_stay_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["place", "person"], condition=Q(to_at=None), name="who_is_here_now")]


class Posting(models.Model):
    """That a worker works at a place (and everywhere under it), from when to when."""

    worker = models.ForeignKey(Worker, models.CASCADE, related_name="postings")
    place = models.ForeignKey(Place, models.PROTECT, related_name="postings")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "place"], condition=Q(to_at=None), name="posted_once_to_a_place"),
        ]


class RegimeLevel(models.TextChoices):
    """Incentive levels. Source: docs/field.md, "Incentive levels" (BAS, STD, ENH)."""

    BASIC = "basic", _("basic")
    STANDARD = "standard", _("standard")
    ENHANCED = "enhanced", _("enhanced")


class Regime(models.Model):
    """The incentive level of a person, from when to when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="regimes")
    level = models.CharField(max_length=12, choices=RegimeLevel)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(to_at=None), name="one_regime_at_a_time"),
        ]


class Group(models.Model):
    """People whom staff of a place name one by one, for something they have in common: a class, a course, those on trial of something."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, related_name="groups")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], condition=Q(to_at=None), name="one_group_of_a_name_at_a_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person is of a group, from when to when. It ends with a move away from the group's place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], condition=Q(to_at=None), name="of_a_group_once"),
        ]
        indexes = [models.Index(fields=["group", "person"], condition=Q(to_at=None), name="who_is_of_it_now")]
