"""What passes the wall, what was seen in it, and what was decided: one set of tables for every module that lets something through."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.screening.standing import Standing


class Way(models.TextChoices):
    """Which way something passes."""

    OUT = "out", _("from inside")
    IN = "in", _("from outside")


class Outcome(models.TextChoices):
    """How something stands. What has passed, was released or stands with parts blacked out may go on; the rest may not."""

    LOOKING = "looking", _("The machine looks at its files")
    PASSED = "passed", _("Passed")
    HELD = "held", _("Held for staff to look at")
    RELEASED = "released", _("Released by staff")
    BLACKED = "blacked", _("Released, with parts blacked out")
    WITHHELD = "withheld", _("Withheld")


GOES_ON = frozenset({Outcome.PASSED, Outcome.RELEASED, Outcome.BLACKED})
WAITS = frozenset({Outcome.LOOKING, Outcome.HELD})


class Item(models.Model):
    """One thing that would pass the wall. Its id is that of the module's own row; `kind` says whose: "touch.message".

    `contact` is None where it is for several: each finds their own limits in the module. `establishment`: where the person lived then.
    `due_at`: when staff should have looked at what is held. `rules_at`: which rules stood, by when they last changed.
    `alike`: the same for the same words, whoever wrote them; empty for short ones. Without the server's key nobody can tell which words.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=3, choices=Way)
    language = models.CharField(max_length=8, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    arrived_at = models.DateTimeField()
    rules_at = models.DateTimeField(null=True)
    alike = models.CharField(max_length=32, blank=True)
    held_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="When its outcome was last decided, by machine or by staff")

    class Meta:
        indexes = [
            models.Index(fields=["establishment", "due_at", "id"], condition=Q(outcome="held"), name="items_held"),
            models.Index(fields=["arrived_at"], condition=Q(outcome="looking"), name="items_to_look_at"),
            models.Index(fields=["person", "-arrived_at"], name="items_of_a_person"),
            models.Index(fields=["alike", "arrived_at"], condition=~Q(alike=""), name="items_with_the_same_words"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(outcome="held") | Q(due_at__isnull=False), name="what_is_held_has_a_clock")]


class ItemFile(models.Model):
    """A file of an item, as its sender brought it, and as it may go on: made anew, with nothing beside what is seen or heard in it.

    Where `goes` is empty it goes nowhere, whoever decides. `words`: what a machine read or heard in it.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="files")
    person_id = models.UUIDField()
    n = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=60)
    looked_at = models.DateTimeField(null=True)
    goes = models.CharField(max_length=64, blank=True, help_text="Hash of what may go on")
    goes_type = models.CharField(max_length=60, blank=True)
    goes_size = models.PositiveIntegerField(null=True, help_text="Bytes")
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "n"], name="files_of_an_item_are_counted")]


class Trouble(models.TextChoices):
    """Why a file could not be looked at, or is none that may pass. Stands as `seen` in a finding of sort `file` or `unseen`."""

    LOST = "lost", _("It has not come, or was lost on the way")
    BROKEN = "broken", _("It cannot be opened to its end")
    HUGE = "huge", _("It is far larger than it seems")
    NEITHER = "neither", _("It is neither a picture nor a sound")
    WEB_PAGE = "web_page", _("It is a page or drawing that can hold programs")
    ARCHIVE = "archive", _("It is an archive, with other files in it")
    DOCUMENT = "document", _("It is a document")
    FAX = "fax", _("It is a fax or scan, not a photo")
    OTHER = "other", _("It is something else than its sender’s device says")
    PLACE = "place", _("It said where it was taken; that was taken out")
    NAMED = "named", _("A scanner for viruses names it")
    NO_MODEL = "no_model", _("What looks at pictures is not installed here")
    NO_READER = "no_reader", _("What reads words in pictures is not installed here")
    NO_LISTENER = "no_listener", _("What writes down speech is not installed here")
    NO_SPEECH = "no_speech", _("No speech was heard in it")
    TOO_LONG = "too_long", _("It is longer than the machine listens")


class Does(models.TextChoices):
    """What a rule does when it finds something."""

    HOLD = "hold", _("Hold for staff to look at")
    CARE = "care", _("Tell safer custody, and let it pass")
    COUNT = "count", _("Only count")


class Sort(models.TextChoices):
    """What kind of thing was found, or is looked for."""

    PHRASE = "phrase", _("A word or phrase")
    PATTERN = "pattern", _("A number, address or account")
    PICTURE = "picture", _("A picture that is known")
    NUDITY = "nudity", _("Nudity, the machine thinks")
    FACES = "faces", _("Faces counted")
    FILE = "file", _("A file that is not what it says, or that a scanner names")
    LANGUAGE = "language", _("A language nobody at the desk has said they read")
    TRICK = "trick", _("Letters that look like others, or are not seen")
    THIRD = "third", _("Asks to pass something on to somebody else")
    MANY = "many", _("The same to many people")
    TARGET = "target", _("All of it is read, by decision")
    ALWAYS = "always", _("This contact is always read")
    SAMPLE = "sample", _("Chosen by chance")
    STOPPED = "stopped", _("Nothing passes at the moment")
    UNSEEN = "unseen", _("The machine could not look at it")


class WatchRule(Standing):
    """What is looked for, for whom, and what follows. A change ends the row and begins another, so that a finding keeps what it was by.

    Empty means any: establishment, person, contact, language. `words`: the phrase, the name of a pattern, or a picture's hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sort = models.CharField(max_length=10, choices=Sort)
    words = models.CharField(max_length=200)
    language = models.CharField(max_length=8, blank=True)
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    does = models.CharField(max_length=5, choices=Does)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+", help_text="None: it came with the product")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["from_at"], name="watch_rules_begun"),
            models.Index(fields=["to_at"], name="watch_rules_ended"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="a_watch_rule_has_a_reason")]


class Target(Standing):
    """That everything of somebody, or between two people, is read, until when, with what necessity and in what proportion."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    necessity = models.CharField(max_length=500)
    proportionality = models.CharField(max_length=500)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    to_at = models.DateTimeField(null=True, help_text="When it was ended before its time")

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="targets_of")]
        constraints = [
            models.CheckConstraint(condition=~Q(necessity="") & ~Q(proportionality=""), name="a_target_says_why_and_why_so_much"),
            models.CheckConstraint(condition=Q(until__gt=models.F("from_at")), name="a_target_has_an_end"),
            models.CheckConstraint(condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("by")), name="a_target_is_agreed_by_another"),
        ]


class Sampling(Standing):
    """That so many of a thousand are read, in one establishment or everywhere; `seed` lets anybody work out again which."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    per_thousand = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=40)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment"], condition=Q(to_at=None, establishment__isnull=False), name="one_sampling_a_place"
            ),
            models.CheckConstraint(condition=Q(per_thousand__lte=1000), name="a_sample_is_of_a_thousand"),
        ]


class Stop(Standing):
    """Nothing passes: for one person, a pair, a place with all below it, or (none of them) the estate. What is written meanwhile waits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    to_at = models.DateTimeField(null=True, help_text="When it was ended before its time")

    class Meta:
        indexes = [models.Index(fields=["until"], name="stops_that_stand")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_stop_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=models.F("from_at")), name="a_stop_has_an_end"),
        ]


class Finding(models.Model):
    """What was seen in an item. `piece`: which of its files; None: its words, where `start` and `end` count its letters.

    `seen`: as it was written there, so that a word in disguise is shown in its disguise. `sure`: 0 to 1, where a model guesses.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="findings")
    person_id = models.UUIDField()
    rule = models.ForeignKey(WatchRule, models.PROTECT, null=True, related_name="findings")
    sort = models.CharField(max_length=10, choices=Sort)
    does = models.CharField(max_length=5, choices=Does)
    piece = models.PositiveSmallIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    seen = models.CharField(max_length=200, blank=True)
    sure = models.FloatField(null=True)

    @property
    def told(self) -> str:
        """What was seen, for staff: the words as they were written, or what was the trouble with a file."""
        return str(Trouble(self.seen).label) if self.seen in Trouble.values and self.start is None else self.seen

    class Meta:
        indexes = [models.Index(fields=["rule", "item"], name="findings_by_rule")]


class Decision(models.TextChoices):
    """What a worker may decide of a held item."""

    RELEASE = "release", _("Release")
    BLACK_OUT = "black_out", _("Release, with parts blacked out")
    WITHHOLD = "withhold", _("Withhold")
    SECOND = "second", _("Pass to a second reader")


class Ruling(models.Model):
    """What a worker decided of an item: the `reason` from the desk's list, `words` that both sides read, a `note` for staff only.

    `blacked`: pairs of letters from–to. `on_appeal`: it answers somebody who asked for another look.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="rulings")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision)
    reason = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    blacked = models.JSONField(default=list, help_text="[[from, to], …]")
    on_appeal = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["item", "-at"], name="rulings_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision__in=["withhold", "black_out"]) | ~Q(reason="") & ~Q(words=""), name="who_withholds_says_why"
            )
        ]


class Appeal(models.Model):
    """That a side asks for another look at what was decided. `contact`: None where the person asks. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="appeals")
    person_id = models.UUIDField()
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    answer = models.OneToOneField(Ruling, models.SET_NULL, null=True, related_name="answers")

    class Meta:
        indexes = [models.Index(fields=["item", "-at"], name="appeals_latest")]
