"""What a hub keeps for the people behind it: their streams, sealed so that only somebody who brings the session's token can open them.

The hub names sessions by the hash of their token and says how far it is with each. It never learns what it keeps.
"""

import os
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated

import msgspec
from django.utils import translation
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.kernel.identity.devices import is_revoked, note_state
from throughgate.kernel.identity.models import Device, DeviceKind, PersonSession
from throughgate.kernel.identity.sessions import session_by_hash
from throughgate.kernel.sync.access import Access, Scope, access_of
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.models import Stream
from throughgate.kernel.sync.pull import MOST, Asked, Op, Page, page_of
from throughgate.kernel.sync.said import Sha256
from throughgate.kernel.sync.state import SaidOfItself

# From here on, rows that are gone are told too: a device may still hold them.
FROM_THE_START = "0"


class KeptFor(msgspec.Struct, frozen=True):
    """A session, and what the hub has of it: `at` is its cursor in each stream."""

    session: Sha256
    epoch: str = ""
    scope_v: str = ""
    at: dict[str, Annotated[str, Meta(pattern=r"^\d{1,18}$")]] = {}


class HubPullAsk(msgspec.Struct, frozen=True):
    sessions: Annotated[list[KeptFor], Meta(max_length=100)]
    state: SaidOfItself | None = None


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """News of a session. `r`: "same"; "more", a part to put beside those it has; "anew", in place of them; "ended", forget all.

    `ct` is AES-256-GCM of what `Told` says, packed by zlib, bound to the session's hash.
    """

    session: str
    r: str
    scope_v: str = ""
    at: dict[str, str] = {}
    iv: str = ""
    ct: str = ""


class Told(msgspec.Struct, frozen=True):
    """What stands inside a part: the scope as it was then, and what has changed in each stream."""

    time: str
    epoch: str
    scope: Scope
    streams: list[Page]


class HubPullAnswer(msgspec.Struct, frozen=True):
    epoch: str
    time: str
    parts: list[Part]


def hub_pull(hub: Device, ask: HubPullAsk, at: datetime) -> HubPullAnswer:
    """What is new for these sessions; and staff see on the page of devices what waits at the hub."""
    if ask.state:
        note_state(hub, at, ask.state.columns())
    epoch = current_epoch()
    return HubPullAnswer(epoch, wire(at), [_part(kept, epoch, at) for kept in ask.sessions])


def _part(kept: KeptFor, epoch: str, at: datetime) -> Part:
    session = session_by_hash(kept.session, at)
    # A kiosk keeps nothing of anybody, so there is nothing to bring up to date.
    if session is None or is_revoked(session.device) or session.device.kind == DeviceKind.KIOSK:
        return Part(kept.session, "ended")
    if session.hub_key is None:
        return Part(kept.session, "same")
    with translation.override(session.person.reads):
        access = access_of(session.person_id, session.device, at)
    anew = (kept.epoch, kept.scope_v) != (epoch, access.scope.v) or not _follows(kept.at, access)
    if not anew and kept.at == _reached(access):
        return Part(kept.session, "same")
    told = Told(wire(at), epoch, access.scope, list(_pages(access, {} if anew else kept.at)))
    ends = {page.s: page.at for page in told.streams}
    return Part(kept.session, "anew" if anew else "more", access.scope.v, ends, *_sealed(session, told))


def _follows(at: dict[str, str], access: Access) -> bool:
    """Does what the hub has lie on the way to where the streams are now?"""
    reached = _reached(access)
    return at.keys() == reached.keys() and all(int(at[name]) <= int(counter) for name, counter in reached.items())


def _reached(access: Access) -> dict[str, str]:
    return {row.name: str(row.counter) for row in Stream.objects.filter(name__in=access.scope.add)}


def _pages(access: Access, at: dict[str, str]) -> Iterator[Page]:
    """Each stream from where the hub is, as one page."""
    for name in _reached(access):
        pages: list[Page] = []
        while not pages or pages[-1].more:
            since = pages[-1].at if pages else at.get(name, FROM_THE_START)
            reached = int(_reached(access)[name])
            pages.append(page_of(Asked(name, since), reached, access, MOST))
        yield Page(name, _all_of(pages), pages[-1].at, more=False, digest=pages[-1].digest)


def _all_of(pages: Sequence[Page]) -> list[Op]:
    return [op for page in pages for op in page.ops]


def _sealed(session: PersonSession, told: Told) -> tuple[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    iv, plain = os.urandom(12), zlib.compress(msgspec.json.encode(told))
    ct = AESGCM(bytes(session.hub_key or b"")).encrypt(iv, plain, session.token_hash.encode())
    return _b64(iv), _b64(ct)


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
