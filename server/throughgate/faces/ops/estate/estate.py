"""What of the estate has been made so far: each file takes it, adds its rows to the database and what others need to it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from throughgate.basics.chance import Chance
from throughgate.basics.clock import london_day
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place, Setting

FULL_SIZE = 3_000
PRISONS = {"ZLI": 640, "ZMI": 180, "ZTI": 220}
REGION = "EPR"


@dataclass
class Life:
    """One person and where they live now. `home` is the prison's code, or EPR for those outside; `office` is theirs or will be."""

    person: Person
    home: str
    place: Place
    setting: Setting
    since: datetime
    woman: bool
    office: Place
    been_inside: bool


@dataclass
class Estate:
    """The estate at a moment, `size` people in all."""

    now: datetime
    size: int
    chance: Chance
    places: dict[str, Place] = field(default_factory=dict)
    workers: list[Worker] = field(default_factory=list)
    posts: dict[str, list[Worker]] = field(default_factory=dict)
    lives: list[Life] = field(default_factory=list)
    guest: Person | None = None

    def but_guest(self, home: str = "") -> list[Life]:
        """Everyone but the guest, or those with that home."""
        return [life for life in self.lives if life.person is not self.guest and home in ("", life.home)]

    @property
    def today(self) -> date:
        return london_day(self.now)

    @property
    def beginning(self) -> datetime:
        """When the places were put on the record."""
        return self.now - timedelta(days=6 * 365)

    def ago(self, least: float, most: float) -> datetime:
        """A moment between so many days ago and so many."""
        return self.chance.between(self.now - timedelta(days=most), self.now - timedelta(days=least))

    def scaled(self, full: int, least: int = 1) -> int:
        """How many of something there are in an estate of this size, where a full one has `full`."""
        return max(least, round(full * self.size / FULL_SIZE))

    def post(self, worker: Worker, code: str) -> None:
        """Remember who works where, by role."""
        self.posts.setdefault(f"{code}/{worker.role}", []).append(worker)

    def working_at(self, code: str, role: WorkerRole) -> list[Worker]:
        return self.posts.get(f"{code}/{role}", [])
