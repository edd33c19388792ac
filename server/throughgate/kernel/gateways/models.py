"""What waits to go out by mail or text, what came in, and what became of both."""

from django.db import models
from django.db.models import Q

from throughgate.basics.ids import uuid7
from throughgate.kernel.gateways.arrived import By
from throughgate.kernel.people.models import Contact, Person


class Letter(models.Model):
    """A mail that was written down by an act, and is sent by the worker. Once it has gone, its words are gone: links stand in them.

    Of a thread: its id, where its answer comes, and which mail it answers. `answer`: it only says what became of a mail that came.
    `stopped_at`: it was not sent, and will not be; `returned_at`: it came back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=120)
    text = models.TextField()
    thread = models.UUIDField(null=True)
    reply_to = models.CharField(max_length=254, blank=True, default="")
    answers = models.CharField(max_length=250, blank=True, default="", help_text="Message-ID")
    answer = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="When it is tried next")
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="letters_to_send"),
            models.Index(fields=["to", "-written_at"], name="letters_to_somebody"),
        ]


class ReplyAddress(models.Model):
    """Where one contact answers in one thread. `person`: whom the thread is with."""

    token = models.CharField(max_length=20, unique=True)
    thread = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "contact"], name="one_reply_address_in_a_thread")]


class Text(models.Model):
    """A text message that was written down by an act, and is sent by the worker. Once it has gone, its words are gone.

    `outcome`: what the network said last: nothing yet, `delivered` or `failed`. `answer`, `stopped_at`: as of letters.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.CharField(max_length=20, help_text="E.164")
    words = models.TextField()
    parts = models.PositiveSmallIntegerField(help_text="How many the network charges")
    answer = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="When it is tried next")
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, default="")
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="texts_to_send"),
            models.Index(fields=["to", "-written_at"], name="texts_to_somebody"),
        ]


class TextPart(models.Model):
    """What the network calls one part of a text, and what it said of it. It may say so before we know whose part it is."""

    provider_id = models.CharField(max_length=80, unique=True)
    text = models.ForeignKey(Text, models.CASCADE, null=True, related_name="sent_parts")
    outcome = models.CharField(max_length=10, blank=True, default="")
    outcome_at = models.DateTimeField(null=True)
    at = models.DateTimeField()


class Incoming(models.Model):
    """One mail or text from outside, from when it is ours until it is settled. Then its words are gone: whoever took it in has them.

    `outcome`: empty while it waits; else a word of `Settled`. `message_id`: that of a mail, by which an answer is threaded.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.CharField(max_length=4, choices=[(way.value, way.value) for way in By])
    provider_id = models.CharField(max_length=120)
    sender = models.CharField(max_length=254)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField(blank=True, default="")
    files = models.JSONField(default=list, help_text="[sha256, type, size, name] of each")
    left_out = models.JSONField(default=list, help_text="Why parts of it were left out: words of mail_in/limits.py")
    checked = models.JSONField(default=dict)
    message_id = models.CharField(max_length=250, blank=True, default="")
    at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="When it is tried next")
    outcome = models.CharField(max_length=12, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "provider_id"], name="what_comes_twice_is_one")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(settled_at=None), name="incoming_to_settle"),
            models.Index(fields=["to", "-arrived_at"], name="incoming_to_an_address"),
        ]


class IncomingPart(models.Model):
    """A part of a text from outside that waits for the others, in whatever order they come. `whole_at`: they did."""

    sender = models.CharField(max_length=20)
    to = models.CharField(max_length=20)
    reference = models.PositiveIntegerField()
    of = models.PositiveSmallIntegerField()
    n = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=320)
    arrived_at = models.DateTimeField()
    whole_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sender", "to", "reference", "of"], name="parts_of_a_text")]


class Returned(models.Model):
    """That mail to an address comes back for good; the address as a mail server knows it, in lower case. Ended by a mail from there."""

    address = models.EmailField(unique=True)
    status = models.CharField(max_length=12, help_text="RFC 3463: 5.1.1")
    at = models.DateTimeField()
