"""Tables of partners' apps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.scope import GuardedManager


def told(texts: dict[str, str]) -> str:
    """In the language active now, else in English, else in whatever language there is."""
    return texts.get(get_language() or "") or texts.get("en") or next(iter(texts.values()), "")


class App(models.Model):
    """What a partner brings to people. What it is now stands in its newest signed version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.CharField(max_length=80, help_text="The charity, college or employer whose it is")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", help_text="Where it was brought: it reaches nobody elsewhere")
    since = models.DateTimeField()
    current = models.OneToOneField("Version", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects = GuardedManager["App"]()

    @property
    def version(self) -> "Version":
        """What it is now. Raises: Version.DoesNotExist for one that was never signed."""
        if self.current is None:
            raise Version.DoesNotExist
        return self.current


class Version(models.Model):
    """One file as somebody brought it, and what its check found. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    app = models.ForeignKey(App, models.CASCADE, related_name="versions")
    n = models.IntegerField()
    manifest = models.JSONField()
    file = models.CharField(max_length=64)
    size = models.BigIntegerField()
    scripts = models.JSONField()
    notes = models.JSONField(help_text="What the reviewer should look at: [line, code, words]")
    brought_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    objects = GuardedManager["Version"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "n"], name="versions_of_an_app_are_numbered")]

    @property
    def title(self) -> str:
        return told(self.manifest["name"])


class Review(models.Model):
    """What somebody else decided of a version. `statement`: what we signed of it, as devices check it; '' where it was turned down."""

    version = models.OneToOneField(Version, models.CASCADE, primary_key=True, related_name="review")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    statement = models.TextField(blank=True)
    signed_with = models.CharField(max_length=64, blank=True, help_text="Thumbprint of our key")
    why_not = models.CharField(max_length=300, blank=True)

    objects = GuardedManager["Review"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(statement="") | ~Q(why_not=""), name="a_version_is_signed_or_turned_down_with_a_reason")
        ]


class Audience(models.Model):
    """Everybody at a place, under an id that is made of it."""

    id = models.UUIDField(primary_key=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = GuardedManager["Audience"]()


class Placement(models.Model):
    """That an app is for an audience, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    app = models.ForeignKey(App, models.CASCADE, related_name="placements")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="placements")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Placement"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "audience"], condition=Q(to_at=None), name="an_app_is_once_for_an_audience")]


class Competence(models.Model):
    """What somebody showed in an app that they can do. Its id is the act's. `name`: as the reviewed version calls it, by language."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    name = models.JSONField()
    score = models.IntegerField()
    most = models.IntegerField()
    evidence = models.TextField(blank=True)
    earned_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Competence"]()

    class Meta:
        indexes = [models.Index(fields=["person", "-earned_at"], name="competences_of")]
        constraints = [models.CheckConstraint(condition=Q(score__gte=0, score__lte=F("most")), name="nobody_has_more_than_all_points")]

    @property
    def title(self) -> str:
        return told(self.name)


class Confirmed(models.Model):
    """That a worker has seen it for themselves."""

    competence = models.OneToOneField(Competence, models.CASCADE, primary_key=True, related_name="confirmed")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Confirmed"]()


class Employer(models.Model):
    """Somebody with whom people who live at a place may share what they can do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.UUIDField(help_text="The id of the key with which it asks us")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    parted_at = models.DateTimeField(null=True)

    objects = GuardedManager["Employer"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "place"], name="an_employer_is_once_at_a_place")]


class Sharing(models.Model):
    """That a person lets an employer see a competence, until when. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    competence = models.ForeignKey(Competence, models.CASCADE, related_name="sharings")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="sharings")
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    objects = GuardedManager["Sharing"]()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-from_at"], name="sharings_of"),
            models.Index(fields=["employer", "until"], condition=Q(stopped_at=None), name="sharings_with"),
        ]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("from_at")), name="a_sharing_ends_after_it_begins")]
