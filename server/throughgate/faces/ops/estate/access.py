"""What the access policy reads: where things are switched on, markers, and what was taken away from whom and why."""

from datetime import datetime, timedelta

from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.kernel.people.models import Worker, WorkerRole
from throughgate.kernel.policy.capabilities import capabilities
from throughgate.kernel.policy.models import Marker, Restriction, Rollout

FIRST_OFFICE, FIRST_PRISON = "EPR-PE", "ZLI"
ROLLED_OUT = {REGION: "The region was first.", "ZMI": "For those on temporary release."}
# What does not ask where somebody goes is on in the closed prison too; the third prison waits for its tablets.
CLOSED, ASKS_WHERE = {FIRST_PRISON: "With the first tablets."}, ("supervision.checkin",)
XIT_WHY = ["Used a work laptop to reach a site that was blocked.", "Court order: no device with a network.", "Cyber capable; under review."]
REASONS = [
    "You shared your tablet with someone else. You can ask for it back at your review.",
    "The tablet was damaged while you held it. We will look at this again with you.",
    "You wrote to someone you are not allowed to contact.",
]


def make_access(estate: Estate) -> None:
    """Roll-outs, markers and restrictions; a few are over."""
    Rollout.objects.bulk_create(_rollouts(estate))
    inside = [life for life in estate.lives if life.home != REGION]
    marked = estate.chance.sample(inside, estate.scaled(9, 2)) + estate.chance.sample(estate.but_guest(REGION), estate.scaled(3))
    Marker.objects.bulk_create([_marker(estate, life, over=n % 4 == 1) for n, life in enumerate(marked)])
    stopped = estate.chance.sample(estate.but_guest(), estate.scaled(36, 4))
    Restriction.objects.bulk_create([*(_restriction(estate, life, n) for n, life in enumerate(stopped)), *_to_be_shown(estate, stopped)])


def _rollouts(estate: Estate) -> list[Rollout]:
    """What needs a roll-out is on in the region, which was first, then in the open prison, and some of it in the closed one."""
    since = {code: estate.now - timedelta(days=days) for code, days in ((REGION, 500), ("ZMI", 400), (FIRST_PRISON, 300))}
    wanted = [capability.name for capability in capabilities() if capability.needs_rollout]
    return [
        Rollout(id=estate.chance.id_at(since[code]), capability=name, place=estate.places[code], from_at=since[code], note=note)
        for name in wanted
        for code, note in (ROLLED_OUT if name in ASKS_WHERE else ROLLED_OUT | CLOSED).items()
    ]


def _marker(estate: Estate, life: Life, *, over: bool) -> Marker:
    start = estate.chance.between(max(life.since, estate.now - timedelta(days=120)), estate.now - timedelta(days=6))
    return Marker(
        id=estate.chance.id_at(start),
        person=life.person,
        code="XIT",
        why=estate.chance.choice(XIT_WHY),
        from_at=start,
        to_at=estate.now - timedelta(days=3) if over else None,
        review_on=estate.today + timedelta(days=estate.chance.randint(3, 80)),
        by=_decider(estate, life),
    )


def _restriction(estate: Estate, life: Life, turn: int) -> Restriction:
    """In turn: for some weeks, until a review, nearly over, and lifted early."""
    start = estate.chance.between(max(life.since, estate.now - timedelta(days=40)), estate.now - timedelta(days=8))
    by = _decider(estate, life)
    row = Restriction(id=estate.chance.id_at(start), person=life.person, by=by, from_at=start)
    row.capability, row.reason = _stoppable(estate), estate.chance.choice(REASONS)
    row.told_at = start + timedelta(hours=3) if turn % 5 else None
    row.until = (estate.now + timedelta(days=21), None, estate.now + timedelta(hours=30), estate.now + timedelta(days=14))[turn % 4]
    row.review_on = estate.today + timedelta(days=7) if row.until is None else None
    _lift(row, by, start, turn)
    return row


def _to_be_shown(estate: Estate, others: list[Life]) -> list[Restriction]:
    """One that stands, near the guest, and one in the first prison that is looked at again today: the demo says whose they are."""
    near = [life for life in estate.but_guest(REGION) if life.office.code == FIRST_OFFICE and life not in others]
    inside = [life for life in estate.but_guest(FIRST_PRISON) if life not in others]
    rows = [_restriction(estate, life, 0) for life in (near[0], inside[0])]
    rows[1].until, rows[1].review_on = None, estate.today
    return rows


def _lift(row: Restriction, by: Worker, start: datetime, turn: int) -> None:
    if turn % 4 == 3:
        row.lifted_at, row.lifted_by = start + timedelta(days=5), by


def _stoppable(estate: Estate) -> str:
    names = [capability.name for capability in capabilities() if not capability.essential]
    return estate.chance.choice(names or ["supervision.checkin"])


def _decider(estate: Estate, life: Life) -> Worker:
    place, role = (life.office.code, WorkerRole.SENIOR_PROBATION_OFFICER) if life.home == REGION else (life.home, WorkerRole.SECURITY)
    return estate.working_at(place, role)[0]
