"""Tables of money: prices as data, accounts, and a ledger in which every penny comes from somewhere and goes somewhere."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.places.models import Place, RegimeLevel
from throughgate.kernel.policy.scope import GuardedManager
from throughgate.kernel.screening.models import Way
from throughgate.modules.money.rules.sorts import Basis, Channel, Kind


class Tariff(models.Model):
    """What something costs, in whole pence, from when to when. Empty words, and no establishment, mean any; the nearest that fits counts.

    `pence`: for each message (of a text message: each segment), or for the whole week or month. `subsidy`: the
    establishment's part of that.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, blank=True)
    way = models.CharField(max_length=3, choices=Way, blank=True)
    channel = models.CharField(max_length=4, choices=Channel, blank=True)
    basis = models.CharField(max_length=8, choices=Basis)
    pence = models.PositiveIntegerField()
    subsidy = models.PositiveIntegerField(default=0)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)

    objects = GuardedManager["Tariff"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="free", pence=0) | ~Q(basis="free") & Q(pence__gt=0), name="money_only_free_costs_nothing"
            ),
            models.CheckConstraint(condition=Q(subsidy__lte=F("pence")), name="money_a_subsidy_is_a_part_of_the_price"),
            models.CheckConstraint(condition=~Q(reason=""), name="money_a_price_has_a_reason"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="money_a_price_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["establishment", "kind", "way", "channel"], condition=Q(to_at=None), name="money_one_price_stands_at_a_place"
            ),
            models.UniqueConstraint(
                fields=["kind", "way", "channel"], condition=Q(to_at=None, establishment=None), name="money_one_price_stands_everywhere"
            ),
        ]


class Allowance(models.Model):
    """What people of a level may use each week at the establishment's expense, in whole pence, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=12, choices=RegimeLevel)
    pence = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)

    objects = GuardedManager["Allowance"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="money_an_allowance_has_a_reason"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="money_an_allowance_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["establishment", "level"], condition=Q(to_at=None), name="money_one_allowance_stands_at_a_place"
            ),
            models.UniqueConstraint(
                fields=["level"], condition=Q(to_at=None, establishment=None), name="money_one_allowance_stands_everywhere"
            ),
        ]


class Purse(models.TextChoices):
    """What an account is for. The last three are ours, and nobody's."""

    OWN = "own", _("own money")
    WEEKLY = "weekly", _("weekly allowance")
    REVENUE = "revenue", _("what messages brought in")
    SUBSIDY = "subsidy", _("what establishments gave")
    CLEARING = "clearing", _("money that stands with the payment provider")


OURS = ("revenue", "subsidy", "clearing")


class MayOwe(models.TextChoices):
    """The named rules by which an account may stand below nothing."""

    TAKEN_BACK = "taken_back", _("a payment was taken back after it had been spent")


class Account(models.Model):
    """Money of a person or of a contact, or one of ours. `pence`: what its postings come to, kept under a lock of the row.

    Ours keep none: every message of the estate would wait for that one row. `until`: when what is in a weekly allowance lapses.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purse = models.CharField(max_length=8, choices=Purse)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    pence = models.IntegerField(null=True)
    may_owe = models.CharField(max_length=12, choices=MayOwe, blank=True, default="")
    until = models.DateTimeField(null=True)

    objects = GuardedManager["Account"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pence=None) | Q(pence__gte=0) | ~Q(may_owe=""), name="money_nobody_owes_without_a_named_rule"
            ),
            models.CheckConstraint(
                condition=Q(purse__in=OURS, person=None, contact=None, pence=None)
                | Q(purse="weekly", person__isnull=False, contact=None, pence__isnull=False)
                | Q(purse="own", person__isnull=False, contact=None, pence__isnull=False)
                | Q(purse="own", person=None, contact__isnull=False, pence__isnull=False),
                name="money_an_account_is_somebodys_or_ours",
            ),
            models.UniqueConstraint(fields=["person", "purse"], condition=Q(person__isnull=False), name="money_one_purse_a_person"),
            models.UniqueConstraint(fields=["contact"], condition=Q(contact__isnull=False), name="money_one_purse_a_contact"),
            models.UniqueConstraint(fields=["purse"], condition=Q(person=None, contact=None), name="money_one_of_ours"),
        ]


class What(models.TextChoices):
    """What an entry is for."""

    MESSAGE = "message", _("Sent")
    GIVEN_BACK = "given_back", _("Given back")
    TOP_UP = "top_up", _("Paid in")
    ALLOWANCE = "allowance", _("Weekly allowance")
    LAPSED = "lapsed", _("Last week’s rest")
    PAID_BACK = "paid_back", _("Paid back to the card")
    TAKEN_BACK = "taken_back", _("Payment taken back")


class Entry(models.Model):
    """Something that happened to money, once: `key` says what, and is the same however often it is tried.

    `person` and `contact`: whose accounts it moves; of what a contact pays in for a person, both. `pence`: all of it together.
    `for_what`: the message, payment or week. `answers`: which entry it gives back. A message that is free is an entry without postings.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=80, unique=True)
    what = models.CharField(max_length=10, choices=What)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    for_what = models.UUIDField()
    kind = models.CharField(max_length=8, choices=Kind, blank=True)
    way = models.CharField(max_length=3, choices=Way, blank=True)
    channel = models.CharField(max_length=4, choices=Channel, blank=True)
    segments = models.PositiveSmallIntegerField(default=1)
    establishment = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    pence = models.PositiveIntegerField()
    why = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=60, help_text="The actor, as on the trail")
    at = models.DateTimeField()
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered")

    objects = GuardedManager["Entry"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answers"], condition=Q(answers__isnull=False), name="money_an_entry_is_given_back_once"),
            models.CheckConstraint(
                condition=~Q(what="given_back") | Q(answers__isnull=False) & ~Q(why=""), name="money_what_is_given_back_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="money_entries_of_person"),
            models.Index(fields=["contact", "-at"], name="money_entries_of_contact"),
            models.Index(fields=["establishment", "at"], name="money_entries_of_place"),
        ]


class Posting(models.Model):
    """A line of an entry: so many pence out of one account and into another. So no entry can come to anything but nothing."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    out_of = models.ForeignKey(Account, models.PROTECT, related_name="gave")
    into = models.ForeignKey(Account, models.PROTECT, related_name="got")
    pence = models.PositiveIntegerField()

    objects = GuardedManager["Posting"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="money_a_posting_moves_something"),
            models.CheckConstraint(condition=~Q(out_of=F("into")), name="money_a_posting_moves_it_elsewhere"),
        ]


class Cover(models.Model):
    """That somebody has paid for a week or a month: until then what is of that sort costs them nothing more."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="cover")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    tariff = models.ForeignKey(Tariff, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()

    objects = GuardedManager["Cover"]()

    class Meta:
        indexes = [models.Index(fields=["account", "to_at"], name="money_covers_of_account")]


class Payment(models.Model):
    """Money that a contact pays in, for themself or (`person`) for somebody. Its id is the act's, and our reference at the provider.

    `provider_id`: how the provider calls it, once it has been begun there.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    pence = models.PositiveIntegerField()
    provider_id = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - many have none yet
    asked_at = models.DateTimeField()

    objects = GuardedManager["Payment"]()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pence__gte=100), name="money_at_least_a_pound_is_paid_in")]
        indexes = [models.Index(fields=["contact", "-asked_at"], name="money_payments_of_contact")]


class PaymentState(models.TextChoices):
    """How a payment stands. Source: GOV.UK Pay, "Payment status meanings"; a payment that has none of these goes on."""

    PAID = "paid", _("paid")
    FAILED = "failed", _("not paid")
    EXPIRED = "expired", _("not paid in time")
    REFUNDED = "refunded", _("paid back")


class PaymentStep(models.Model):
    """That a payment came to stand so, and when we heard of it. What it was asked for is the payment's own row."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="steps")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=PaymentState)
    words = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = GuardedManager["PaymentStep"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payment", "state"], name="money_a_payment_comes_to_stand_so_once")]


class Refund(models.Model):
    """That a worker would give an entry back by hand, and why; more than a small sum waits for another worker. Its id is the act's."""

    id = models.UUIDField(primary_key=True, editable=False)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="refund")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    objects = GuardedManager["Refund"]()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="money_a_refund_has_a_reason"),
            models.CheckConstraint(condition=Q(second=None) | ~Q(second=F("by")), name="money_nobody_seconds_themself"),
        ]


class Reconciliation(models.Model):
    """That all was added up: how many accounts, and how many of them did not agree with their postings."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    accounts = models.PositiveIntegerField()
    off = models.PositiveIntegerField()

    objects = GuardedManager["Reconciliation"]()
