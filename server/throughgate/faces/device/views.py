"""What a device may call: a handful of endpoints, for ever. See ADR 0002."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
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
    answer,
    carries,
    enrolled,
    hands_in,
    knocks,
    read_body,
    unlocked,
)
from throughgate.faces.device.live import Admitted
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.gateways.speech import say
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync import enrol as entrance
from throughgate.kernel.sync.access import readable_file
from throughgate.kernel.sync.apply import apply_device
from throughgate.kernel.sync.carried_files import SealedPiece, take_piece
from throughgate.kernel.sync.drafts import DraftAsk, read_draft, write_draft
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.files import Chunk, offset_of, take_chunk
from throughgate.kernel.sync.hub_streams import HubPullAsk
from throughgate.kernel.sync.hub_streams import hub_pull as pull_for_hub
from throughgate.kernel.sync.pull import PullAsk
from throughgate.kernel.sync.pull import pull as pull_streams
from throughgate.kernel.sync.push import PushAsk
from throughgate.kernel.sync.push import push as push_acts
from throughgate.kernel.sync.relay import RelayAsk
from throughgate.kernel.sync.relay import relay as take_parcels

FAILED = _("Something went wrong on our side. Nothing is lost, and it is tried again by itself.")


class NoVoice(NotFound):
    says = _("There is no voice for this language here.")


class AudioAsk(msgspec.Struct, frozen=True):
    lang: Annotated[str, Meta(max_length=8)]
    text: Annotated[str, Meta(min_length=1, max_length=600)]


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, in a shape that the app can read."""
    return answer({"code": "not_found", "says": NotFound().words, "time": wire(now())}, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours: the device keeps what it has and asks again later."""
    return answer({"code": "failed", "says": str(FAILED), "time": wire(now()), "after_ms": 30_000}, 500)


def ping(request: HttpRequest) -> HttpResponse:
    """Is this our server, what time is it, and which life of it?"""
    return answer({"time": wire(now()), "epoch": current_epoch()})


@knocks
def enrol(call: Call) -> HttpResponse:
    return answer(entrance.enrol(call.body(entrance.EnrolAsk), call.caller, call.at))


@unlocked
def choose_pin(call: PersonCall) -> HttpResponse:
    entrance.choose_pin(call.session, call.body(entrance.PinAsk), call.at)
    return HttpResponse(status=204)


@enrolled
def sign_in(call: DeviceCall) -> HttpResponse:
    return answer(entrance.sign_in(call.device, call.body(entrance.SignInAsk), call.at))


@unlocked
def sign_out(call: PersonCall) -> HttpResponse:
    entrance.sign_out(call.session, call.at)
    return HttpResponse(status=204)


@hands_in
def push(call: DeviceCall) -> HttpResponse:
    ask = call.body(PushAsk)
    if ask.device != call.device.pk:
        raise NotFound
    return answer(push_acts(call.device, ask, call.at))


@unlocked
def pull(call: PersonCall) -> HttpResponse:
    return answer(pull_streams(call.session.person_id, call.device, call.body(PullAsk), call.at))


@unlocked
def live(call: PersonCall) -> HttpResponse:
    """Whether they may listen; the event loop goes on from there (`asgi.py`)."""
    return Admitted(call.session)


@hands_in
def file_offset(call: DeviceCall, sha256: str) -> HttpResponse:
    return HttpResponse(headers={"Upload-Offset": str(offset_of(call.device, sha256))})


@hands_in
def add_to_file(call: DeviceCall, sha256: str) -> HttpResponse:
    said = call.request.headers
    try:
        offset, length = int(said.get("Upload-Offset", "")), int(said.get("Upload-Length", ""))
    except ValueError as wrong:
        raise NotUnderstood(problem="Upload-Offset, Upload-Length") from wrong
    chunk = Chunk(sha256, said.get("X-File-Type", ""), length, offset, read_body(call.request))
    reached = take_chunk(call.device, chunk, call.at)
    if reached == length:
        apply_device(call.device, call.at, settings.APPLY_SECONDS)
    return HttpResponse(status=204, headers={"Upload-Offset": str(reached)})


@unlocked
def read_file(call: PersonCall, sha256: str) -> HttpResponseBase:
    file = readable_file(call.session.person_id, call.device, sha256, call.at)
    return FileResponse(path_of(sha256).open("rb"), content_type=file.kind)


@carries
def relay(call: DeviceCall) -> HttpResponse:
    return answer(take_parcels(call.act, call.body(RelayAsk)))


@carries
def relay_file(call: DeviceCall) -> HttpResponse:
    piece = call.body(SealedPiece)
    reached = take_piece(call.act, piece)
    if reached.whole:
        apply_device(Device.objects.get(pk=piece.device), call.at, settings.APPLY_SECONDS)
    return answer(reached)


@carries
def hub_pull(call: DeviceCall) -> HttpResponse:
    return answer(pull_for_hub(call.body(HubPullAsk), call.at))


@unlocked
def draft(call: PersonCall, draft_id: UUID) -> HttpResponse:
    return answer(read_draft(call.session.person_id, draft_id))


@unlocked
def put_draft(call: PersonCall, draft_id: UUID) -> HttpResponse:
    return answer(write_draft(call.act, call.session.person_id, draft_id, call.body(DraftAsk)))


@unlocked
def audio(call: PersonCall) -> HttpResponse:
    ask = call.body(AudioAsk)
    sound = say(ask.lang, ask.text)
    if sound is None:
        raise NoVoice
    return HttpResponse(sound, content_type="audio/ogg")
