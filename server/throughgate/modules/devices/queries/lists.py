"""What pages show of devices: each as staff see it, its codes, and what there is to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.basics.errors import NotFound
from throughgate.kernel.identity import codes
from throughgate.kernel.identity.devices import takes
from throughgate.kernel.identity.models import Device, DeviceKind, DeviceState, Holding
from throughgate.kernel.people.models import Person
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import people_in_care_of, person_in_care, place_of_work, places_of
from throughgate.kernel.sync import aside
from throughgate.modules.devices import policy
from throughgate.modules.devices.queries.aboard import Aboard, aboard_of, counted
from throughgate.modules.devices.queries.aside import Choice

# Silent for longer, and somebody should ask what happened to it.
SILENT = timedelta(days=7)
# A clock further off than this makes times on the device look wrong to a person.
CLOCK_OFF = timedelta(minutes=2)


@dataclass(frozen=True)
class Holder:
    """Somebody in this worker's care who uses a device."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Line:
    """A device as staff see it, at `now`. Holders who are not in this worker's care are only counted."""

    id: UUID
    label: str
    kind: str
    place: str
    enrolled_at: datetime
    holders: tuple[Holder, ...]
    others: int
    aside: int
    state: DeviceState | None
    revoked: tuple[str, datetime, str] | None
    now: datetime

    @property
    def held_by(self) -> str:
        """The names, and how many more there are."""
        more = [ngettext("%(n)d other", "%(n)d others", self.others) % {"n": self.others}] if self.others else []
        return ", ".join([*(holder.name for holder in self.holders), *more])

    @property
    def seen_at(self) -> datetime | None:
        return self.state.seen_at if self.state else None

    @property
    def is_silent(self) -> bool:
        """Whether it has not been in touch for so long that somebody should ask."""
        return not self.revoked and (self.seen_at or self.enrolled_at) < self.now - SILENT

    @property
    def silent_for(self) -> timedelta | None:
        return self.now - self.seen_at if self.seen_at else None

    @property
    def version(self) -> str:
        return self.state.version if self.state else ""

    @property
    def waits(self) -> str:
        """What it has not handed in yet: “3 acts, 1 file”."""
        if self.state is None:
            return ""
        return counted(self.state.waiting_acts, self.state.waiting_files)

    @property
    def waits_since(self) -> datetime | None:
        return self.state.oldest_waiting if self.state else None

    @property
    def storage(self) -> str:
        """How full it is, and whether the browser has promised to keep what is there."""
        if self.state is None or self.state.usage is None:
            return ""
        used = {"used": filesizeformat(self.state.usage), "of": filesizeformat(self.state.quota or 0)}
        said = _("%(used)s of %(of)s") % used if self.state.quota else filesizeformat(self.state.usage)
        if self.state.persisted is None:
            return said
        kept = _("kept") if self.state.persisted else _("the browser may clear it")
        return f"{said}, {kept}"

    @property
    def clock(self) -> str:
        """“right”, or by how much its clock is off and which way."""
        if self.state is None or self.state.clock_off_ms is None:
            return ""
        off = timedelta(milliseconds=self.state.clock_off_ms)
        if abs(off) < CLOCK_OFF:
            return _("right")
        minutes = abs(off) // timedelta(minutes=1)
        slow = ngettext("%(n)d minute slow", "%(n)d minutes slow", minutes)
        return (slow if off > timedelta() else ngettext("%(n)d minute fast", "%(n)d minutes fast", minutes)) % {"n": minutes}

    @property
    def revoked_words(self) -> str:
        """Who turned it off, when and why."""
        if self.revoked is None:
            return ""
        who, at, why = self.revoked
        return _("%(who)s on %(day)s: %(why)s") % {"who": who, "day": date_format(at, "j F Y"), "why": why}

    @property
    def status(self) -> str:
        """In one word or two."""
        if self.revoked:
            return _("Turned off")
        if self.is_silent:
            return _("Silent")
        return _("Holds unsent acts") if self.waits else _("In use")


@dataclass(frozen=True)
class Code:
    """A code that one made: for whom or where, the language they read, and what became of it. `kiosk`: the one it works on, if it does."""

    code: str
    whose: str
    language: str
    kind: str
    ends_at: datetime
    used_at: datetime | None
    resets_pin: bool
    kiosk: str

    @property
    def halves(self) -> str:
        """As people read it best."""
        return f"{self.code[:4]} {self.code[4:]}"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; "" is everything."""

    words: str = ""
    kind: str = ""
    status: str = ""


def devices(act: Act, wanted: Filters) -> QuerySet[Device]:
    """The devices that this worker may see, those not heard of for longest first; `lines` shapes them."""
    rows = policy.devices_visible_to(act).select_related("state", "place", "revocation__by")
    held = Prefetch("holdings", Holding.objects.filter(to_at=None).select_related("person"), to_attr="held")
    rows = _of_status(rows, wanted.status, act).prefetch_related(held).order_by("state__seen_at", "label", "pk")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return _of_words(rows, wanted.words, act)


def lines(act: Act, rows: Iterable[Device]) -> list[Line]:
    rows, mine = list(rows), set(people_in_care_of(act).values_list("pk", flat=True))
    aside_from = aside.count_set_aside([row.pk for row in rows])
    return [_line(act, row, mine, aside_from[row.pk]) for row in rows]


def device(act: Act, device_id: UUID) -> Line:
    """One of them. Raises: NotFound."""
    found = lines(act, devices(act, Filters()).filter(pk=device_id))
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True)
class Card:
    """The card on the person page: the devices they hold, those that still hold something of theirs, whether there is a kiosk for them."""

    person_id: UUID
    devices: tuple[Line, ...]
    aboard: tuple[Aboard, ...]
    kiosks: bool


def card(act: Act, person_id: UUID) -> Card | None:
    """For those whose role manages devices."""
    if not may_decide(act, "devices.manage", "see"):
        return None
    theirs = devices(act, Filters()).filter(holdings__person=person_id, holdings__to_at=None)
    return Card(person_id, tuple(lines(act, theirs)), tuple(aboard_of(act, person_id)), bool(kiosks_to_choose(act, person_id)))


def code_made_by(act: Act, act_id: UUID) -> Code:
    """The code that this worker's earlier act made. Raises: NotFound for anybody else's."""
    row = codes.row_of(codes.code_for(act_id))
    if row is None or row.by_id != act.worker_id:
        raise NotFound
    whose = row.person.name if row.person else row.place.name if row.place else ""
    kind, language = str(DeviceKind(row.kind).label), row.person.reads if row.person else ""
    only_on = row.for_device
    kiosk = only_on.label if only_on and only_on.kind == DeviceKind.KIOSK else ""
    return Code(codes.code_for(act_id), whose, language, kind, row.ends_at, row.used_at, only_on is not None, kiosk)


def name_of(act: Act, person_id: UUID) -> str:
    """What a person is called. Raises: NotFound."""
    return person_in_care(act, person_id).name


def places_to_choose(act: Act) -> list[Choice]:
    """One's own places, cells left out."""
    own = places_of(act).exclude(kind="cell").order_by("code")
    return [(str(place.pk), f"{place.code}, {place.name}") for place in own]


def kiosks_to_choose(act: Act, person_id: UUID) -> list[Choice]:
    """The kiosks that this person may use, stand where one is posted, and were not turned off."""
    kiosks = policy.devices_visible_to(act).filter(kind=DeviceKind.KIOSK, revocation=None)
    ordered = [one for one in kiosks.select_related("place").order_by("place__code", "label") if takes(one, person_id)]
    return [(str(one.pk), f"{one.label}, {one.place.name}" if one.place else one.label) for one in ordered]


def people_to_choose(act: Act, place_id: UUID | None) -> list[Choice]:
    """The people in one's care, or those of them who live at a place or under it, by family name; each with their number."""
    people = people_in_care_of(act).prefetch_related("numbers")
    if place_id:
        path = place_of_work(act, place_id).path
        people = people.filter(stays__to_at=None, stays__place__path__startswith=path)
    return [(str(one.pk), _with_number(one)) for one in people.order_by("family_name", "given_name", "pk")]


def _with_number(one: Person) -> str:
    """“Bennett, Jordan · A1234BC”: names alone do not tell namesakes apart. The prison's number, or else the first there is."""
    numbers = {number.kind: number.value for number in one.numbers.all()}
    known = numbers.get(NumberKind.PRISON) or next(iter(numbers.values()), "")
    return " · ".join(filter(None, [f"{one.family_name}, {one.given_name}", known]))


def _line(act: Act, row: Device, mine: set[UUID], stands_aside: int) -> Line:
    held: list[Person] = [holding.person for holding in getattr(row, "held", [])]
    holders = tuple(Holder(person.pk, person.name) for person in held if person.pk in mine)
    revocation = getattr(row, "revocation", None)
    return Line(
        id=row.pk,
        label=row.label,
        kind=str(DeviceKind(row.kind).label),
        place=row.place.name if row.place else "",
        enrolled_at=row.enrolled_at,
        holders=holders,
        others=len(held) - len(holders),
        aside=stands_aside,
        state=getattr(row, "state", None),
        revoked=(revocation.by.name, revocation.at, revocation.why) if revocation else None,
        now=act.at,
    )


def _of_status(rows: QuerySet[Device], status: str, act: Act) -> QuerySet[Device]:
    quiet = Q(state__seen_at__lt=act.at - SILENT) | Q(state=None, enrolled_at__lt=act.at - SILENT)
    wanted = {
        "waiting": Q(state__waiting_acts__gt=0) | Q(state__waiting_files__gt=0),
        "silent": quiet & Q(revocation=None),
        "aside": Q(pk__in=aside.devices_with_set_aside()),
        "unkept": Q(state__persisted=False, revocation=None),
        "revoked": Q(revocation__isnull=False),
    }
    return rows.filter(wanted[status]) if status in wanted else rows


def _of_words(rows: QuerySet[Device], words: str, act: Act) -> QuerySet[Device]:
    for word in words.split():
        holder = Holding.objects.filter(Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word), to_at=None)
        mine = holder.filter(person__in=people_in_care_of(act)).values("device")
        rows = rows.filter(Q(label__icontains=word) | Q(place__code__icontains=word) | Q(place__name__icontains=word) | Q(pk__in=mine))
    return rows
