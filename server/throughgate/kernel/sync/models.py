"""Tables of what travels: acts in, streams out, files, epochs.

What grows carries `person_id`, so that a large estate can be spread over several databases by person.
"""

from django.db import models

from throughgate.basics.ids import uuid7
from throughgate.kernel.columns import Bytes
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person, Worker


class Epoch(models.Model):
    """One life of this database; the newest is ours. A restore begins another, and every device then looks again at what we have."""

    id = models.UUIDField(primary_key=True, editable=False)
    began_at = models.DateTimeField()
    why = models.CharField(max_length=200)


class Backup(models.Model):
    """A backup that was read back and agrees with its manifest. `name` is that of its folder; it holds what had arrived by `holds_to`."""

    name = models.CharField(max_length=40)
    holds_to = models.DateTimeField()
    at = models.DateTimeField()


class BackedUp(models.Model):
    """How far a device's acts, with all their files, are in a backup."""

    backup = models.ForeignKey(Backup, models.CASCADE, related_name="reaches")
    device = models.ForeignKey(Device, models.CASCADE, related_name="+")
    n = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["backup", "device"], name="a_device_is_once_in_a_backup")]


class Chain(models.Model):
    """How far a device's acts are here: `stored_to` is the last n with nothing before it that may still come from the device.

    `head` is the sha256 of that act's bytes; empty where those bytes could not be read, so that the next act begins the chain anew.
    """

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="chain")
    stored_to = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)
    counted_from = models.DateTimeField(null=True, help_text="Since when new things under this device are counted")
    counted = models.IntegerField(default=0, help_text="How many there were since then")
    heard_at = models.DateTimeField(null=True, help_text="When the device itself last handed in an act, or said where it goes on")


class Missing(models.Model):
    """Numbers of acts, from `first` to `last`, that are not here and that their device no longer has.

    A restore went further back than it keeps. The chain goes on behind them; one that turns up after all, out of a hub or a bundle,
    still takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="missing")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    at = models.DateTimeField()
    found_at = models.DateTimeField(null=True, help_text="All of them have turned up")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="what_is_missing_begins_before_it_ends")
        ]
        indexes = [models.Index(fields=["device"], condition=models.Q(found_at=None), name="missing_from_a_device")]


class StoredAct(models.Model):
    """An act as it came: its exact bytes and signature, for ever. Never changed.

    Three times: `made` by the device's clock, `off_ms` what the device believed server minus device to be, `arrived` by our clock.
    `at` is made + off_ms, bounded by enrolment and arrival; `bounded` says which bound was used.
    """

    act = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="acts")
    n = models.BigIntegerField()
    person_id = models.UUIDField()
    command = models.CharField(max_length=80)
    made = models.DateTimeField()
    off_ms = models.BigIntegerField()
    arrived = models.DateTimeField(db_index=True)
    at = models.DateTimeField()
    bounded = models.CharField(max_length=10, blank=True, help_text="arrival, enrolment, or nothing")
    raw = Bytes()
    sig = Bytes()
    carrier = models.CharField(max_length=60, blank=True, help_text="Who handed it in, where that was not the device: device/… or worker/…")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "n"], name="an_act_has_its_own_place_in_the_chain")]


class Waiting(models.Model):
    """A stored act that was not judged yet: its turn has not come, it failed and is tried again, or it waits for files or for a command."""

    class Why(models.TextChoices):
        TURN = "turn"
        FILES = "files"
        COMMAND = "command"

    stored = models.OneToOneField(StoredAct, models.CASCADE, primary_key=True, related_name="waiting")
    device = models.ForeignKey(Device, models.CASCADE)
    n = models.BigIntegerField()
    why = models.CharField(max_length=8, choices=Why, default=Why.TURN)
    tries = models.SmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True, help_text="Not before then; empty: at once")

    class Meta:
        indexes = [models.Index(fields=["why", "device", "n"], name="acts_in_their_turn")]


class Quarantined(models.Model):
    """Something a device handed in that we could not take as an act. Kept as it came, for staff to look at."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="quarantined")
    act = models.UUIDField()
    n = models.BigIntegerField()
    person_id = models.UUIDField(null=True, help_text="Where the bytes could be read: who they say it is from")
    code = models.CharField(max_length=40)
    arrived = models.DateTimeField()
    print = models.CharField(max_length=64, help_text="sha256 of the sealed bytes: the same bytes are kept once")
    jwe = models.TextField(blank=True)
    iv = models.BinaryField()
    ct = models.BinaryField()
    raw = models.BinaryField(null=True, help_text="Where the seal could be opened")
    sig = models.BinaryField(null=True)
    stored = models.ForeignKey(StoredAct, models.CASCADE, null=True, help_text="A stored act that could not be carried out")
    released_at = models.DateTimeField(null=True, help_text="The missing act before it came, and it took its place")
    closed_at = models.DateTimeField(null=True, help_text="Staff have decided; how, says the newest Decision")
    carrier = models.CharField(max_length=60, blank=True, help_text="Who handed it in, where that was not the device")
    task = models.UUIDField(null=True, help_text="What asks for a decision in an inbox, about this and others like it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "act", "print"], name="the_same_bytes_are_quarantined_once")]
        indexes = [
            models.Index(fields=["device", "n"], name="quarantined_of_a_device"),
            models.Index(fields=["task"], name="quarantined_in_an_inbox"),
        ]


class Decision(models.Model):
    """What a worker decided about something in quarantine. Where it failed once more, it comes back and is decided again."""

    quarantined = models.ForeignKey(Quarantined, models.CASCADE, related_name="decisions")
    what = models.CharField(max_length=8, choices=[(step, step) for step in ("apply", "route", "answer", "release")])
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=400, blank=True, help_text="What its maker reads, of an answer")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", help_text="Whose it is, where it was given to somebody")


class ActFile(models.Model):
    """That an act names a file. Settled once the file is here, or was refused; until then the device is asked for it."""

    device = models.ForeignKey(Device, models.CASCADE)
    act = models.UUIDField()
    person_id = models.UUIDField(null=True, help_text="Who the act says that it is from; empty where that was not noted yet")
    sha256 = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "sha256", "act"], name="a_file_is_named_once_by_an_act")]
        indexes = [
            models.Index(fields=["sha256"], condition=models.Q(settled_at=None), name="files_still_to_come"),
            models.Index(fields=["device"], condition=models.Q(settled_at=None), name="files_wanted_from_a_device"),
        ]


class StoredFile(models.Model):
    """A file that is here whole; its bytes stand in the file store under their own hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField(help_text="Bytes")
    kind = models.CharField(max_length=60, help_text="Media type")
    arrived = models.DateTimeField()


class RefusedFile(models.Model):
    """A file that a device handed in and that is not what it says. The bytes are kept, apart from the others."""

    device = models.ForeignKey(Device, models.CASCADE)
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "sha256"], name="a_file_is_refused_once_from_a_device")]


class Draft(models.Model):
    """The newest version of something that a person has begun and not sent.

    `sealed` is empty once it was sent or dropped; `rev` then tells other devices.
    """

    person_id = models.UUIDField()
    draft = models.UUIDField()
    rev = models.BigIntegerField(default=0)
    sealed = models.TextField(blank=True, help_text="Under our own seal key")
    beside = models.TextField(blank=True, help_text="Another version, handed in without its writer; they choose. Sealed alike")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "draft"], name="a_draft_stands_once_for_a_person")]


class Stream(models.Model):
    """Rows addressed to one owner: a person (`person/<id>`), or an audience that many share (`shared/<id>`; ADR 0006).

    Every change takes the next number of `counter`, with this row locked until it is committed.
    `digests`: feed → sum over its live rows, modulo 2⁶⁴, as 16 hex digits. See ADR 0002, "Digest, cursor, reset".
    """

    name = models.CharField(primary_key=True, max_length=60)
    owner = models.UUIDField(unique=True)
    counter = models.BigIntegerField(default=0)
    digests = models.JSONField(default=dict)


class StreamRow(models.Model):
    """The newest state of one row of a feed in a stream. `value` is JSON; empty where the row has gone."""

    # Both constraints begin with it: an index of its own would be one more to write for every row.
    stream = models.ForeignKey(Stream, models.CASCADE, related_name="rows", db_index=False)
    owner = models.UUIDField()
    feed = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    rev = models.BigIntegerField(help_text="The stream's counter when it was put there or taken away; also the cursor")
    value = models.TextField(blank=True)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "feed", "key"], name="a_row_stands_once_in_a_stream"),
            models.UniqueConstraint(fields=["stream", "rev"], name="every_change_of_a_stream_has_its_number"),
        ]
        indexes = [
            models.Index(fields=["feed", "key"], name="streams_that_hold_a_row"),
            models.Index(fields=["feed", "put_at"], name="rows_by_age"),
        ]
