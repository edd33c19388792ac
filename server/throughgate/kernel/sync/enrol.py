"""How a device and a person come in: by a one-time code, by PIN on a kiosk; and how they leave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.perform import record_refusal
from throughgate.kernel.identity import codes, devices, pins, sessions, slips
from throughgate.kernel.identity.dpop import Proof
from throughgate.kernel.identity.models import Device, DeviceKind, EnrolmentCode, PersonSession
from throughgate.kernel.identity.tries import Counted, Noted, spend
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.policy.act import VISITOR, Act, Actor, ActorKind, Face
from throughgate.kernel.sync import own_feeds, seal, word
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.store import begin_after_restore, go_on_without
from throughgate.kernel.sync.streams import rebuild, stream_of

# In ten minutes: nobody signs in or changes their PIN as often, and each time stands on the trail for ever.
MOST_RIGHT = 30
Short = Annotated[str, Meta(max_length=200)]


class DeviceRevoked(Refused):
    """The device wipes its vaults once its outbox is empty."""

    says = _("This device was turned off.")

    @property
    def code(self) -> str:
        return "revoked"


class TooOften(Refused):
    says = _("That was done too often. Please wait ten minutes, then try again.")


class About(msgspec.Struct, frozen=True):
    ua: Annotated[str, Meta(max_length=400)] = ""
    version: Annotated[str, Meta(max_length=40)] = ""


class Was(msgspec.Struct, frozen=True):
    """What a device was here, which a restore may have forgotten: its id, the first act that it still has, and our slip about it."""

    device: UUID
    first: Annotated[int, Meta(ge=1, le=2**53)]
    slip: slips.Text


class EnrolAsk(msgspec.Struct, frozen=True):
    code: Annotated[str, Meta(max_length=40)]
    about: About = About()
    was: Was | None = None


class DeviceFacts(msgspec.Struct, frozen=True):
    id: str
    kind: str
    label: str


class PinRule(msgspec.Struct, frozen=True):
    min: int = pins.SHORTEST


class EnrolAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    device: DeviceFacts
    epoch: str
    time: str
    seal: list[dict[str, str]]
    # By which it knows our word from now on.
    signer: dict[str, str]
    pin: PinRule
    person: own_feeds.Me | None = None
    token: str = ""
    # Whom we let in, and when, for the device to keep: see `identity/slips.py`.
    slip: str = ""
    # A restore had forgotten this device and this person on it: they are what they were, and so is their PIN.
    again: bool = False


class SignInAsk(msgspec.Struct, frozen=True):
    number: Annotated[str, Meta(max_length=40)]
    kind: Short
    secret: Short


class SignInAnswer(msgspec.Struct, frozen=True):
    person: own_feeds.Me
    token: str
    slip: str


class PinAsk(msgspec.Struct, frozen=True):
    kind: Short
    secret: Short


@dataclass(frozen=True)
class Caller:
    """Who is asking: the proof they carried and the address they came from."""

    proof: Proof
    address: str


def enrol(ask: EnrolAsk, caller: Caller, at: datetime) -> EnrolAnswer:
    """Use a code: bind a device, add a person to it, give it a place, or reset a PIN on it.

    Raises: TooManyTries · CodeUnknown · CodeUsed · CodeExpired · DeviceRevoked; on the trail as `tries.note_wrong` says.
    """
    key = caller.proof.thumbprint
    try:
        with transaction.atomic():
            code = codes.open_code(ask.code, caller.address, key, at)
            back = _coming_back(ask.was, key)
            device, token = _bind(code, caller.proof, back, at)
            if ask.was:
                _begin(device, ask.was, back, at)
    except codes.TooManyTries:
        raise
    except Refused as refusal:
        noted = codes.note_wrong_code(caller.address, key, at)
        _record_try("identity.enrol", _act(VISITOR, at, None), refusal, noted)
        raise
    devices.note_state(device, at, {"version": ask.about.version})
    return _welcome(device, code.person, token, back, at)


def sign_in(device: Device, ask: SignInAsk, at: datetime) -> SignInAnswer:
    """Somebody unlocks a kiosk with their number and PIN.

    Raises: WrongPin (`left`; on the trail as `tries.note_wrong` says) · Locked (`until`) · NotFound (not a kiosk) · TooOften.
    """
    if device.kind != DeviceKind.KIOSK:
        raise NotFound
    try:
        person = pins.whose(ask.number, ask.kind, ask.secret, device, at)
    except pins.WrongPin as wrong:
        _record_try("identity.sign_in", _act(Actor(ActorKind.DEVICE, device.pk), at, device), wrong, wrong.noted)
        raise
    _not_too_often(f"sign-ins of {person.pk}", device, at)
    with transaction.atomic():
        token = sessions.start_session(person, device, at)
        trail.write(_act(_as(person), at, device), "identity.sign_in", "accepted", person.pk)
    rebuild(stream_of(person.pk), at)
    return SignInAnswer(own_feeds.me(person), token, slips.write_slip(device, person.pk, at))


def sign_out(session: PersonSession, at: datetime) -> None:
    """The token works no more."""
    with transaction.atomic():
        sessions.end_session(session, at)
        trail.write(_act(_as(session.person), at, session.device), "identity.sign_out", "accepted", session.person_id)


def choose_pin(session: PersonSession, ask: PinAsk, at: datetime) -> None:
    """Keep the hash of a PIN or of a picture password, for kiosks. Raises: NotAPin · NotFound (no longer holds the device) · TooOften."""
    if not devices.holds(session.device, session.person_id):
        raise NotFound
    _not_too_often(f"secrets of {session.person_id}", session.device, at)
    with transaction.atomic():
        pins.set_pin(session.person, ask.kind, ask.secret, at)
        trail.write(_act(_as(session.person), at, session.device), "identity.choose_pin", "accepted", session.person_id)


def _not_too_often(what: str, device: Device, at: datetime) -> None:
    """Raises: TooOften."""
    if not spend(Counted(what, MOST_RIGHT), device.thumbprint, at):
        raise TooOften


def _coming_back(was: Was | None, thumbprint: str) -> slips.Slip | None:
    """Our word on a device that was let in once, and of which a restore has left us nothing."""
    slip = slips.read_slip(was.slip, thumbprint) if was else None
    if slip is None or was is None or slip.device != was.device:
        return None
    known = Device.objects.filter(Q(pk=slip.device) | Q(thumbprint=thumbprint)).exists()
    return None if known else slip


def _begin(device: Device, was: Was, back: slips.Slip | None, at: datetime) -> None:
    """Where its chain goes on after a restore."""
    if back:
        go_on_without(device, was.first, at)
    elif was.device == device.pk:
        begin_after_restore(device, was.first, at)


def _bind(code: EnrolmentCode, proof: Proof, back: slips.Slip | None, at: datetime) -> tuple[Device, str]:
    pk, since = (back.device, back.at) if back else (None, at)
    device = devices.enrol_device(proof.thumbprint, proof.jwk, code.kind, since, place=code.place, home=_home(code.person), pk=pk)
    if devices.is_revoked(device):
        raise DeviceRevoked
    if code.person and not devices.takes(device, code.person.pk):
        raise codes.CodeUnknown
    codes.use_up(code, device, at)
    # On a kiosk a person's code does one thing: it lets them choose a PIN.
    resets = bool(code.for_device) or (code.person is not None and device.kind == DeviceKind.KIOSK)
    if code.person and device.kind != DeviceKind.KIOSK:
        devices.hand_to(device, code.person, since if back and back.person == code.person.pk else at)
    token = _let_in(code.person, device, resets, at) if code.person else ""
    what = "identity.reset_pin" if resets else "identity.enrol"
    trail.write(
        _act(Actor(ActorKind.DEVICE, device.pk), at, device), what, "accepted", code.person_id, code=str(code.pk), by=str(code.by_id)
    )
    return device, token


def _let_in(person: Person, device: Device, resets: bool, at: datetime) -> str:
    """Their token. A kiosk is nobody's: they use it for as long as their session lasts."""
    if resets:
        pins.forget_pin(person)
    sessions.end_sessions(person, device, at)
    return sessions.start_session(person, device, at)


def _welcome(device: Device, person: Person | None, token: str, back: slips.Slip | None, at: datetime) -> EnrolAnswer:
    if person:
        rebuild(stream_of(person.pk), at)
    return EnrolAnswer(
        device=DeviceFacts(str(device.pk), device.kind, device.label),
        epoch=current_epoch(),
        time=wire(at),
        seal=seal.public_keys(),
        signer=word.signer(),
        pin=PinRule(),
        person=own_feeds.me(person) if person else None,
        token=token,
        slip=slips.write_slip(device, person.pk if person else None, at),
        again=back is not None and person is not None and back.person == person.pk,
    )


def _record_try(what: str, act: Act, refusal: Refused, noted: Noted) -> None:
    if noted.news:
        record_refusal(what, act, refusal, **noted.news)


def _home(person: Person | None) -> Place | None:
    stay = Stay.objects.filter(person=person, to_at=None).select_related("place").first() if person else None
    return stay.place if stay else None


def _as(person: Person) -> Actor:
    return Actor(ActorKind.PERSON, person.pk)


def _act(actor: Actor, at: datetime, device: Device | None) -> Act:
    return Act(actor, at, at, Face.DEVICE, device_id=device.pk if device else None)
