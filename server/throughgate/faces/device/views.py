"""What a device may call: a handful of endpoints, for ever. See ADR 0002."""

import re
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import now, wire
from throughgate.basics.errors import NotFound
from throughgate.faces.device.door import (
    Call,
    DeviceCall,
    NotUnderstood,
    PersonCall,
    Refusal,
    answer,
    brings,
    carries,
    enrolled,
    hands_in,
    knocks,
    listens,
    read_body,
    refuse,
    unlocked,
)
from throughgate.faces.device.live import Admitted
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.gateways.speech import say
from throughgate.kernel.identity.models import Device, DeviceKind
from throughgate.kernel.sync import enrol as entrance
from throughgate.kernel.sync.access import readable_file
from throughgate.kernel.sync.apply import apply_device
from throughgate.kernel.sync.carried_files import PieceAnswer, SealedPiece, take_piece
from throughgate.kernel.sync.drafts import (
    CarriedAnswer,
    CarriedAsk,
    DraftAnswer,
    DraftAsk,
    DraftHere,
    read_draft,
    take_carried,
    write_draft,
)
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.files import Chunk, needed_files, offset_of, take_chunk
from throughgate.kernel.sync.hub_streams import HubPullAnswer, HubPullAsk
from throughgate.kernel.sync.hub_streams import hub_pull as pull_for_hub
from throughgate.kernel.sync.pull import PullAnswer, PullAsk, pull_for_screen
from throughgate.kernel.sync.pull import pull as pull_streams
from throughgate.kernel.sync.push import PushAnswer, PushAsk
from throughgate.kernel.sync.push import push as push_acts
from throughgate.kernel.sync.relay import RelayAnswer, RelayAsk
from throughgate.kernel.sync.relay import relay as take_parcels
from throughgate.kernel.web.ranges import in_part

FAILED = _("Something went wrong on our side. Nothing is lost, and it is tried again by itself.")

# A number of bytes, in a header.
BYTES = re.compile(r"^[0-9]{1,15}$")


class NoVoice(NotFound):
    says = _("There is no voice for this language here.")


class Pong(msgspec.Struct, frozen=True):
    """Our time, and which life of ours this is."""

    time: str
    epoch: str


class AudioAsk(msgspec.Struct, frozen=True):
    lang: Annotated[str, Meta(max_length=8)]
    text: Annotated[str, Meta(min_length=1, max_length=600)]


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django itself would not take, such as an address that is not ours."""
    return refuse(NotUnderstood(problem=type(exception).__name__), now())


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, in a shape that the app can read."""
    return refuse(NotFound(), now())


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours: the device keeps what it has and asks again later."""
    return answer(Refusal("failed", str(FAILED), wire(now()), after_ms=30_000), 500)


def ping(request: HttpRequest) -> HttpResponse:
    """Is this our server, what time is it, and which life of it?"""
    return answer(Pong(wire(now()), current_epoch()))


@knocks
def enrol(call: Call, ask: entrance.EnrolAsk) -> entrance.EnrolAnswer:
    return entrance.enrol(ask, call.caller, call.at)


@unlocked
def choose_pin(call: PersonCall, ask: entrance.PinAsk) -> None:
    entrance.choose_pin(call.session, ask, call.at)


@enrolled
def sign_in(call: DeviceCall, ask: entrance.SignInAsk) -> entrance.SignInAnswer:
    return entrance.sign_in(call.device, ask, call.at)


@unlocked
def sign_out(call: PersonCall) -> None:
    entrance.sign_out(call.session, call.at)


@hands_in
def push(call: DeviceCall, ask: PushAsk) -> PushAnswer:
    # A television is nobody's, so that nobody can have done anything on it.
    if ask.device != call.device.pk or (ask.acts and call.device.kind == DeviceKind.TV):
        raise NotFound
    return push_acts(call.device, ask, call.at)


@unlocked
def pull(call: PersonCall, ask: PullAsk) -> PullAnswer:
    return pull_streams(call.session.person_id, call.device, ask, call.at)


@enrolled
def screen(call: DeviceCall, ask: PullAsk) -> PullAnswer:
    """What hangs where a television stands."""
    return pull_for_screen(call.device, ask, call.at)


@listens
def live(call: DeviceCall) -> HttpResponse:
    """Whether they may listen; the event loop goes on from there (`asgi.py`)."""
    return Admitted(call.session if isinstance(call, PersonCall) else call.device)


@brings
def file_offset(call: DeviceCall, sha256: str) -> HttpResponse:
    return HttpResponse(headers={"Upload-Offset": str(offset_of(call.device, sha256))})


@brings
def add_to_file(call: DeviceCall, sha256: str) -> HttpResponse:
    said = call.request.headers
    offset, length = said.get("Upload-Offset", ""), said.get("Upload-Length", "")
    if not (BYTES.match(offset) and BYTES.match(length)):
        raise NotUnderstood(problem="Upload-Offset, Upload-Length")
    chunk = Chunk(sha256, said.get("X-File-Type", ""), int(length), int(offset), read_body(call.request))
    reached = take_chunk(call.device, chunk, call.at)
    # Acts that wait for files are judged together once the last file is here; if that takes long, the worker does not wait for it.
    if reached == chunk.length and not needed_files(call.device):
        apply_device(call.device, call.at, settings.APPLY_SECONDS)
    return HttpResponse(status=204, headers={"Upload-Offset": str(reached)})


@unlocked
def read_file(call: PersonCall, sha256: str) -> HttpResponseBase:
    file = readable_file(call.session.person_id, call.device, sha256, call.at)
    return in_part(path_of(sha256), file.kind, call.request.headers.get("Range", ""))


@carries
def relay(call: DeviceCall, ask: RelayAsk) -> RelayAnswer:
    return take_parcels(call.act, ask)


@carries
def relay_file(call: DeviceCall, ask: SealedPiece) -> PieceAnswer:
    reached = take_piece(call.act, ask)
    if reached.whole:
        apply_device(Device.objects.get(pk=ask.device), call.at, settings.APPLY_SECONDS)
    return reached


@carries
def hub_pull(call: DeviceCall, ask: HubPullAsk) -> HubPullAnswer:
    return pull_for_hub(call.device, ask, call.at)


@unlocked
def draft(call: PersonCall, draft_id: UUID) -> DraftHere:
    return read_draft(call.session.person_id, draft_id)


@brings
def carry_drafts(call: DeviceCall, ask: CarriedAsk) -> CarriedAnswer:
    return take_carried(call.device, ask, call.at)


@unlocked
def put_draft(call: PersonCall, draft_id: UUID, ask: DraftAsk) -> DraftAnswer:
    return write_draft(call.act, call.session.person_id, draft_id, ask)


@unlocked
def audio(call: PersonCall, ask: AudioAsk) -> HttpResponse:
    sound = say(ask.lang, ask.text)
    if sound is None:
        raise NoVoice
    return HttpResponse(sound, content_type="audio/ogg")
