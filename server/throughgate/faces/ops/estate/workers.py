"""The workers: officers over caseloads of about 45, seniors over offices, prison staff on wings, partners; and the demo's sign-ins."""

from collections.abc import Iterator
from math import ceil

from throughgate.basics.text import fold
from throughgate.faces.ops.estate.estate import PRISONS, REGION, Estate
from throughgate.faces.ops.estate.names import a_name
from throughgate.faces.ops.estate.places import OFFICES, PARTNERS
from throughgate.kernel.people.models import Worker, WorkerRole
from throughgate.kernel.places.models import Posting

CASELOAD = 45
KEYWORKER_LOAD = 16
# The first worker of a role at a place has a name that the demo can print.
NAMED = {
    ("EPR-PE", WorkerRole.PROBATION_OFFICER): "Rhian Hollowcroft",
    ("EPR-PE", WorkerRole.SENIOR_PROBATION_OFFICER): "Marcus Larkfield",
    ("ZLI", WorkerRole.SECURITY): "Jean Oxenbury",
    (REGION, WorkerRole.OPERATIONS): "Delyth Penrose",
    (REGION, WorkerRole.TUTOR): "Nia Fairbourne",
}
DOMAINS = {"Z": "hmpps-east.example", "E": "eastmere-probation.example"}
Wanted = tuple[str, WorkerRole, int]


def make_workers(estate: Estate) -> None:
    """Every worker and where they are posted, those who left included."""
    postings = []
    for code, role, number in [*_prison_staff(estate), *_region_staff(estate), *_partner_staff(), *_running_it()]:
        for place in _spread(estate, code, role, number):
            worker = _hire(estate, code, role)
            estate.post(worker, code)
            postings.append(Posting(worker=worker, place=estate.places[place], from_at=worker.since))
    _leavers(estate)
    Worker.objects.bulk_create(estate.workers)
    Posting.objects.bulk_create(postings)


def people_at(estate: Estate, office: str) -> int:
    """How many people an office looks after: the first has the largest town."""
    outside = estate.size - sum(estate.scaled(full) for full in PRISONS.values())
    shares = dict(zip(OFFICES, (0.45, 0.3, 0.25), strict=True))
    others = {code: round(outside * share) for code, share in list(shares.items())[1:]}
    return others.get(office, outside - sum(others.values()))


def _prison_staff(estate: Estate) -> Iterator[Wanted]:
    for code, full in PRISONS.items():
        people = estate.scaled(full)
        yield code, WorkerRole.SENIOR_PROBATION_OFFICER, 1
        yield code, WorkerRole.PROBATION_OFFICER if code == "ZMI" else WorkerRole.CASE_MANAGER, ceil(people / CASELOAD)
        yield code, WorkerRole.PRISON_OFFICER, ceil(people / KEYWORKER_LOAD)
        yield code, WorkerRole.SECURITY, 3 if code == "ZLI" else 1
        yield code, WorkerRole.NURSE, ceil(people / 150)
        yield code, WorkerRole.TUTOR, 2
        yield code, WorkerRole.ADMINISTRATOR, 1


def _region_staff(estate: Estate) -> Iterator[Wanted]:
    yield REGION, WorkerRole.ADMINISTRATOR, 1
    for code in OFFICES:
        officers = ceil(people_at(estate, code) / CASELOAD)
        yield code, WorkerRole.PROBATION_OFFICER, officers
        yield code, WorkerRole.SENIOR_PROBATION_OFFICER, ceil(officers / 10)
        yield code, WorkerRole.ADMINISTRATOR, 1


def _partner_staff() -> Iterator[Wanted]:
    yield "EMHT", WorkerRole.NURSE, 2
    yield "COLL", WorkerRole.TUTOR, 2
    for code in PARTNERS:
        if code not in ("EMHT", "COLL"):
            yield code, WorkerRole.CHARITY, 2


def _running_it() -> Iterator[Wanted]:
    """Whoever watches over the exchange with devices, and sees nobody's record; and who keeps the library."""
    yield REGION, WorkerRole.OPERATIONS, 1
    yield REGION, WorkerRole.TUTOR, 2


def _spread(estate: Estate, code: str, role: WorkerRole, number: int) -> list[str]:
    """Where they are posted: prison officers to one wing each, everyone else to the whole place."""
    if role != WorkerRole.PRISON_OFFICER:
        return [code] * number
    wings = [place.code for place in estate.places.values() if place.parent and place.parent.code == code]
    return [wings[n % len(wings)] for n in range(number)]


def _hire(estate: Estate, code: str, role: WorkerRole) -> Worker:
    since = estate.ago(400, 5 * 365)
    name = NAMED.get((code, role)) if not estate.working_at(code, role) else None
    worker = Worker(id=estate.chance.id_at(since), name=name or _new_name(estate), role=role, since=since)
    worker.email = f"{fold(worker.name).replace(' ', '.')}@{DOMAINS.get(code[0], 'partners.example')}"
    estate.workers.append(worker)
    return worker


def _new_name(estate: Estate) -> str:
    taken = {worker.name for worker in estate.workers}
    while (name := a_name(estate.chance, "cy" if estate.chance.happens(0.06) else "en", estate.chance.happens(0.6)).full) in taken:
        continue
    return name


def _leavers(estate: Estate) -> None:
    """Officers who left: earlier care on the record names them."""
    for office in OFFICES:
        worker = _hire(estate, office, WorkerRole.PROBATION_OFFICER)
        worker.left_at = estate.ago(30, 300)
        estate.posts.setdefault(f"{office}/left", []).append(worker)
