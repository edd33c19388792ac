"""Who has been where: the stay of today and those before it; incentive levels; days of release to come."""

from datetime import date, datetime, timedelta

from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.faces.ops.estate.places import cells_of
from throughgate.kernel.places.models import Place, Regime, RegimeLevel, Setting, Stay

LEVELS = {RegimeLevel.STANDARD: 52, RegimeLevel.ENHANCED: 40, RegimeLevel.BASIC: 8}
TEMPORARY = (Setting.DAY_RELEASE, Setting.OVERNIGHT_RELEASE)


def make_stays(estate: Estate) -> None:
    """Every stay, and the incentive level of everyone inside."""
    cells = {prison: cells_of(estate, prison) for prison in ("ZLI", "ZMI", "ZTI")}
    stays, regimes = [], []
    for life in estate.lives:
        stays += [*_before(estate, life, cells), *_now(estate, life)]
        if life.home != REGION:
            regimes += _regimes(estate, life)
    Stay.objects.bulk_create(stays)
    Regime.objects.bulk_create(regimes)


def _now(estate: Estate, life: Life) -> list[Stay]:
    """Where they live; someone out on temporary release today was in the open prison until this morning."""
    release = _release(estate, life)
    if life.setting not in TEMPORARY:
        return [_stay(life, life.place, life.setting, life.since, None, release)]
    out = estate.now - timedelta(hours=2 if life.setting == Setting.DAY_RELEASE else 20)
    inside = _stay(life, life.place, Setting.OPEN, life.since, out, release)
    return [inside, _stay(life, life.place, life.setting, out, None, release)]


def _before(estate: Estate, life: Life, cells: dict[str, list[Place]]) -> list[Stay]:
    """Open prisons take people from closed ones; most people outside were released from somewhere; cells change."""
    stays, until = [], life.since
    path = _path(estate, life, cells)
    for place, setting in path:
        earliest = life.person.since
        start = earliest if (place, setting) == path[-1] else estate.chance.between(earliest, until)
        stays.append(_stay(life, place, setting, start, until))
        until = start
    return stays


def _path(estate: Estate, life: Life, cells: dict[str, list[Place]]) -> list[tuple[Place, Setting]]:
    """Earlier places, the latest first."""
    chance = estate.chance
    closed = (chance.choice(cells["ZTI" if life.woman else "ZLI"]), Setting.CLOSED)
    opened = (chance.choice(cells["ZMI"]), Setting.OPEN)
    if not life.been_inside:
        return []
    if life.home == "ZMI" or life.woman:
        return [closed]
    if life.home == REGION:
        return [opened, closed] if chance.happens(0.3) else [closed]
    return [closed] if chance.happens(0.4) else []


def _release(estate: Estate, life: Life) -> date | None:
    if life.home == REGION:
        return None
    soonest, latest = (5, 500) if life.home == "ZMI" else (20, 2_400)
    return estate.today + timedelta(days=estate.chance.randint(soonest, latest)) if estate.chance.happens(0.93) else None


def _stay(life: Life, place: Place, setting: Setting, start: datetime, end: datetime | None, release: date | None = None) -> Stay:
    return Stay(person=life.person, place=place, setting=setting, from_at=start, to_at=end, release_on=release)


def _regimes(estate: Estate, life: Life) -> list[Regime]:
    """Standard from the first day, and since a review whatever it is now."""
    level = estate.chance.weighted(LEVELS)
    if level == RegimeLevel.STANDARD:
        return [Regime(person=life.person, level=level, from_at=life.since)]
    changed = estate.chance.between(life.since, estate.now)
    return [
        Regime(person=life.person, level=RegimeLevel.STANDARD, from_at=life.since, to_at=changed),
        Regime(person=life.person, level=level, from_at=changed),
    ]
