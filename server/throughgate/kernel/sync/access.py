"""What a person's device may have now: decided by the access policy at every pull."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound
from throughgate.kernel.identity.devices import holds
from throughgate.kernel.identity.models import Device, DeviceKind
from throughgate.kernel.policy.capabilities import capabilities
from throughgate.kernel.policy.decide import Decision, decide_for
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.sync.audiences import audiences_at, audiences_of
from throughgate.kernel.sync.elsewhere import left_elsewhere
from throughgate.kernel.sync.feeds import feeds
from throughgate.kernel.sync.models import StoredFile, StreamRow
from throughgate.kernel.sync.parting import farewell
from throughgate.kernel.sync.streams import shared_stream, stream_of
from throughgate.kernel.times import day

# Rows of one person that name the same file.
MOST_NAMING = 100


class Can(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the policy says of one capability, with the sentence where it is no."""

    c: str
    ok: bool
    essential: bool
    says: str = ""
    until: str | None = None


class Drop(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stream or a feed that must leave the device, and why."""

    why: str
    wipe: bool
    s: str | None = None
    feed: str | None = None


class Scope(msgspec.Struct, frozen=True):
    """`notice`: what they should know besides, such as that something of theirs stands on another device."""

    v: str
    can: list[Can]
    add: list[str]
    drop: list[Drop]
    notice: str


@dataclass(frozen=True)
class Access:
    """The scope, and which feeds may be served within it."""

    scope: Scope
    feeds: frozenset[str]


def access_of(person_id: UUID, device: Device, at: datetime) -> Access:
    """Decide it all, in the language active now."""
    if not holds(device, person_id):
        return _left(person_id, device)
    facts = facts_about(person_id, at)
    decisions = {wanted.name: decide_for(facts, wanted, device.kind) for wanted in capabilities()}
    lost = [feed for feed in feeds() if feed.capability and not decisions[feed.capability].ok]
    drop = [Drop(decisions[feed.capability or ""].says, wipe=True, feed=feed.name) for feed in lost]
    served = frozenset(feed.name for feed in feeds()) - {feed.name for feed in lost}
    notice = left_elsewhere(person_id, device, at)
    add = [stream_of(person_id), *map(shared_stream, audiences_of(facts))]
    return Access(_scope([_can(decision) for decision in decisions.values()], add, drop, served, notice), served)


def access_of_screen(device: Device) -> Access:
    """What a television may have: what hangs where it stands, and of that only feeds for screens. Raises: NotFound for any other device."""
    if device.kind != DeviceKind.TV or device.place is None:
        raise NotFound
    path = device.place.path
    served = frozenset(feed.name for feed in feeds() if feed.on_screens)
    return Access(_scope([], [shared_stream(owner) for owner in sorted(audiences_at([path])[path])], [], served), served)


def readable_file(person_id: UUID, device: Device, sha256: str, at: datetime) -> StoredFile:
    """A file that one of the rows this person may have lets them read. Raises: NotFound."""
    access = access_of(person_id, device, at)
    naming = {feed.name: feed for feed in feeds() if feed.files_of and feed.name in access.feeds}
    # Rows in which it stands at all; whether as a file, the feed says.
    rows = StreamRow.objects.filter(stream__in=access.scope.add, feed__in=naming, value__contains=f'"{sha256}"')
    may = any(naming[feed].lets_read(value, sha256) for feed, value in rows.values_list("feed", "value")[:MOST_NAMING])
    file = StoredFile.objects.filter(pk=sha256).first() if may else None
    if file is None:
        raise NotFound
    return file


def _left(person_id: UUID, device: Device) -> Access:
    drop = Drop(farewell(person_id, device), wipe=True, s=stream_of(person_id))
    return Access(_scope([], [], [drop], frozenset()), frozenset())


def _can(decision: Decision) -> Can:
    says = decision.says
    if decision.review_on and not decision.until:
        again = _("Somebody looks at this again on %(day)s.") % {"day": day(decision.review_on)}
        says = f"{says} {again}"
    return Can(decision.capability, decision.ok, decision.essential, says, wire(decision.until) if decision.until else None)


def _scope(can: list[Can], add: list[str], drop: list[Drop], served: frozenset[str], notice: str = "") -> Scope:
    mark = msgspec.json.encode([can, add, drop, sorted(served), notice])
    return Scope(hashlib.sha256(mark).hexdigest()[:16], can, add, drop, notice)
