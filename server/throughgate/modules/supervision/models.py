"""Tables of supervision: what was agreed, what is due, what was sent, what a worker made of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.models import Device
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.modules.supervision.rules.choices import Feeling, Interval, NoPhoto, NoPlace, Outcome, Purpose


class Plan(models.Model):
    """What a worker agreed with a person: how often, why, what is asked, and where it may be made.

    No `where_name`: anywhere. It is in force while it needs no approval or has one, and has not ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    every = models.CharField(max_length=12, choices=Interval)
    first_due = models.DateField()
    last_due = models.DateField(null=True)
    purpose = models.CharField(max_length=16, choices=Purpose)
    rationale = models.CharField(max_length=1000)
    where_name = models.CharField(max_length=120, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    radius_m = models.PositiveIntegerField(null=True)
    set_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = GuardedManager["Plan"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(rationale=""), name="a_plan_says_why"),
            models.CheckConstraint(
                condition=Q(where_name="", lat=None, lon=None, radius_m=None)
                | (~Q(where_name="") & Q(lat__isnull=False, lon__isnull=False, radius_m__isnull=False)),
                name="an_agreed_place_is_whole_or_absent",
            ),
        ]
        indexes = [models.Index(fields=["person", "-set_at"], name="plans_of")]


class Question(models.Model):
    """A question of the worker's own. Retired rather than changed, so that an answer keeps its question."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="questions")
    person_id = models.UUIDField()
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    text_cy = models.CharField(max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True)

    objects = GuardedManager["Question"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(order__gte=1, order__lte=3), name="at_most_three_questions"),
            models.UniqueConstraint(fields=["plan", "order"], condition=Q(retired_at=None), name="one_question_in_each_place"),
        ]


class Approval(models.Model):
    """What a senior decided about a plan that replaces meeting in person."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="approval")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved = models.BooleanField()
    note = models.CharField(max_length=1000, blank=True)

    objects = GuardedManager["Approval"]()


class PlanEnd(models.Model):
    """That a plan ended before its time, by whom and why."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="end")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+", help_text="Empty: another system reported a move")
    at = models.DateTimeField()
    why = models.CharField(max_length=500)

    objects = GuardedManager["PlanEnd"]()


class Checkin(models.Model):
    """One check-in: planned (it has a plan and a window) or started by the person themself.

    Upcoming, due, missed, sent and seen are derived from it and its rows, never stored: see state.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="checkins")
    due_on = models.DateField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    objects = GuardedManager["Checkin"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="one_checkin_a_day_of_a_plan"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="a_window_closes_after_it_opens"),
        ]
        indexes = [
            models.Index(fields=["person", "-due_on"], name="checkins_of"),
            models.Index(fields=["closes_at"], name="checkins_by_close"),
        ]


class Cancellation(models.Model):
    """That a check-in need not be made, by whom and why."""

    checkin = models.OneToOneField(Checkin, models.CASCADE, primary_key=True, related_name="cancellation")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+", help_text="Empty: another system reported a move")
    at = models.DateTimeField()
    why = models.CharField(max_length=500)

    objects = GuardedManager["Cancellation"]()


class Submission(models.Model):
    """What a person sent. Its id is the act's. Three times: by the device's clock, corrected, and on arrival."""

    id = models.UUIDField(primary_key=True, editable=False)
    checkin = models.OneToOneField(Checkin, models.CASCADE, related_name="submission")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(help_text="By the device's own clock")
    clock_off_ms = models.BigIntegerField(default=0)
    taken_at = models.DateTimeField(help_text="Corrected; judged by this one")
    arrived_at = models.DateTimeField()
    feeling = models.CharField(max_length=12, choices=Feeling)
    help = models.JSONField(default=list)
    help_words = models.CharField(max_length=1000, blank=True)
    callback = models.BooleanField(default=False)
    details = models.JSONField(default=dict, help_text="New phone, email, address as they gave them")
    photo = models.CharField(max_length=64, blank=True)
    photo_source = models.CharField(max_length=8, blank=True, choices=[("camera", _("camera")), ("file", _("a photo file"))])
    no_photo = models.CharField(max_length=16, blank=True, choices=NoPhoto)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    place_at = models.DateTimeField(null=True)
    no_place = models.CharField(max_length=16, blank=True, choices=NoPlace)
    signature = models.CharField(max_length=64)

    objects = GuardedManager["Submission"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(photo="") ^ Q(no_photo=""), name="a_photo_or_why_there_is_none"),
            models.CheckConstraint(condition=Q(lat__isnull=True) ^ Q(no_place=""), name="a_position_or_why_there_is_none"),
        ]
        indexes = [models.Index(fields=["person", "-arrived_at"], name="submissions_of")]


class Answer(models.Model):
    """The answer to one of the worker's questions, in words or by voice. With neither: they would rather not say."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    person_id = models.UUIDField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    voice = models.CharField(max_length=64, blank=True)

    objects = GuardedManager["Answer"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "question"], name="a_question_is_answered_once")]


class Review(models.Model):
    """What a worker made of it. A note reaches the person only where it is not sensitive; the reply always does."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True, related_name="review")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    note = models.CharField(max_length=4000, blank=True)
    sensitive = models.BooleanField(default=True)
    reply = models.CharField(max_length=1000, blank=True)

    objects = GuardedManager["Review"]()


class FollowUp(models.Model):
    """What a worker did about a missed check-in. It stays missed; this says what came of it."""

    checkin = models.OneToOneField(Checkin, models.CASCADE, primary_key=True, related_name="follow_up")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    steps = models.JSONField(default=list)
    reason = models.CharField(max_length=1000, help_text="Why it was missed, as far as the worker knows")

    objects = GuardedManager["FollowUp"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_follow_up_says_why")]


class Concern(models.Model):
    """What follows where a worker is concerned: what is to be done, by whom, by which day."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True, related_name="concern")
    person_id = models.UUIDField()
    what = models.CharField(max_length=500)
    due_on = models.DateField()
    to = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = GuardedManager["Concern"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="a_concern_says_what_follows")]
        indexes = [models.Index(fields=["person_id", "-at"], name="concerns_of")]


class ConcernEnd(models.Model):
    """That it was done, by whom, and what came of it."""

    concern = models.OneToOneField(Concern, models.CASCADE, primary_key=True, related_name="end")
    person_id = models.UUIDField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    came_of_it = models.CharField(max_length=1000)

    objects = GuardedManager["ConcernEnd"]()
