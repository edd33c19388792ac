"""Tables of asking to talk to someone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.scope import GuardedManager


class About(models.TextChoices):
    """What someone wants to talk about; feelings and health go to the front of the inbox."""

    WORKER = "worker", _("my worker")
    HEALTH = "health", _("my health")
    FAMILY = "family", _("my family")
    FEELINGS = "feelings", _("how I feel")
    APP = "app", _("this app")
    OTHER = "other", _("something else")


class TalkRequest(models.Model):
    """That a person asked to talk to someone. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    about = models.CharField(max_length=12, choices=About)
    words = models.CharField(max_length=500, blank=True)
    voice = models.CharField(max_length=64, blank=True)
    screen = models.CharField(max_length=60, blank=True, help_text="Where in the app they asked")
    asked_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["TalkRequest"]()

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="talk_requests_of")]


class TalkAnswer(models.Model):
    """What a worker answered."""

    request = models.OneToOneField(TalkRequest, models.CASCADE, primary_key=True, related_name="answer")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = models.CharField(max_length=1000)

    objects = GuardedManager["TalkAnswer"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reply=""), name="an_answer_says_something")]
