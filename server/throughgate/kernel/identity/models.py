"""Tables of who is at the keyboard."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.kernel.places.models import Place


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, *, worker: Worker) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), worker=worker)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """A worker's sign-in. Rights come from the access policy, so there are no flags or groups here."""

    email = models.EmailField(unique=True)
    worker = models.OneToOneField(Worker, models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)
    is_staff = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()


class DeviceKind(models.TextChoices):
    TABLET = "tablet", _("tablet")
    KIOSK = "kiosk", _("kiosk")
    LAPTOP = "laptop", _("laptop")
    PHONE = "phone", _("phone")
    TV = "tv", _("television")
    HUB = "hub", _("hub")


class Device(models.Model):
    """A device that was enrolled: it has a key of its own and may hand in acts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=DeviceKind)
    label = models.CharField(max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    thumbprint = models.CharField(max_length=64, unique=True, help_text="RFC 7638, of the device's public key")
    public_jwk = models.JSONField()
    enrolled_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label


class DeviceState(models.Model):
    """What a device last said of itself. Overwritten: it is news, not a record."""

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="state")
    seen_at = models.DateTimeField()
    version = models.CharField(max_length=40, blank=True)
    persisted = models.BooleanField(null=True)
    usage = models.BigIntegerField(null=True)
    quota = models.BigIntegerField(null=True)
    waiting_acts = models.IntegerField(default=0)
    waiting_files = models.IntegerField(default=0)
    oldest_waiting = models.DateTimeField(null=True)
    clock_off_ms = models.BigIntegerField(null=True, help_text="Server minus device")
    vaults = models.JSONField(null=True, help_text="Of whom something is on it: rows of {person, acts, files}, what waits of each")


class Holding(models.Model):
    """That a person uses a device, from when to when. A tablet may be held by several.

    After its end the device hands in what they made and puts their vault away; when it has said so, `put_away_at` is set.
    """

    device = models.ForeignKey(Device, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="holdings")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "person"], condition=Q(to_at=None), name="held_once_by_a_person"),
            models.CheckConstraint(condition=Q(put_away_at=None) | Q(to_at__isnull=False), name="put_away_only_after_its_end"),
        ]
        indexes = [
            models.Index(fields=["device"], condition=Q(to_at__isnull=False, put_away_at=None), name="holdings_to_put_away"),
        ]


class Revocation(models.Model):
    """That a device was turned off for good, by whom and why."""

    device = models.OneToOneField(Device, models.CASCADE, primary_key=True, related_name="revocation")
    by = models.ForeignKey(Worker, models.PROTECT)
    at = models.DateTimeField()
    why = models.CharField(max_length=300)


class EnrolmentCode(models.Model):
    """A one-time code that binds a device to a person (or a kiosk to a place). Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=DeviceKind)
    person = models.ForeignKey(Person, models.CASCADE, null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True)
    for_device = models.ForeignKey(Device, models.CASCADE, null=True, help_text="Set when it resets a PIN on that device")
    by = models.ForeignKey(Worker, models.PROTECT)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="+")


class Pin(models.Model):
    """What a person types or taps on a kiosk. On their own device the PIN never leaves the vault's lock."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="pin")
    kind = models.CharField(max_length=8, choices=[("pin", "pin"), ("pictures", "pictures")])
    hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()


class WrongTry(models.Model):
    """A wrong PIN or code: who or what was tried, from which device. Counted for the lock-out."""

    what = models.CharField(max_length=80)
    device = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["what", "at"], name="wrong_tries")]


class PersonSession(models.Model):
    """A person unlocked on a device. The token is bound to the device's key; only its hash is kept.

    `hub_key` is another hash of it: what a hub is given to keep for this session is sealed under it, and only the token opens that.
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE)
    device = models.ForeignKey(Device, models.CASCADE)
    from_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    hub_key = models.BinaryField(max_length=32, null=True)


class PartnerMessage(models.Model):
    """A message of another system that was taken: its id says the same for ever, or it is refused."""

    partner = models.UUIDField()
    message = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, help_text="Of its body")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "message"], name="a_partner_uses_an_id_once")]


class SeenProof(models.Model):
    """A DPoP proof that was used: it cannot be used again. Kept ten minutes."""

    jti = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)


class ContactLink(models.Model):
    """By which a contact comes in, once: what was mailed to them, or read out to them. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
