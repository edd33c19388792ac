"""The act: one thing one actor did. Commands, queries and policies are handed one and ask it who is asking."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.facts import Facts

Thing = TypeVar("Thing")


class ActorKind(StrEnum):
    PERSON = "person"
    WORKER = "worker"
    CONTACT = "contact"
    DEVICE = "device"
    PARTNER = "partner"
    CLOCK = "clock"
    VISITOR = "visitor"


class Face(StrEnum):
    DEVICE = "device"
    STAFF = "staff"
    AUTHORING = "author"
    FAMILY = "family"
    PARTNER = "partner"
    POST = "post"
    OPS = "ops"


@dataclass(frozen=True)
class Actor:
    """Who did it. The clock and a signed-out visitor have no id. A device speaks for itself only where nobody else can be believed."""

    kind: ActorKind
    id: UUID | None = None

    def __str__(self) -> str:
        return f"{self.kind}/{self.id or '-'}"


CLOCK = Actor(ActorKind.CLOCK)
VISITOR = Actor(ActorKind.VISITOR)


@dataclass
class Act:
    """One thing one actor did.

    `at` is when it was done by the best clock we have; access is judged then. `arrived` is when it reached us.
    From a device: `made` is its own clock, `clock_off_ms` server minus device, `files` the hashes that the act brought along.
    `carrier`: who handed it in, where that was not the device itself.
    `person` and `facts` are filled in by whoever first reads who it is and what the policy knows of them, so that it is read once.
    `once` keeps what somebody read for it and others ask for too.
    `ahead` holds what was read for it together with what other acts need: by table and id.
    `tasks` is what the act opens and finishes in somebody's inbox, until its batch writes it down (`tasks/work.py`).
    `grants` says what the policy handed out and because of what; a command that asked for nothing is not committed.
    """

    actor: Actor
    at: datetime
    arrived: datetime
    face: Face
    id: UUID = field(default_factory=uuid7)
    device_id: UUID | None = None
    device_kind: str = ""
    carrier: str = ""
    made: datetime | None = None
    clock_off_ms: int | None = None
    files: frozenset[str] = frozenset()
    ahead: dict[tuple[type[Model], UUID], Model] = field(default_factory=dict)
    tasks: list[Any] = field(default_factory=list)
    grants: list[str] = field(default_factory=list)
    person: Person | None = None
    facts: Facts | None = None
    known: dict[Hashable, Any] = field(default_factory=dict)

    def grant(self, thing: Thing, *, because: str) -> Thing:
        """Hand out a thing, and remember why."""
        self.grants.append(because)
        return thing

    def once(self, what: Hashable, read: Callable[[], Thing]) -> Thing:
        """What `read` finds, read the first time that this act asks for it; for what no act itself changes."""
        if what not in self.known:
            self.known[what] = read()
        found: Thing = self.known[what]
        return found

    @property
    def person_id(self) -> UUID | None:
        return self.actor.id if self.actor.kind is ActorKind.PERSON else None

    @property
    def worker(self) -> UUID:
        """The worker who does it. Raises: NotFound for anyone else."""
        if self.worker_id is None:
            raise NotFound
        return self.worker_id

    @property
    def worker_id(self) -> UUID | None:
        return self.actor.id if self.actor.kind is ActorKind.WORKER else None

    @property
    def contact_id(self) -> UUID | None:
        return self.actor.id if self.actor.kind is ActorKind.CONTACT else None

    @property
    def contact(self) -> UUID:
        """The contact who does it. Raises: NotFound for anyone else."""
        if self.contact_id is None:
            raise NotFound
        return self.contact_id
