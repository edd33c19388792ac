"""Tables of letters: who can be written to in confidence, by which key, and what went to and fro, sealed. No word of a letter is plain."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.modules.letters.rules.kinds import Kind


class Way(models.TextChoices):
    """Which way a letter goes."""

    OUT = "out", _("from the person")
    IN = "in", _("to the person")


class Recipient(models.Model):
    """Somebody outside to whom letters are sealed: for everybody, or for one person alone, such as their own solicitor.

    `about`: what they are for, and `hours`: when they read, in plain words; `_cy`: the same in Welsh.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    about_cy = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    hours_cy = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+", help_text="Whose own; nobody's: for everybody")
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Recipient"]()


class Reader(models.Model):
    """That a contact reads and answers for a recipient, from when to when. They sign in on the families' pages."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="readers")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Reader"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "contact"], condition=Q(to_at=None), name="letters_a_reader_once")]
        indexes = [models.Index(fields=["contact"], name="letters_read_by")]


class RecipientKey(models.Model):
    """A public key that a reader made in their browser. Nobody seals to it before two workers have compared it: see KeyCheck."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="keys")
    public = models.CharField(max_length=86, help_text="64 bytes in base64url: X25519, then Ed25519")
    offered_by = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField()
    pinned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GuardedManager["RecipientKey"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "public"], name="letters_a_key_is_offered_once"),
            models.UniqueConstraint(
                fields=["recipient"], condition=Q(pinned_at__isnull=False, ended_at=None), name="letters_one_key_is_sealed_to"
            ),
        ]


class KeyCheck(models.Model):
    """That a worker has compared the digits of a key with those that the recipient told them by another way."""

    key = models.ForeignKey(RecipientKey, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    how = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = GuardedManager["KeyCheck"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "by"], name="letters_nobody_checks_twice")]


class Returned(models.TextChoices):
    """Why a letter could not be handed over. It lies sealed with its writer, who can send it again."""

    KEY = "key", _("their key has changed")
    ENDED = "ended", _("nobody reads there any more")


class Letter(models.Model):
    """One sealed letter. Its id is the act's. Its words stand nowhere here: only in its boxes, for whoever has a key.

    `answers`: the letter that it answers, if any.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="letters")
    way = models.CharField(max_length=3, choices=Way)
    answers = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    returned = models.CharField(max_length=6, choices=Returned, blank=True)
    written_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["Letter"]()

    class Meta:
        indexes = [
            models.Index(fields=["person", "arrived_at"], name="letters_of_person"),
            models.Index(fields=["recipient", "arrived_at"], name="letters_of_recipient"),
        ]


class Box(models.Model):
    """The letter, signed and sealed to one public key; its size is that of the words, rounded up."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="boxes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=86)
    box = models.TextField()

    objects = GuardedManager["Box"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="letters_one_box_a_key")]


class Opened(models.Model):
    """That a recipient chose to tell that they have read a letter."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="opened")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Opened"]()
