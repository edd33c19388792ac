"""What pages show of people and of the files they came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, CareRole, ContactDetail, DetailKind, Person, ReferencePhoto
from throughgate.kernel.places.models import Place, Setting, Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.policy.relations import people_numbered, person_in_care
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.models import FileKind, PeopleFile, PeopleLine
from throughgate.modules.caseload.queries.urgent import CallLine, calls_to
from throughgate.modules.caseload.rules.languages import LANGUAGES
from throughgate.modules.caseload.rules.moves_line import MOVES, tidy_number
from throughgate.modules.caseload.rules.people_line import PEOPLE

Choice = tuple[str, str]


@dataclass(frozen=True)
class Lived:
    """A stay: where, how, from and to when; `until` is None for the one that lasts."""

    place: str
    setting: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Carer:
    """A worker who looks after a person now."""

    care: int
    name: str
    role: str
    since: datetime


@dataclass(frozen=True)
class Details:
    """How to address and reach a person, who looks after them, and where they have lived, newest first. `photo` is a sha256 or ""."""

    person_id: UUID
    name: str
    known_as: str
    language: str
    phone: str
    email: str
    address: str
    photo: str
    carers: tuple[Carer, ...]
    stays: tuple[Lived, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What it is called, and what it says."""
        return [
            (_("Wants to be called"), self.known_as),
            (_("Language"), self.language),
            (_("Phone"), self.phone),
            (_("Email"), self.email),
            (_("Address"), self.address),
        ]


@dataclass(frozen=True)
class Card:
    """The card on the person page; `may_change` says whether this worker keeps the record. `calls`: the last ones, newest first."""

    details: Details
    calls: list[CallLine]
    may_change: bool


@dataclass(frozen=True)
class FilePage:
    """A people file: how many of its lines are good, bad, and imported."""

    id: UUID
    name: str
    at: datetime
    good: int
    bad: int
    imported: int
    confirmed_at: datetime | None


@dataclass(frozen=True)
class BadLine:
    """A line that cannot be imported: what it said, and why not (pairs of column's title and reason)."""

    line: int
    said: dict[str, str]
    wrong: tuple[tuple[str, str], ...]

    @property
    def whose(self) -> str:
        """Name and numbers, as far as the line has them."""
        return " ".join(self.said[column] for column in ("given", "family", "prison_number", "crn", "number") if self.said.get(column))

    @property
    def reasons(self) -> str:
        return " ".join(f"{title}: {why}" for title, why in self.wrong)


@dataclass(frozen=True)
class GoodLine:
    """A line that can be imported, or was: then `person` is who came of it."""

    line: int
    name: str
    number: str
    place: str
    person: UUID | None


@dataclass(frozen=True)
class GoodMove:
    """A line of a file of moves that can be recorded, or was. `name` is empty once they are in somebody else's care."""

    line: int
    name: str
    number: str
    place: str
    when: str


def details(act: Act, person_id: UUID) -> Details:
    """How to address and reach a person. Raises: NotFound."""
    person = person_in_care(act, person_id)
    reach = {row.kind: row.value for row in ContactDetail.objects.filter(person=person, to_at=None)}
    photo = ReferencePhoto.objects.filter(person=person).order_by("-taken_at").values_list("sha256", flat=True).first()
    return Details(
        person_id=person.pk,
        name=person.name,
        known_as=person.known_as,
        language=_language(person),
        phone=reach.get(DetailKind.PHONE, ""),
        email=reach.get(DetailKind.EMAIL, ""),
        address=reach.get(DetailKind.ADDRESS, ""),
        photo=photo or "",
        carers=tuple(_carers(person)),
        stays=tuple(_stays(person)),
    )


def card(act: Act, person_id: UUID) -> Card:
    """The card on the person page. Raises: NotFound."""
    return Card(details(act, person_id), calls_to(person_id), may_decide(act, "caseload.record"))


def files(act: Act, kind: FileKind = FileKind.PEOPLE) -> list[FilePage]:
    """The files of that kind that this worker handed in, newest first."""
    return [_file_page(file) for file in _counted(policy.people_files_visible_to(act)).filter(kind=kind).order_by("-at")[:50]]


def file_page(act: Act, file_id: UUID, kind: FileKind = FileKind.PEOPLE) -> FilePage:
    """One of them. Raises: NotFound."""
    file = _counted(policy.people_files_visible_to(act)).filter(pk=file_id, kind=kind).first()
    if file is None:
        raise NotFound
    return _file_page(file)


def moves_files(act: Act) -> list[FilePage]:
    """The files of moves that this worker handed in, newest first."""
    return files(act, FileKind.MOVES)


def moves_page(act: Act, file_id: UUID) -> FilePage:
    """One of them. Raises: NotFound."""
    return file_page(act, file_id, FileKind.MOVES)


def who_arrived(act: Act, about: UUID) -> UUID:
    """Whom a task asks to take over. Raises: NotFound."""
    return policy.arrival(act, about).person_id


def old_files(before: datetime) -> list[UUID]:
    """The files that were handed in before then, whoever did. For the clock."""
    return list(PeopleFile.objects.filter(at__lte=before).values_list("pk", flat=True))


def bad_rows(act: Act, file_id: UUID) -> QuerySet[PeopleLine]:
    """The lines of a file that cannot be imported; `bad_lines` shapes them."""
    return PeopleLine.objects.filter(file__in=policy.people_files_visible_to(act), file=file_id).exclude(wrong=[]).order_by("line")


def bad_lines(rows: Iterable[PeopleLine]) -> list[BadLine]:
    titles = {**MOVES.columns, **PEOPLE.columns}
    return [BadLine(row.line, row.said, tuple((str(titles.get(column, column)), why) for column, why in row.wrong)) for row in rows]


def good_lines(act: Act, file_id: UUID) -> list[GoodLine]:
    """The lines of a file that can be imported, or were."""
    rows = PeopleLine.objects.filter(file__in=policy.people_files_visible_to(act), file=file_id, wrong=[]).order_by("line")
    return [
        GoodLine(
            row.line,
            f"{row.said.get('given', '')} {row.said.get('family', '')}",
            row.said.get("prison_number") or row.said.get("crn", ""),
            row.said.get("place", ""),
            row.person_id,
        )
        for row in rows
    ]


def good_moves(act: Act, file_id: UUID) -> list[GoodMove]:
    """The lines of a file of moves that can be recorded, or were."""
    rows = list(PeopleLine.objects.filter(file__in=policy.people_files_visible_to(act), file=file_id, wrong=[]).order_by("line"))
    known = people_numbered(act, {tidy_number(row.said.get("number", "")) for row in rows})
    return [_good_move(row, known.get(tidy_number(row.said.get("number", "")))) for row in rows]


def places_to_choose(act: Act) -> list[Choice]:
    """Codes and names of one’s own places to choose from. Cells are left out, being too many; any may be typed."""
    return list(policy.places_to_live(act).exclude(kind="cell").order_by("code").values_list("code", "name"))


def place_coded(act: Act, code: str, anywhere: bool = False) -> UUID | None:
    """The place of that code, among one's own or anywhere people live."""
    places = Place.objects.filter(kind__in=policy.WHERE_PEOPLE_LIVE) if anywhere else policy.places_to_live(act)
    return places.filter(code=code.strip().upper()).values_list("pk", flat=True).first()


def workers_to_choose(act: Act) -> list[Choice]:
    """The workers of one's prison or region: id, and name with role."""
    return [(str(worker.pk), f"{worker.name}, {worker.get_role_display()}") for worker in policy.workers_beside(act).order_by("name")]


def _good_move(row: PeopleLine, person: Person | None) -> GoodMove:
    said = row.said
    when = " ".join(part for part in (said.get("on", ""), said.get("time", "")) if part)
    return GoodMove(row.line, person.name if person else "", said.get("number", ""), said.get("place", ""), when)


def _language(person: Person) -> str:
    name = LANGUAGES.get(person.language, person.language)
    return _("%(language)s, easy words") % {"language": name} if person.easy_read else name


def _carers(person: Person) -> Iterable[Carer]:
    for care in Care.objects.filter(person=person, to_at=None).select_related("worker").order_by("from_at"):
        yield Carer(care.pk, care.worker.name, str(CareRole(care.role).label), care.from_at)


def _stays(person: Person) -> Iterable[Lived]:
    for stay in Stay.objects.filter(person=person).select_related("place").order_by("-from_at"):
        yield Lived(stay.place.name, str(Setting(stay.setting).label), timezone.localtime(stay.from_at), stay.to_at)


def _counted(files: QuerySet[PeopleFile]) -> QuerySet[PeopleFile]:
    bad, came = ~Q(lines__wrong=[]), Q(lines__person__isnull=False)
    return files.select_related("confirmation").annotate(
        all_lines=Count("lines"), bad=Count("lines", filter=bad), came=Count("lines", filter=came)
    )


def _file_page(file: PeopleFile) -> FilePage:
    lines, bad, came = (getattr(file, name) for name in ("all_lines", "bad", "came"))
    confirmation = getattr(file, "confirmation", None)
    return FilePage(file.pk, file.name, file.at, lines - bad, bad, came, confirmation.at if confirmation else None)
