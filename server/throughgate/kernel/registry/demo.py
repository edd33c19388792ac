"""What a module's `demo.py` is given, and what it hands back: how a capability shows itself in the invented estate."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from throughgate.basics.chance import Chance
from throughgate.kernel.policy.act import CLOCK, Act, Actor, ActorKind, Face
from throughgate.kernel.sync.receipts import NotTaken


@dataclass(frozen=True)
class Showing:
    """The estate at a moment. People, workers and places stand in the kernel's tables already.

    `weeks` is how far back history goes. `guest` is the person whose phone the demo offers to enrol: each capability has something
    waiting for them. `selfie(person)` and `signature(person)` draw one, keep it, and give its sha256.
    """

    now: datetime
    weeks: int
    guest: UUID
    chance: Chance
    selfie: Callable[[UUID], str]
    signature: Callable[[UUID], str]
    # Older acts are rows only: their trail would be most of the database and nobody would read it.
    trail_goes_back: timedelta = timedelta(days=28)

    def is_on_the_trail(self, moment: datetime) -> bool:
        """Whether something that happened then is shown on the trail, with its receipt."""
        return moment >= self.now - self.trail_goes_back


@dataclass(frozen=True)
class Happened:
    """One act that was done in the estate: it becomes an entry of the trail and, where it is a command, a receipt.

    `instead`: why it was not carried out, where it was held or set aside.
    """

    act: Act
    what: str
    person_id: UUID | None
    detail: dict[str, Any] = field(default_factory=dict)
    instead: NotTaken | None = None


def by_person(person: UUID, at: datetime, arrived: datetime, act_id: UUID, device: UUID | None) -> Act:
    """An act of a person on their device."""
    return Act(Actor(ActorKind.PERSON, person), at, arrived, Face.DEVICE, id=act_id, device_id=device)


def by_worker(worker: UUID, at: datetime, act_id: UUID) -> Act:
    """An act of a worker on a staff page."""
    return Act(Actor(ActorKind.WORKER, worker), at, at, Face.STAFF, id=act_id)


def by_clock(at: datetime, act_id: UUID) -> Act:
    """An act of the clock."""
    return Act(CLOCK, at, at, Face.OPS, id=act_id)
