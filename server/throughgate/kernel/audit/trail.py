"""Writing the trail, and proving that nobody has touched it.

Each entry's seal is HMAC-SHA256(trail key, seal before it ‖ the entry in canonical form). The key comes from the environment, so
someone who can write to the database alone cannot forge a seal. Sixteen chains, chosen by person, keep writers out of each other's way.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from throughgate.basics.clock import wire
from throughgate.kernel.audit.models import TrailEntry, TrailHead
from throughgate.kernel.policy.act import Act

CHAINS = 16
START = bytes(32)


def write(act: Act, what: str, outcome: str, person_id: UUID | None = None, **detail: Any) -> TrailEntry:
    """Add one entry, in the caller's transaction."""
    entry = entry_of(act, what, outcome, person_id, detail)
    write_all([entry])
    return entry


def entry_of(act: Act, what: str, outcome: str, person_id: UUID | None, detail: dict[str, Any]) -> TrailEntry:
    """An entry that is not in its chain yet."""
    return TrailEntry(
        chain=_chain_of(person_id or act.actor.id),
        at=act.arrived,
        act=act.id,
        what=what,
        outcome=outcome,
        actor=str(act.actor),
        face=act.face,
        device_id=act.device_id,
        person_id=person_id,
        detail=detail,
    )


def write_all(entries: Iterable[TrailEntry]) -> None:
    """Add many entries at once, each to the end of its chain, in the order given; in the caller's transaction."""
    with transaction.atomic(savepoint=False):
        _link(list(entries))


def look(act: Act, page: str, person_id: UUID) -> None:
    """That somebody looked at a person's record."""
    write(act, f"look:{page}", "looked", person_id)


@dataclass(frozen=True)
class Break:
    """Where a chain is broken, and how."""

    chain: int
    n: int
    what: str

    def __str__(self) -> str:
        return f"chain {self.chain}, entry {self.n}: {self.what}"


def breaks() -> Iterator[Break]:
    """Every place where the trail was changed, cut or added to. Nothing means that it is whole."""
    for chain in range(CHAINS):
        yield from _breaks_of(chain)


def _link(entries: Sequence[TrailEntry]) -> None:
    heads = _heads({entry.chain for entry in entries})
    linked = [_append(heads[entry.chain], entry) for entry in entries]
    TrailEntry.objects.bulk_create(linked, batch_size=500)
    # Locked above, so each of them is there: this is one update for all.
    TrailHead.objects.bulk_create(heads.values(), update_conflicts=True, unique_fields=["chain"], update_fields=["n", "seal", "witness"])


def _append(head: TrailHead, entry: TrailEntry) -> TrailEntry:
    entry.n = head.n + 1
    entry.seal = _seal(bytes(head.seal), entry)
    head.n, head.seal = entry.n, entry.seal
    head.witness = _witness(head.chain, head.n, head.seal)
    return entry


def _heads(chains: set[int]) -> dict[int, TrailHead]:
    """Their heads, locked until the end of the transaction; always in the same order, so that two writers never wait for each other."""
    locked = TrailHead.objects.select_for_update().filter(chain__in=chains).order_by("chain")
    heads = {head.chain: head for head in locked}
    if new := chains - heads.keys():
        begun = [TrailHead(chain=chain, n=0, seal=START, witness=_witness(chain, 0, START)) for chain in sorted(new)]
        TrailHead.objects.bulk_create(begun, ignore_conflicts=True)
        heads = {head.chain: head for head in locked.all()}
    return heads


def _chain_of(who: UUID | None) -> int:
    return who.bytes[-1] % CHAINS if who else 0


def _key() -> bytes:
    """Raises: ImproperlyConfigured without a key: a trail sealed with nothing proves nothing."""
    if len(settings.TRAIL_KEY) < 32:
        raise ImproperlyConfigured("THROUGHGATE_TRAIL_KEY must hold 32 bytes or more, in base64")
    return bytes(settings.TRAIL_KEY)


def _seal(before: bytes, entry: TrailEntry) -> bytes:
    return hmac.digest(_key(), before + _canonical(entry), "sha256")


def _witness(chain: int, n: int, seal: bytes) -> bytes:
    return hmac.digest(_key(), f"head/{chain}/{n}/".encode() + seal, "sha256")


def _canonical(entry: TrailEntry) -> bytes:
    where = [entry.chain, entry.n, wire(entry.at), entry.at.microsecond]
    what = [str(entry.act), entry.what, entry.outcome, entry.actor, entry.face, str(entry.device_id), str(entry.person_id)]
    return json.dumps([*where, *what, entry.detail], sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _breaks_of(chain: int) -> Iterator[Break]:
    before, expected = START, 1
    for entry in TrailEntry.objects.filter(chain=chain).order_by("n").iterator(2_000):
        if entry.n != expected:
            yield Break(chain, expected, "is missing")
        if bytes(entry.seal) != _seal(before, entry):
            yield Break(chain, entry.n, f"was changed, or put in ({entry.what}, act {entry.act})")
        before, expected = bytes(entry.seal), entry.n + 1
    yield from _breaks_of_head(chain, expected - 1, before)


def _breaks_of_head(chain: int, last: int, seal: bytes) -> Iterator[Break]:
    head = TrailHead.objects.filter(chain=chain).first()
    if head is None:
        if last:
            yield Break(chain, last, "the head of the chain is missing")
    elif bytes(head.witness) != _witness(chain, head.n, bytes(head.seal)):
        yield Break(chain, head.n, "the head of the chain was changed")
    elif (head.n, bytes(head.seal)) != (last, seal):
        yield Break(chain, head.n, "the end of the chain was cut off or changed")
