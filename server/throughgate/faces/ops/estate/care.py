"""Who looks after whom: an officer, a senior and, inside, a keyworker; and the officers before them."""

from datetime import datetime, timedelta
from itertools import count

from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.kernel.people.models import Care, CareRole, Worker, WorkerRole


def make_care(estate: Estate) -> None:
    """Caseloads dealt out evenly, so that every officer has about as many people as the next."""
    turns = {home: count() for home in {_where(life) for life in estate.lives}}
    rows = [care for life in estate.lives for care in _care_of(estate, life, next(turns[_where(life)]))]
    Care.objects.bulk_create(rows)


def _where(life: Life) -> str:
    return life.office.code if life.home == REGION else life.home


def _care_of(estate: Estate, life: Life, turn: int) -> list[Care]:
    where = _where(life)
    # The open prison's people check in too, which probation officers review: they sit inside there.
    role = WorkerRole.PROBATION_OFFICER if life.home in (REGION, "ZMI") else WorkerRole.CASE_MANAGER
    officers, seniors = estate.working_at(where, role), estate.working_at(where, WorkerRole.SENIOR_PROBATION_OFFICER)
    officer = turn % len(officers)
    rows = [_care(life, seniors[officer % len(seniors)], CareRole.SENIOR, life.since)]
    if life.home != REGION:
        keyworkers = estate.working_at(where, WorkerRole.PRISON_OFFICER)
        rows.append(_care(life, keyworkers[turn % len(keyworkers)], CareRole.KEYWORKER, life.since))
    return rows + _supervising(estate, life, officers[officer])


def _supervising(estate: Estate, life: Life, officer: Worker) -> list[Care]:
    """Some had another officer first, who has left since."""
    earlier = estate.posts.get(f"{life.office.code}/left", [])
    if life.home != REGION or life.person is estate.guest or not estate.chance.happens(0.08):
        return [_care(life, officer, CareRole.SUPERVISING, life.since)]
    handed = estate.chance.between(life.since, estate.now - timedelta(days=10))
    before = Care(person=life.person, worker=earlier[0], role=CareRole.SUPERVISING, from_at=life.since, to_at=handed)
    return [before, _care(life, officer, CareRole.SUPERVISING, handed)]


def _care(life: Life, worker: Worker, role: CareRole, since: datetime) -> Care:
    return Care(person=life.person, worker=worker, role=role, from_at=since)
