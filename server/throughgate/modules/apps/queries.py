"""Every read that a page needs, as small frozen shapes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import may_decide
from throughgate.modules.apps import policy
from throughgate.modules.apps.models import Competence, Placement, Sharing, Version, told
from throughgate.modules.apps.rules.check import Finding
from throughgate.modules.apps.rules.manifest import Manifest
from throughgate.modules.apps.rules.needs import SIGN
from throughgate.modules.apps.rules.sayings import NEEDS


@dataclass(frozen=True)
class VersionLine:
    """One version of an app in a list. `place`: where it was brought. `standing`: waits, out, older, turned_down, taken_back."""

    id: UUID
    app_id: UUID
    title: str
    partner: str
    place: str
    n: int
    said: str
    brought_by: str
    brought_at: datetime
    standing: str


@dataclass(frozen=True)
class VersionView:
    """All that whoever decides of a version looks at."""

    line: VersionLine
    place_id: UUID
    file: str
    size: int
    scripts: tuple[str, ...]
    says: str
    asks: tuple[str, ...]
    needs: tuple[Says, ...]
    offers: tuple[tuple[str, int], ...]
    wasm: bool
    notes: tuple[Finding, ...]
    mine: bool
    may_sign: bool
    decided_by: str
    decided_at: datetime | None
    why_not: str
    withdrawn_why: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class CompetenceView:
    """What somebody showed, as staff read it. `shared_with`: who sees it now."""

    id: UUID
    person_id: UUID
    person: str
    title: str
    partner: str
    score: int
    most: int
    evidence: str
    earned_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    shared_with: tuple[str, ...]


@dataclass(frozen=True)
class SharedView:
    """What an employer reads of somebody."""

    id: UUID
    person: str
    name: dict[str, str]
    partner: str
    score: int
    most: int
    earned_at: datetime
    confirmed: bool
    until: datetime


@dataclass(frozen=True)
class EmployerView:
    """An employer in a list. `place`: where people may share with them."""

    id: UUID
    name: str
    place: str
    since: datetime


def versions_brought(act: Act) -> QuerySet[Version]:
    """What was brought, for the list."""
    return Version.objects.filter(app__in=policy.apps_seen_by(act)).select_related("app__place", "brought_by", "review")


def version_lines(rows: Iterable[Version]) -> list[VersionLine]:
    return [_line(row) for row in rows]


def version_view(act: Act, version_id: UUID) -> VersionView:
    """One version. Raises: NotFound."""
    row = versions_brought(act).select_related("review__by").filter(pk=version_id).first()
    if row is None:
        raise NotFound
    manifest, review = msgspec.convert(row.manifest, Manifest), getattr(row, "review", None)
    return VersionView(
        line=_line(row),
        place_id=row.app.place_id,
        file=row.file,
        size=row.size,
        scripts=tuple(row.scripts),
        says=told(manifest.says),
        asks=tuple(manifest.needs),
        needs=tuple(NEEDS[need] for need in manifest.needs),
        offers=tuple((told(offer.name), offer.most) for offer in manifest.offers),
        wasm=manifest.wasm,
        notes=tuple(Finding(*note) for note in row.notes),
        mine=row.brought_by_id == act.worker_id,
        may_sign=may_decide(act, SIGN),
        decided_by=review.by.name if review else "",
        decided_at=review.at if review else None,
        why_not=review.why_not if review else "",
        withdrawn_why=row.app.withdrawn_why,
        places=_places(row),
    )


def places_for_apps(act: Act) -> list[tuple[str, str]]:
    """Where this worker may bring an app or welcome an employer, as a form offers it."""
    return [(str(place.pk), place.name) for place in policy.places_for_apps(act)]


def places_of_app(view: VersionView) -> list[tuple[str, str]]:
    """Where it may be, its own place first."""
    at = Place.objects.get(pk=view.place_id)
    return [(str(place.pk), place.name) for place in policy.places_under(at)]


def employers(act: Act) -> list[EmployerView]:
    """Those with whom people may share where this worker works, by name."""
    rows = policy.employers_kept_by(act).select_related("place").order_by("name", "place__path") if may_decide(act, SIGN) else ()
    return [EmployerView(row.pk, row.name, row.place.name, row.since) for row in rows]


def employer(act: Act, employer_id: UUID) -> EmployerView:
    """One of them. Raises: NotFound."""
    found = next((one for one in employers(act) if one.id == employer_id), None)
    if found is None:
        raise NotFound
    return found


def competence_view(act: Act, competence_id: UUID) -> CompetenceView:
    """One competence. Raises: NotFound, also for those in whose care the person is not."""
    row = _competences(act).filter(pk=competence_id).first()
    if row is None:
        raise NotFound
    return _competence(row, act.arrived)


def card(act: Act, person_id: UUID) -> list[CompetenceView]:
    """What a person showed, for their page."""
    return [_competence(row, act.arrived) for row in _competences(act).filter(person=person_id).order_by("-earned_at")[:10]]


def shared_with(act: Act) -> list[SharedView]:
    """What people share with the partner who asks, at this moment."""
    rows = policy.sharings_with(act).select_related("person", "competence__version__app", "competence__confirmed")
    return [_shared(row) for row in rows.order_by("from_at")]


def _line(row: Version) -> VersionLine:
    return VersionLine(
        id=row.pk,
        app_id=row.app_id,
        title=row.title,
        partner=row.app.partner,
        place=row.app.place.name,
        n=row.n,
        said=row.manifest["version"],
        brought_by=row.brought_by.name,
        brought_at=row.brought_at,
        standing=_standing(row),
    )


def _standing(row: Version) -> str:
    review = getattr(row, "review", None)
    if review is None:
        return "waits"
    if not review.statement:
        return "turned_down"
    if row.app.withdrawn_at:
        return "taken_back"
    return "out" if row.app.current_id == row.pk else "older"


def _places(row: Version) -> tuple[str, ...]:
    if row.app.current_id != row.pk:
        return ()
    placed = Placement.objects.filter(app=row.app_id, to_at=None).select_related("audience__place")
    return tuple(sorted(one.audience.place.name for one in placed))


def _competences(act: Act) -> QuerySet[Competence]:
    return policy.competences_visible_to(act).select_related("person", "version__app", "confirmed__by")


def _competence(row: Competence, at: datetime) -> CompetenceView:
    seen = getattr(row, "confirmed", None)
    shared = Sharing.objects.filter(competence=row, stopped_at=None, until__gt=at).values_list("employer__name", flat=True)
    return CompetenceView(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        title=row.title,
        partner=row.version.app.partner,
        score=row.score,
        most=row.most,
        evidence=row.evidence,
        earned_at=row.earned_at,
        confirmed_by=seen.by.name if seen else "",
        confirmed_at=seen.at if seen else None,
        shared_with=tuple(shared.order_by("employer__name")),
    )


def _shared(row: Sharing) -> SharedView:
    shown = row.competence
    return SharedView(
        id=row.pk,
        person=row.person.name,
        name=shown.name,
        partner=shown.version.app.partner,
        score=shown.score,
        most=shown.most,
        earned_at=shown.earned_at,
        confirmed=hasattr(shown, "confirmed"),
        until=row.until,
    )
