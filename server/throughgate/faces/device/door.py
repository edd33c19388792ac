"""The door that every call of a device comes through: who is asking, what they say, and how a refusal is worded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import msgspec
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import now, wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.basics.packing import TooLarge, Torn, unpacked
from throughgate.basics.text import holds_zero
from throughgate.kernel.audit import trail
from throughgate.kernel.gateways.file_store import WrongOffset
from throughgate.kernel.identity.devices import device_of, is_revoked
from throughgate.kernel.identity.dpop import BadProof, Proof, check_proof
from throughgate.kernel.identity.models import Device, DeviceKind, PersonSession
from throughgate.kernel.identity.sessions import find_session
from throughgate.kernel.identity.tries import is_news
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.sync.drafts import DraftHere
from throughgate.kernel.sync.enrol import Caller, DeviceRevoked
from throughgate.kernel.sync.files import BadFile
from throughgate.kernel.sync.push import MOST_BYTES, TooMany

Body = TypeVar("Body")
# The header in which a hub vouches for where it stands, with each call that it passes on.
VIA = "Throughgate-Via"
STATUS = {
    "not_found": 404,
    "no_voice": 404,
    "bad_proof": 401,
    "clock": 401,
    "proof_used": 401,
    "not_enrolled": 401,
    "signed_out": 401,
    "revoked": 410,
    "code_unknown": 404,
    "code_used": 410,
    "code_expired": 410,
    "too_many_tries": 429,
    "too_often": 429,
    "too_many_today": 429,
    "wrong_pin": 403,
    "locked": 423,
    "other_epoch": 409,
    "another_draft": 412,
    "too_many_drafts": 413,
    "too_many": 413,
    "wrong_method": 405,
}


class NotEnrolled(Refused):
    says = _("This device is not known here. Ask staff for a code.")


class SignedOut(Refused):
    says = _("You were signed out. Unlock again, or ask staff for a code.")


class NotUnderstood(Refused):
    says = _("This could not be read ({problem}).")


class WrongMethod(Refused):
    """There is such an address, and nothing of that kind to be done there."""


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """Every no: a code for the program, a sentence for the reader, our time; and what the device needs to go on."""

    code: str
    says: str
    time: str
    left: int | None = None
    until: str | None = None
    epoch: str | None = None
    stored_to: int | None = None
    word: str | None = None
    theirs: DraftHere | None = None
    after_ms: int | None = None


# What a device needs besides, to go on.
MORE = ("left", "until", "epoch", "stored_to", "word", "theirs")


@dataclass(frozen=True)
class Call:
    """One request, with what the door has found out about who is asking: somebody with a key."""

    request: HttpRequest
    at: datetime
    proof: Proof

    @property
    def caller(self) -> Caller:
        return Caller(self.proof, self.request.META.get("REMOTE_ADDR", ""))

    def body(self, shape: type[Body]) -> Body:
        """The JSON of the body. Raises: NotUnderstood · TooMany (more than 1 MiB)."""
        raw = read_body(self.request)
        if holds_zero(raw):
            raise NotUnderstood(problem="\\u0000")
        try:
            return msgspec.json.decode(raw, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
            raise NotUnderstood(problem=str(wrong)) from wrong


@dataclass(frozen=True)
class DeviceCall(Call):
    """An enrolled device is asking."""

    device: Device

    @property
    def act(self) -> Act:
        """What it does with this call, in its own name."""
        return Act(Actor(ActorKind.DEVICE, self.device.pk), self.at, self.at, Face.DEVICE, device_id=self.device.pk)


@dataclass(frozen=True)
class PersonCall(DeviceCall):
    """A person is asking, on a device of theirs."""

    session: PersonSession


Given = ParamSpec("Given")
# What a view gives back: a shape to be written as JSON, nothing (204), or an answer that is whole already.
Answer = msgspec.Struct | HttpResponseBase | None
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Entrance:
    """A view behind the door. Its signature says what is asked (`ask`, from the body) and what is answered: the contract is made of it."""

    view: Callable[..., Answer]
    who: Callable[[HttpRequest, datetime], Call]
    asks: type[msgspec.Struct] | None
    answers: type[Answer]

    @property
    def needs_token(self) -> bool:
        return self.who in (_person, _person_or_screen)

    @property
    def for_hubs(self) -> bool:
        return self.who is _hub

    def __call__(self, request: HttpRequest, **given: object) -> HttpResponseBase:
        at, call = now(), None
        with translation.override(translation.get_language_from_request(request)):
            try:
                call = self.who(request, at)
                if isinstance(call, PersonCall):
                    translation.activate(call.session.person.reads)
                if self.asks:
                    given["ask"] = call.body(self.asks)
                response = _written(self.view(call, **given))
            except Refused as refusal:
                response = refuse(refusal, at)
                if isinstance(call, DeviceCall) and refusal.code == "not_found":
                    _record(call, self.view.__name__)
            except WrongOffset as wrong:
                response = HttpResponse(status=409, headers={"Upload-Offset": str(wrong.offset)})
        response["Cache-Control"] = "no-store"
        return response


def knocks(view: Callable[Concatenate[Call, Given], Answer]) -> Entrance:
    """Anybody with a key: to be enrolled."""
    return _door(view, _anybody)


def hands_in(view: Callable[Concatenate[DeviceCall, Given], Answer]) -> Entrance:
    """An enrolled device, even one that was turned off: it may still hand in what it has."""
    return _door(view, _device)


def brings(view: Callable[Concatenate[DeviceCall, Given], Answer]) -> Entrance:
    """The same, where somebody's own things come: not from a television, which is nobody's."""
    return _door(view, _somebodys_device)


def listens(view: Callable[Concatenate[DeviceCall, Given], Answer]) -> Entrance:
    """A person on a device that was not turned off; or a television, in its own name."""
    return _door(view, _person_or_screen)


def enrolled(view: Callable[Concatenate[DeviceCall, Given], Answer]) -> Entrance:
    """An enrolled device that was not turned off."""
    return _door(view, _working_device)


def unlocked(view: Callable[Concatenate[PersonCall, Given], Answer]) -> Entrance:
    """A person on a device that was not turned off; answers are in their language."""
    return _door(view, _person)


def carries(view: Callable[Concatenate[DeviceCall, Given], Answer]) -> Entrance:
    """A hub that was not turned off."""
    return _door(view, _hub)


class ByMethod:
    """One address, a view for each method."""

    # A device proves itself with each request; no browser adds anything by itself.
    csrf_exempt = True

    def __init__(self, **views: View) -> None:
        self.views = views

    def __call__(self, request: HttpRequest, **given: object) -> HttpResponseBase:
        if view := self.views.get(request.method or ""):
            return view(request, **given)
        response = refuse(WrongMethod(), now())
        response["Allow"] = ", ".join(self.views)
        return response


def answer(value: object, status: int = 200) -> HttpResponse:
    """Anything that msgspec can write, as JSON."""
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json")


def read_body(request: HttpRequest) -> bytes:
    """The body, unpacked where it came as gzip; never more than the limit is held in memory. Raises: TooMany · NotUnderstood."""
    raw = request.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooMany
    if request.headers.get("Content-Encoding") != "gzip":
        return raw
    try:
        return unpacked(raw, MOST_BYTES)
    except Torn as wrong:
        raise NotUnderstood(problem="gzip") from wrong
    except TooLarge as wrong:
        raise TooMany from wrong


def refuse(refusal: Refused, at: datetime) -> HttpResponse:
    """A no, as a device reads it."""
    status = refusal.status if isinstance(refusal, BadFile) else STATUS.get(refusal.code, 400)
    more: dict[str, Any] = {name: value for name, value in refusal.values.items() if name in MORE}
    if isinstance(until := more.get("until"), datetime):
        more["until"] = wire(until)
    return answer(Refusal(refusal.code, refusal.words, wire(at), **more), status)


def _door(view: Callable[..., Answer], who: Callable[[HttpRequest, datetime], Call]) -> Entrance:
    told = get_type_hints(view)
    return Entrance(view, who, told.get("ask"), told["return"])


def _written(said: Answer) -> HttpResponseBase:
    if isinstance(said, HttpResponseBase):
        return said
    return HttpResponse(status=204) if said is None else answer(said)


def _record(call: DeviceCall, asked: str) -> None:
    """Who asked for what is not theirs, or not there; once in ten minutes, however often they ask."""
    who = Actor(ActorKind.PERSON, call.session.person_id) if isinstance(call, PersonCall) else Actor(ActorKind.DEVICE, call.device.pk)
    if not is_news(f"{who} {asked}", call.device.thumbprint, call.at):
        return
    trail.write(Act(who, call.at, call.at, Face.DEVICE, device_id=call.device.pk), f"device:{asked}", "refused")


def _anybody(request: HttpRequest, at: datetime) -> Call:
    return Call(request, at, _proof(request, None, at))


def _device(request: HttpRequest, at: datetime) -> DeviceCall:
    return _with_device(request, _proof(request, None, at), at)


def _somebodys_device(request: HttpRequest, at: datetime) -> DeviceCall:
    call = _device(request, at)
    if call.device.kind == DeviceKind.TV:
        raise NotFound
    return call


def _person_or_screen(request: HttpRequest, at: datetime) -> DeviceCall:
    if request.headers.get("Authorization"):
        return _person(request, at)
    call = _working_device(request, at)
    if call.device.kind != DeviceKind.TV:
        raise SignedOut
    return call


def _working_device(request: HttpRequest, at: datetime) -> DeviceCall:
    return _working(_device(request, at))


def _hub(request: HttpRequest, at: datetime) -> DeviceCall:
    call = _working_device(request, at)
    if call.device.kind != DeviceKind.HUB:
        raise NotFound
    return call


def _person(request: HttpRequest, at: datetime) -> PersonCall:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    call = _working(_with_device(request, _proof(request, token, at), at))
    session = find_session(token, call.device, at) if scheme == "DPoP" else None
    if session is None:
        raise SignedOut
    return PersonCall(request, at, call.proof, call.device, session)


def _with_device(request: HttpRequest, proof: Proof, at: datetime) -> DeviceCall:
    device = device_of(proof.thumbprint)
    if device is None:
        raise NotEnrolled
    return DeviceCall(request, at, proof, device)


def _working(call: DeviceCall) -> DeviceCall:
    if is_revoked(call.device):
        raise DeviceRevoked
    return call


def _proof(request: HttpRequest, token: str | None, at: datetime) -> Proof:
    said, method = request.headers.get("DPoP", ""), request.method or ""
    address = request.build_absolute_uri(request.path)
    if vouched := request.headers.get(VIA):
        address = _origin_of_hub(vouched, method, address, said, at) + request.path
    return check_proof(said, method, address, token, at)


def _origin_of_hub(vouched: str, method: str, address: str, said: str, at: datetime) -> str:
    """Where the device believes us to be: a hub that we know says so, in a proof of its own that is bound to the device's."""
    by = check_proof(vouched, method, address, said, at)
    hub = device_of(by.thumbprint)
    if hub is None or hub.kind != DeviceKind.HUB or is_revoked(hub):
        raise BadProof
    return by.origin
