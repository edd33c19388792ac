"""Tables of contacts: who was asked for, what was decided, what they answered. Whether two people may be in touch: kernel/people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Relationship, Worker
from throughgate.kernel.policy.scope import GuardedManager


class ContactRequest(models.Model):
    """That somebody is to be looked at as a contact, as they were described. Its id is the act's.

    `contact`: they asked themselves, and are known; else the person asked for them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=8, help_text="NOMIS relationship code")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    born = models.DateField(null=True)
    age = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    objects = GuardedManager["ContactRequest"]()

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="contact_requests_of")]


class Outcome(models.TextChoices):
    YES = "yes", _("They may be in touch")
    LIMITED = "limited", _("They may be in touch, with limits")
    NO = "no", _("They may not be in touch")


class Decision(models.Model):
    """What a worker decided of a request. `safeguards`: why a yes stands only once another worker has agreed (rules/safeguards.py)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.OneToOneField(ContactRequest, models.CASCADE, related_name="decision")
    person_id = models.UUIDField()
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+", help_text="Who it is, where it is not a no")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    limits = models.CharField(max_length=60, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, help_text="In words that the person reads")
    note = models.CharField(max_length=1000, blank=True, help_text="For staff only")
    review_on = models.DateField(null=True)
    safeguards = models.CharField(max_length=60, blank=True, default="")

    objects = GuardedManager["Decision"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome=Outcome.YES) | ~Q(reason=""), name="a_no_or_a_limit_has_a_reason"),
            models.CheckConstraint(condition=Q(outcome=Outcome.NO) | Q(contact__isnull=False), name="a_yes_says_who_it_is"),
        ]


class SecondLook(models.Model):
    """That another worker agreed, or did not. The reason of a no is in words that the person reads."""

    decision = models.OneToOneField(Decision, models.CASCADE, primary_key=True, related_name="second")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)

    objects = GuardedManager["SecondLook"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(agrees=True) | ~Q(reason=""), name="a_second_no_has_a_reason")]


class Invitation(models.Model):
    """That a contact was asked whether they want to be in touch: by mail, or by eight letters that staff read out. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="invitations")
    person_id = models.UUIDField()
    whom = models.ForeignKey(Contact, models.CASCADE, related_name="+", help_text="The contact, or the guardian of a child")
    by_phone = models.BooleanField()
    at = models.DateTimeField()

    objects = GuardedManager["Invitation"]()

    class Meta:
        indexes = [models.Index(fields=["decision", "-at"], name="invitations_latest")]


class Answer(models.Model):
    """What the contact, or a child's guardian, said: yes or no."""

    decision = models.OneToOneField(Decision, models.CASCADE, primary_key=True, related_name="answer")
    person_id = models.UUIDField()
    by = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    yes = models.BooleanField()

    objects = GuardedManager["Answer"]()


class Ending(models.Model):
    """That a worker ended what two people had: why, in words that both read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="endings")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)

    objects = GuardedManager["Ending"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_ending_has_a_reason")]
        indexes = [models.Index(fields=["relationship", "-at"], name="endings_of")]
