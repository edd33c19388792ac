"""What waits to go out."""

from django.db import models
from django.db.models import Q

from throughgate.basics.ids import uuid7


class Letter(models.Model):
    """A mail that was written down by an act, and is sent by the worker. Once it has gone, its words are gone: links stand in them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=120)
    text = models.TextField()
    written_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="When it is tried next")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at=None), name="letters_to_send")]
