"""Tables of people. What someone is called, who looks after them and since when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.numbers import NumberKind


class Person(models.Model):
    """Someone in care: in prison, on temporary release, on licence or on a community order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    known_as = models.CharField(max_length=80, help_text="What they want to be called")
    born = models.DateField(null=True)
    language = models.CharField(max_length=8, default="en")
    easy_read = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["family_name", "given_name"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def reads(self) -> str:
        """The language that our sentences reach them in: theirs where we have its words, else English."""
        return self.language if self.language in dict(settings.LANGUAGES) else "en"


class PersonNumber(models.Model):
    """A number someone is known by in another system."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="numbers")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in NumberKind])
    value = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="a_number_belongs_to_one_person"),
            models.UniqueConstraint(fields=["person", "kind"], name="a_person_has_one_number_of_a_kind"),
        ]


class WorkerRole(models.TextChoices):
    """What a worker is; the access policy reads it. Source: docs/field.md, "Roles"."""

    PROBATION_OFFICER = "probation_officer", _("Probation officer")
    SENIOR_PROBATION_OFFICER = "senior_probation_officer", _("Senior probation officer")
    PRISON_OFFICER = "prison_officer", _("Prison officer")
    CASE_MANAGER = "case_manager", _("Prison case manager")
    SECURITY = "security", _("Security")
    NURSE = "nurse", _("Nurse")
    TUTOR = "tutor", _("Tutor")
    CHARITY = "charity", _("Charity worker")
    ADMINISTRATOR = "administrator", _("Administrator")
    OPERATIONS = "operations", _("Operations")


class Worker(models.Model):
    """Staff or partner who works with people in care."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=32, choices=WorkerRole)
    email = models.EmailField(unique=True)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class CareRole(models.TextChoices):
    """How a worker is responsible for a person."""

    SUPERVISING = "supervising", _("supervising officer")
    SENIOR = "senior", _("senior to the supervising officer")
    KEYWORKER = "keyworker", _("keyworker")


class Care(models.Model):
    """That a worker looks after a person, from when to when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cared_for_by")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="cares_for")
    role = models.CharField(max_length=16, choices=CareRole)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role"], condition=Q(to_at=None), name="one_worker_in_each_role_at_a_time"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=models.F("from_at")), name="care_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["worker", "person"], condition=Q(to_at=None), name="care_now_by_worker")]


class Leave(models.Model):
    """That a worker is away, from when to when, and who stands in for them meanwhile. It may be ended early."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    worker = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    cover = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gt=models.F("from_at")), name="leave_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(cover=models.F("worker")), name="nobody_covers_for_themself"),
        ]
        indexes = [models.Index(fields=["cover", "to_at"], condition=Q(ended_at=None), name="leave_to_cover")]


class DetailKind(models.TextChoices):
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("Email")
    ADDRESS = "address", _("Address")


class ContactDetail(models.Model):
    """How to reach a person, from when to when; a change adds a row."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="details")
    kind = models.CharField(max_length=8, choices=DetailKind)
    value = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], condition=Q(to_at=None), name="one_detail_of_a_kind_at_a_time"),
        ]


class ReferencePhoto(models.Model):
    """The photo that later ones are compared with by a worker; the bytes stand in the file store."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="photos")
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-taken_at"], name="latest_photo")]


class Contact(models.Model):
    """Someone outside whom a person may be in touch with; the relationship carries the approval.

    `age` is as it was said on `age_on`, where nobody knows when they were born. A child has a `guardian`, who answers for them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    born = models.DateField(null=True)
    age = models.PositiveSmallIntegerField(null=True)
    age_on = models.DateField(null=True)
    guardian = models.ForeignKey("self", models.PROTECT, null=True, related_name="wards")
    language = models.CharField(max_length=8, default="en")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            # They sign in by it.
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="an_address_is_one_contacts"),
            models.CheckConstraint(condition=Q(age=None) | Q(age_on__isnull=False), name="an_age_has_its_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Relationship(models.Model):
    """What a contact is to a person. Whether they may be in touch, its approvals say."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="relationships")
    kind = models.CharField(max_length=8, help_text="NOMIS relationship code: MOT, PART, SOL…")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "contact"], name="one_relationship_a_pair")]


class Limit(models.TextChoices):
    """How two people may be in touch, where not in every way."""

    TEXT_ONLY = "text_only", _("Text only: no calls, no pictures, no sound")
    REPLY_ONLY = "reply_only", _("May only answer, not begin")
    NO_PICTURES = "no_pictures", _("No pictures")
    MONITORED = "monitored", _("Always read by staff")


class Approval(models.Model):
    """That a person and a contact may be in touch: by whose decision, from when to when, how. A change ends the row and begins another.

    `reason`: why with limits, in words that the person reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    relationship = models.ForeignKey(Relationship, models.CASCADE, related_name="approvals")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+")
    limits = models.CharField(max_length=60, blank=True, default="", help_text="Each a word of Limit")
    reason = models.CharField(max_length=500, blank=True, default="")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship"], condition=Q(to_at=None), name="one_approval_stands_at_a_time"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=models.F("from_at")), name="approval_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(limits="") | ~Q(reason=""), name="a_limit_says_why"),
        ]
        indexes = [models.Index(fields=["person", "from_at"], name="approvals_of")]


class BarCode(models.TextChoices):
    """What stands against being in touch, or is to be looked at first. Source: docs/field.md, "Contacts"."""

    BAN = "BAN", _("Banned")
    NONCON = "NONCON", _("No contact")
    RESTRICTED = "RESTRICTED", _("Restricted")
    CHILD = "CHILD", _("Child: contact to be agreed")
    PREINF = "PREINF", _("Earlier concern")
    ACC = "ACC", _("Accompanied only")
    CLOSED = "CLOSED", _("Closed visits only")
    CCTV = "CCTV", _("Under camera only")
    DIHCON = "DIHCON", _("To be handled by security")


class ContactBar(models.Model):
    """What stands against a contact everywhere (no person), or against the two of them: from when, by whom, until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="bars")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=12, choices=BarCode)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="a_bar_has_a_reason")]
        indexes = [models.Index(fields=["contact", "from_at"], name="bars_of_a_contact")]


class NoContact(models.Model):
    """That somebody wishes no contact from a person: since when, and who wrote it down. Only they themselves end it.

    Of somebody who is no contact only what they are known by stands here, so that a request for them is recognised.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="wishes")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    noted_by = models.ForeignKey(
        Worker, models.PROTECT, null=True, related_name="+", help_text="None: they said so themselves, on their page"
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "contact"], condition=Q(to_at=None, contact__isnull=False), name="a_wish_of_no_contact_stands_once"
            ),
        ]


class DoNotContact(models.Model):
    """A number or address to which nothing is ever sent, as a keyed hash: since when, and who wrote it down (`do_not_contact.py`)."""

    mark = models.CharField(max_length=64)
    by = models.ForeignKey(Worker, models.PROTECT, null=True, related_name="+", help_text="None: on the server")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark"], condition=Q(to_at=None), name="on_the_list_once")]
