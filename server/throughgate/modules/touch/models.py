"""Tables of keeping in touch: threads, what was said in them, and how far each message came. What is let through: kernel/screening."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.kernel.screening.models import Item


class Kind(models.TextChoices):
    """What a message is. A card, a sheet of stickers and a page to colour in have a design; a story has pages of picture and sound."""

    TEXT = "text", _("Message")
    VOICE = "voice", _("Voice message")
    PHOTO = "photo", _("Photo")
    DRAWING = "drawing", _("Drawing")
    CARD = "card", _("Card")
    STICKERS = "stickers", _("Stickers")
    PAGE = "page", _("Colouring page")
    STORY = "story", _("Bedtime story")


class CameBy(models.TextChoices):
    """By which way a message came."""

    TABLET = "tablet", _("by the app")
    PAGE = "page", _("by the page")
    MAIL = "mail", _("by email")
    TEXT = "text", _("by text message")


class Thread(models.Model):
    """What a person and a contact say to each other; or, with a name and without a contact, a group. Its id: `rules/thread_id.py`."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField()

    objects = GuardedManager["Thread"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "contact"], condition=Q(contact__isnull=False), name="touch_two_have_one_thread"),
            models.CheckConstraint(
                condition=Q(contact=None) & ~Q(name="") | Q(contact__isnull=False, name=""), name="touch_a_group_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["contact"], name="touch_threads_of_contact")]


class Member(models.Model):
    """That a contact is in a group, from when to when."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    objects = GuardedManager["Member"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "contact"], name="touch_once_in_a_group")]


class Message(models.Model):
    """One thing that was said. Its id is the act's, and that of the item that is let through or not. `sender`: None is the person.

    `written_at` is when it was written, on whatever device; `arrived_at` when it reached us. `pence`: what it cost, None: nothing.
    """

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sender = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.TextField(blank=True)
    design = models.CharField(max_length=40, blank=True)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    came_by = models.CharField(max_length=6, choices=CameBy)
    written_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    pence = models.PositiveIntegerField(null=True)

    objects = GuardedManager["Message"]()

    class Meta:
        indexes = [
            models.Index(fields=["thread", "-arrived_at", "item"], name="touch_messages_of_thread"),
            models.Index(fields=["person", "-arrived_at"], name="touch_messages_of_person"),
        ]


class Piece(models.Model):
    """A file of a message, in order. `words`: what is said in it, as a machine heard it. `seconds`: of sound."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="pieces")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    n = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    words = models.CharField(max_length=4_000, blank=True)

    objects = GuardedManager["Piece"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "n"], name="touch_pieces_are_counted")]


class WhyNot(models.TextChoices):
    """Why something did not reach somebody."""

    ENDED = "ended", _("they may not be in touch any more")


class Delivery(models.Model):
    """That a message reached somebody, and when; or, with a `why`, that it never will. `to`: None is the person."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=5, choices=WhyNot, blank=True)

    objects = GuardedManager["Delivery"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "to"], condition=Q(to__isnull=False), name="touch_a_contact_is_reached_once"),
            models.UniqueConstraint(fields=["message"], condition=Q(to=None), name="touch_the_person_is_reached_once"),
        ]


class Reading(models.Model):
    """That somebody read a message, and when. `by`: None is the person."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Reading"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "by"], condition=Q(by__isnull=False), name="touch_a_contact_reads_once"),
            models.UniqueConstraint(fields=["message"], condition=Q(by=None), name="touch_the_person_reads_once"),
        ]


class TakingBack(models.Model):
    """That whoever sent a message took it back before it had passed."""

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="taken_back")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["TakingBack"]()


class StaffReading(models.Model):
    """That a worker read a thread as it stood then, and why. Its id is the act's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="staff_readings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()

    objects = GuardedManager["StaffReading"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="touch_staff_say_why_they_read")]
        indexes = [models.Index(fields=["thread", "-at"], name="touch_staff_readings_of")]
