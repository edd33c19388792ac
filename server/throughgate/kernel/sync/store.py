"""Store first: every act that arrives is kept, in its place in the chain or in quarantine, before anybody judges it.

Storing asks nothing of any module, so a mistake in one cannot lose an act.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.batch import Batch
from throughgate.kernel.database import insert, insert_found
from throughgate.kernel.identity.devices import is_revoked, uses_of
from throughgate.kernel.identity.models import Device
from throughgate.kernel.identity.slips import remember_uses
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.arrivals import Arrival
from throughgate.kernel.sync.asking import Questions
from throughgate.kernel.sync.epoch import last_restore, stored_to
from throughgate.kernel.sync.files import await_files
from throughgate.kernel.sync.missing import Gaps
from throughgate.kernel.sync.models import Chain, Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import Said, best_time, hash_of, read

# Five times what fills a tablet's outbox in months, and 50 MB at most of what people write.
MOST_A_DAY = 50_000
DAY = timedelta(days=1)
# A carrier that spoils what it carries spoils a few; one that makes things up must not fill our disk with them.
MOST_UNPROVEN = 100
STORED = ("act", "device", "n", "person_id", "command", "made", "off_ms", "arrived", "at", "bounded", "raw", "sig", "carrier")


class TooManyToday(Refused):
    """Nothing of it was taken; the device, or the hub, still has it."""

    says = _("Too much came from this device today. What is on it is safe there, and is sent tomorrow.")


class TooMuchAside(Refused):
    """A carrier brought so much that nobody can prove that staff must look at it first."""

    says = _("Too much that cannot be proved stands aside for this device. Staff decide that first.")


@dataclass(frozen=True)
class Kept:
    """What storing made of one act. `reason` is there if it stands in quarantine; `new` is False for bytes we had before."""

    act: Act
    new: bool
    reason: receipts.InQuarantine | None = None


def store(device: Device, arrivals: Sequence[Arrival], arrived: datetime) -> list[Kept]:
    """Keep a batch in one transaction; arrivals come in the order of the chain.

    What somebody else carried is the device's only where its signature proves it. Anything else that a carrier brings stands in
    quarantine without taking a place in the chain: the device may still hand in what belongs there.
    Raises: TooManyToday · TooMuchAside (only of what is carried).
    """
    with transaction.atomic():
        batch = _Batch(device, arrivals, arrived)
        kept = [batch.keep(arrival) for arrival in arrivals]
        batch.count(sum(one.new for one in kept))
        if not batch.carried:
            batch.chain.heard_at = arrived
        batch.write()
    return kept


def begin_after_restore(device: Device, first: int, at: datetime) -> None:
    """A device says that it has nothing before `first`: it is believed once after a restore, before it has handed in anything else.

    Only a restore can lack what a device has dropped. At any other time what lies behind the gap stands aside until staff release it.
    """
    if first <= stored_to(device) + 1:
        return
    with transaction.atomic():
        batch = _Batch(device, [], at)
        restored = last_restore()
        if restored and (batch.chain.heard_at is None or batch.chain.heard_at < restored):
            batch.go_on_without(first)
            batch.chain.heard_at = at
            batch.write()


def go_on_without(device: Device, first: int, at: datetime, by: Act | None = None) -> None:
    """Nothing before `first` can come any more, as we or staff have found: what is not here is missing, and the chain goes on behind it."""
    if first <= stored_to(device) + 1:
        return
    with transaction.atomic():
        batch = _Batch(device, [], at)
        batch.go_on_without(first)
        batch.write(by)


class _Batch:
    """One batch being stored, with the device's chain locked."""

    def __init__(self, device: Device, arrivals: Sequence[Arrival], arrived: datetime) -> None:
        self.device, self.arrived = device, arrived
        self.chain = lock_chain(device)
        self.carried = any(arrival.carrier for arrival in arrivals)
        ids = [arrival.id for arrival in arrivals]
        self.known = {row.act: bytes(row.raw) for row in StoredAct.objects.filter(act__in=ids).only("act", "raw")}
        aside = list(Quarantined.objects.filter(device=device, stored=None, released_at=None))
        proven = [row for row in aside if not (row.carrier and row.code in receipts.UNPROVEN)]
        self.unproven = sum(row.closed_at is None for row in aside) - sum(row.closed_at is None for row in proven)
        self.aside = {row.n: row for row in proven if row.n > self.chain.stored_to}
        # From the device itself, what a carrier could not prove is no repetition.
        self.prints = {(row.act, row.print): row for row in (aside if self.carried else proven)}
        remember_uses(device, {arrival.slip for arrival in arrivals if arrival.slip}, last_restore(), arrived)
        self.uses = uses_of(device)
        self.revoked = is_revoked(device)
        self.gaps = Gaps(device, arrived)
        self.questions = Questions(device)
        self.answers = Batch()
        self.fresh: list[tuple[Any, ...]] = []
        self.times: dict[UUID, tuple[datetime, str]] = {}
        self.named: list[Said] = []

    def keep(self, arrival: Arrival) -> Kept:
        kept = self._again(arrival) or self._place(arrival)
        self._let_follow()
        return kept

    def go_on_without(self, first: int) -> None:
        """Past every gap before `first`; what waited behind one takes its place."""
        while self.chain.stored_to + 1 < first:
            here = min((n for n in self.aside if n < first), default=first)
            self.gaps.note(self.chain.stored_to + 1, here - 1)
            self.chain.stored_to, self.chain.head = here - 1, ""
            self._let_follow()

    def count(self, new: int) -> None:
        """Raises: TooManyToday."""
        if self.chain.counted_from is None or self.chain.counted_from <= self.arrived - DAY:
            self.chain.counted_from, self.chain.counted = self.arrived, 0
        self.chain.counted += new
        if new and self.chain.counted > MOST_A_DAY:
            raise TooManyToday

    def write(self, by: Act | None = None) -> None:
        """Everything that was taken, in three inserts and one update; and what was said of what was not. `by`: who let it go on."""
        if self.fresh:
            insert(StoredAct, STORED, self.fresh)
            _await_turn(self.device, [row[STORED.index("n")] for row in self.fresh])
        await_files(self.device, self.named, self.arrived)
        self.chain.save()
        self.questions.write(by or self.gaps.act)
        self.answers.write()
        self.gaps.write()

    def _again(self, arrival: Arrival) -> Kept | None:
        """Bytes that we have: the answer is the one they had before."""
        if self.known.get(arrival.id, b"") == arrival.raw != b"":
            return Kept(self._act(arrival), new=False)
        earlier = self.prints.get((arrival.id, arrival.print))
        return Kept(self._act(arrival), False, _REASONS[earlier.code]()) if earlier else None

    def _place(self, arrival: Arrival) -> Kept:
        reason = self._reason(arrival)
        if arrival.trouble and not arrival.is_proven:
            return self._quarantine(arrival, arrival.trouble())
        if reason is not receipts.GapInChain and arrival.n == self.chain.stored_to + 1:
            readable = arrival.said and arrival.trouble is None
            self.chain.stored_to, self.chain.head = arrival.n, hash_of(arrival.raw) if readable else ""
        said = arrival.said
        if said:
            self.named.append(said)
        if reason or said is None:
            return self._quarantine(arrival, (reason or receipts.UnreadableSeal)())
        self.gaps.fill(arrival.n)
        self.fresh.append(self._stored(arrival, said))
        self.known[arrival.id] = arrival.raw
        return Kept(self._act(arrival), new=True)

    def _reason(self, arrival: Arrival) -> type[receipts.InQuarantine] | None:
        if arrival.id in self.known:
            return receipts.SameId
        if arrival.trouble or arrival.said is None:
            return arrival.trouble
        if arrival.n != self.chain.stored_to + 1 and arrival.n not in self.gaps:
            return receipts.GapInChain if arrival.n > self.chain.stored_to else receipts.PlaceTaken
        if self.revoked:
            return receipts.Revoked
        # An empty head: the act before could not be read or is missing, and this one begins the chain anew.
        if arrival.n > self.chain.stored_to and self.chain.head and arrival.said.prev != self.chain.head:
            return receipts.ChainBroken
        return None if self._using(arrival) else receipts.NotYourDevice

    def _let_follow(self) -> None:
        while follower := self.aside.pop(self.chain.stored_to + 1, None):
            self._follow(follower)

    def _follow(self, row: Quarantined) -> None:
        """What waited behind a gap takes its place; anything else in quarantine only fills it."""
        if row.code != receipts.GapInChain().code or row.raw is None or row.sig is None:
            self.chain.stored_to, self.chain.head = row.n, ""
            return
        raw = bytes(row.raw)
        Quarantined.objects.filter(pk=row.pk).update(released_at=self.arrived)
        self.questions.decided(row)
        self._place(Arrival(row.act, row.n, row.jwe, bytes(row.iv), bytes(row.ct), raw, bytes(row.sig), read(raw), carrier=row.carrier))

    def _stored(self, arrival: Arrival, said: Said) -> tuple[Any, ...]:
        """Its row, in the order of STORED."""
        whose = (said.id, self.device.pk, said.n, said.by, said.do)
        times = (said.made, said.clock.off_ms, self.arrived, *self._best_time(said))
        return (*whose, *times, arrival.raw, arrival.sig, arrival.carrier)

    def _quarantine(self, arrival: Arrival, reason: receipts.InQuarantine) -> Kept:
        said, act = arrival.said, self._act(arrival)
        if not arrival.is_proven:
            self.unproven += 1
            if self.unproven > MOST_UNPROVEN:
                raise TooMuchAside
        row, _new = Quarantined.objects.update_or_create(
            device=self.device, act=arrival.id, print=arrival.print, defaults=self._aside_as(arrival, reason)
        )
        self.questions.ask(act, row)
        self.prints[arrival.id, arrival.print] = row
        if arrival.n > self.chain.stored_to and arrival.is_proven:
            self.aside[arrival.n] = row
        self.answers.refuse(said.do if said else "sync.push", act, reason, reason.outcome, n=arrival.n)
        return Kept(act, True, reason)

    def _aside_as(self, arrival: Arrival, reason: receipts.InQuarantine) -> dict[str, object]:
        return {
            "n": arrival.n,
            "person_id": arrival.said.by if arrival.said else None,
            "code": reason.code,
            "arrived": self.arrived,
            "jwe": arrival.jwe,
            "iv": arrival.iv,
            "ct": arrival.ct,
            "raw": arrival.raw or None,
            "sig": arrival.sig or None,
            "released_at": None,
            "carrier": arrival.carrier,
        }

    def _act(self, arrival: Arrival) -> Act:
        """Whose act it is: the person's, where signature and device bear them out; else only the device's."""
        believed = arrival.said if arrival.trouble is None and self._using(arrival) and not self._foreign_id(arrival) else None
        actor = Actor(ActorKind.PERSON, believed.by) if believed else Actor(ActorKind.DEVICE, self.device.pk)
        at = self._best_time(believed)[0] if believed else self.arrived
        off_ms = believed.clock.off_ms if believed else None
        return Act(actor, at, self.arrived, Face.DEVICE, arrival.id, self.device.pk, clock_off_ms=off_ms, carrier=arrival.carrier)

    def _foreign_id(self, arrival: Arrival) -> bool:
        """Another act has this id; its receipt must not be touched by this one."""
        return self.known.get(arrival.id, arrival.raw) != arrival.raw

    def _using(self, arrival: Arrival) -> bool:
        said = arrival.said
        return said is not None and any(use.covers(said.by, self._best_time(said)[0]) for use in self.uses)

    def _best_time(self, said: Said) -> tuple[datetime, str]:
        if said.id not in self.times:
            began = min((use.from_at for use in self.uses if use.person_id == said.by), default=self.device.enrolled_at)
            self.times[said.id] = best_time(said, began, self.arrived)
        return self.times[said.id]


def _await_turn(device: Device, numbers: Sequence[int]) -> None:
    """Acts that were stored just now wait to be judged."""
    stored = StoredAct.objects.filter(device=device, n__in=numbers).values_list("pk", "device_id", "n", Value(Waiting.Why.TURN), Value(0))
    insert_found(Waiting, ("stored", "device", "n", "why", "tries"), stored)


def lock_chain(device: Device) -> Chain:
    """The device's chain, locked until the end of the transaction: one at a time may add to it or apply it."""
    Chain.objects.get_or_create(device=device)
    return Chain.objects.select_for_update().get(device=device)


def lock_free_chains(devices: Collection[UUID]) -> set[UUID]:
    """The same for devices that have handed something in, but for those that somebody else is busy with. Returns which are locked now."""
    free = Chain.objects.select_for_update(skip_locked=True).filter(device__in=devices).order_by("device_id")
    return set(free.values_list("device_id", flat=True))


_REASONS = {reason().code: reason for reason in receipts.InQuarantine.__subclasses__()}
