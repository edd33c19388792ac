"""Tables of the library."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from throughgate.basics.ids import uuid7
from throughgate.kernel.columns import Bytes
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.modules.library.rules.kinds import Kind, Sketched, Verb
from throughgate.modules.library.rules.media import MediaKind, MediaState, Role


class Shelf(models.Model):
    """Whose items they are. With a place, its items are for people there and nowhere else; with none, for anybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()

    objects = GuardedManager["Shelf"]()

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """That a worker keeps a shelf, from when to when, and what they do there."""

    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="desk")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    writes = models.BooleanField()
    approves = models.BooleanField()
    answers = models.BooleanField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Desk"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "worker"], condition=Q(to_at=None), name="a_worker_sits_once_at_a_desk")]
        indexes = [models.Index(fields=["worker"], condition=Q(to_at=None), name="desks_of_a_worker")]


class Item(models.Model):
    """Something to read, hear or see. What it is now stands in its newest edition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="items")
    since = models.DateTimeField()
    current = models.OneToOneField("Edition", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    objects = GuardedManager["Item"]()

    @property
    def edition(self) -> "Edition":
        """What it is now. Raises: Edition.DoesNotExist for one that was never published."""
        if self.current is None:
            raise Edition.DoesNotExist
        return self.current


class Edition(models.Model):
    """An item as it was approved once. What it says is never changed: what somebody was shown may matter years later.

    `body` is the sha256 of its words (rules/body.py); `texts` what a list shows of it, by language; `files` what it needs.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="editions")
    n = models.IntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    written_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    texts = models.JSONField()
    topics = models.JSONField()
    series = models.ForeignKey(Item, models.PROTECT, null=True, related_name="parts")
    place_in_series = models.IntegerField(default=0)
    body = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="Bytes of the body")
    picture = models.JSONField(null=True)
    files = models.JSONField()
    read_out_at = models.DateTimeField(null=True, help_text="When the machine had read out what it can")
    sketched_at = models.DateTimeField(null=True, help_text="When the machine had looked what it is like")

    objects = GuardedManager["Edition"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "n"], name="editions_are_numbered")]
        indexes = [
            models.Index(fields=["published_at"], condition=Q(read_out_at=None), name="editions_to_read_out"),
            models.Index(fields=["published_at"], condition=Q(sketched_at=None), name="editions_to_sketch"),
        ]

    @property
    def title(self) -> str:
        """In the language active now, else in English, else in whatever language it has."""
        text = self.texts.get(get_language()) or self.texts.get("en") or next(iter(self.texts.values()))
        return str(text["title"])


class Audience(models.Model):
    """A rule, under an id that is made of it (rules/audience.py). `names`: what the places in it are called."""

    id = models.UUIDField(primary_key=True, editable=False)
    rule = models.TextField()
    names = models.JSONField(default=dict)
    since = models.DateTimeField()

    objects = GuardedManager["Audience"]()


class Placement(models.Model):
    """That an item is for an audience, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="placements")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="placements")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Placement"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "audience"], condition=Q(to_at=None), name="an_item_is_once_for_an_audience")
        ]


class Opinion(models.Model):
    """Whether an item helped somebody; their last word."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="opinions")
    helpful = models.BooleanField()
    at = models.DateTimeField()

    objects = GuardedManager["Opinion"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "item"], name="one_opinion_of_an_item")]


class Comment(models.Model):
    """What somebody said of an item. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="comments")
    words = models.CharField(max_length=500, blank=True)
    voice = models.CharField(max_length=64, blank=True)
    said_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Comment"]()

    class Meta:
        indexes = [models.Index(fields=["person", "-said_at"], name="comments_of")]


class Answer(models.Model):
    """What the shelf answered."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="answer")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = models.CharField(max_length=1000)

    objects = GuardedManager["Answer"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reply=""), name="a_shelf_says_something")]


class Did(models.Model):
    """That somebody came to the end of an H5P or SCORM package, and how. Its id is the act's; `package` the sha256 of its file.

    `score` from 0 to 1, none where nothing was counted; `seconds` for which it was open.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, models.CASCADE, related_name="done")
    edition = models.IntegerField()
    package = models.CharField(max_length=64)
    verb = models.CharField(max_length=10, choices=Verb)
    score = models.FloatField(null=True)
    seconds = models.IntegerField()
    at = models.DateTimeField()

    objects = GuardedManager["Did"]()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="did_by"), models.Index(fields=["item"], name="did_with_an_item")]
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(score__gte=0, score__lte=1), name="a_score_is_a_part_of_one"),
            models.CheckConstraint(condition=Q(seconds__gte=0), name="doing_takes_time"),
        ]


class Worry(models.Model):
    """That what somebody said was worrying: passed on by whoever keeps the shelf, looked after by those who look after the person."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="worry")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=500)
    done_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done = models.CharField(max_length=500, blank=True)

    objects = GuardedManager["Worry"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_worry_is_done_by_somebody",
            ),
        ]


class Media(models.Model):
    """A picture, sound, film or document of a shelf, from the first byte of its upload on. What players get are its renditions.

    `size` is what whoever brought it said, in bytes; `wanted_at` when a draft last named it. Of what came, nothing else is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="media")
    kind = models.CharField(max_length=12, choices=MediaKind)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    stamp = models.BigIntegerField(default=0, help_text="When the file was last changed where it came from; milliseconds since 1970")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=60, blank=True, help_text="The code of the refusal")
    why_what = models.JSONField(default=dict, help_text="What its words name")
    bundle = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", help_text="The archive that it came in")
    member = models.CharField(max_length=500, blank=True, help_text="Its name there")
    seconds = models.IntegerField(default=0)
    wanted_at = models.DateTimeField()

    objects = GuardedManager["Media"]()

    class Meta:
        indexes = [models.Index(fields=["came_at"], condition=Q(made_at=None, refused_at=None), name="media_to_make")]
        constraints = [models.CheckConstraint(condition=Q(made_at=None) | Q(refused_at=None), name="media_is_made_or_refused")]

    @property
    def state(self) -> MediaState:
        """How far it has come."""
        if self.refused_at:
            return MediaState.REFUSED
        if self.made_at:
            return MediaState.READY
        return MediaState.WAITING if self.came_at else MediaState.COMING


class Rendition(models.Model):
    """One file that was made of a media. `height` of a film in lines."""

    media = models.ForeignKey(Media, models.CASCADE, related_name="renditions")
    role = models.CharField(max_length=12, choices=Role)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    height = models.IntegerField(default=0)

    objects = GuardedManager["Rendition"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "role", "height"], name="a_media_has_each_rendition_once")]


class Captions(models.Model):
    """What is said in a film or sound, in one language, as WebVTT. Without words: the machine is asked for a draft.

    A draft of the machine's is in no edition until somebody has looked at it.
    """

    media = models.ForeignKey(Media, models.CASCADE, related_name="captions")
    language = models.CharField(max_length=8)
    words = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.IntegerField(default=0)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")

    objects = GuardedManager["Captions"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "language"], name="captions_are_once_in_a_language"),
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_by=None) | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="captions_were_looked_at_by_somebody",
            ),
        ]


class Heard(models.Model):
    """An edition as it is heard in one language: read by a person, or by the machine where nobody did. `easy`: its easy-read twin."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="heard")
    language = models.CharField(max_length=8)
    easy = models.BooleanField()
    person = models.BooleanField(help_text="Read by a person")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=60)

    objects = GuardedManager["Heard"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "language", "easy"], name="an_edition_is_heard_once_in_a_language")]


class NewsSource(models.Model):
    """A feed elsewhere whose news a shelf takes, from when to when. `seen`: what those that came are called; `missed`: why none did."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="news")
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=80)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    missed = models.CharField(max_length=60, blank=True, help_text="The code of the reason")
    seen = models.JSONField(default=list)

    objects = GuardedManager["NewsSource"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shelf", "address"], condition=Q(to_at=None), name="a_shelf_takes_a_source_once"),
        ]


class Tally(models.Model):
    """How many opened an item, read it to its end, heard or finished it, in a language, a week (its Monday) and an establishment.

    Whose devices said so is not kept (rules/tallies.py). A count under five is shown to nobody.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="tallies")
    language = models.CharField(max_length=8)
    week = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    opened = models.IntegerField(default=0)
    read = models.IntegerField(default=0)
    heard = models.IntegerField(default=0)
    finished = models.IntegerField(default=0)

    objects = GuardedManager["Tally"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "language", "week", "place"], name="a_week_of_an_item_is_counted_once")]
        indexes = [models.Index(fields=["place", "week"], name="tallies_of_a_place")]


class Sketch(models.Model):
    """What the words of an edition in one language are like, or a picture or film in it (rules/sketch.py, media/looks.py).

    `file`: the picture's own hash, or the first of a film's. `reading_age`: of its English, where there is enough of it to tell.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sketches")
    what = models.CharField(max_length=8, choices=Sketched)
    language = models.CharField(max_length=8)
    file = models.CharField(max_length=64, blank=True)
    look = Bytes()
    seconds = models.IntegerField(default=0)
    reading_age = models.IntegerField(null=True)

    objects = GuardedManager["Sketch"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "what", "language", "file"], name="a_thing_is_sketched_once")]
