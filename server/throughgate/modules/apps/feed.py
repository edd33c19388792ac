"""What a device gets: the apps that are for somebody, what they showed that they can do, and with whom they share it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.apps.models import App, Competence, Employer, Placement, Sharing
from throughgate.modules.apps.policy import audience_id, competences_of, employers_for, placements_of, sharings_of
from throughgate.modules.apps.rules.manifest import Manifest

TEN_YEARS = timedelta(days=3650)


class File(msgspec.Struct, frozen=True):
    """sha256 in hex, bytes, media type."""

    h: str
    n: int
    t: str


class AppRow(msgspec.Struct, frozen=True):
    """An app as it was signed. `statement`: what we signed, a compact JWS. `taken_back`: why; it then has no file."""

    app: UUID
    version: UUID
    n: int
    partner: str
    manifest: Manifest
    scripts: list[str]
    file: File | None
    statement: str
    signed_at: datetime
    taken_back: str


class ConfirmedRow(msgspec.Struct, frozen=True):
    at: datetime
    by: str


class CompetenceRow(msgspec.Struct, frozen=True):
    """What somebody showed in an app. `name` is by language."""

    id: UUID
    act: UUID
    app: UUID
    partner: str
    key: str
    name: dict[str, str]
    score: int
    most: int
    evidence: str
    earned_at: datetime
    confirmed: ConfirmedRow | None


class EmployerRow(msgspec.Struct, frozen=True):
    """Somebody with whom one may share what one can do."""

    employer: UUID
    name: str


class SharingRow(msgspec.Struct, frozen=True):
    """That a competence is shared."""

    id: UUID
    act: UUID
    competence: UUID
    employer: UUID
    employer_name: str
    from_at: datetime
    until: datetime
    stopped_at: datetime | None


def app_row(placement: Placement) -> AppRow:
    """The row for one placement."""
    app, version = placement.app, placement.app.version
    gone = app.withdrawn_at is not None
    return AppRow(
        app=app.pk,
        version=version.pk,
        n=version.n,
        partner=app.partner,
        manifest=msgspec.convert(version.manifest, Manifest),
        scripts=version.scripts,
        file=None if gone else File(version.file, version.size, "text/html"),
        statement="" if gone else version.review.statement,
        signed_at=version.review.at,
        taken_back=app.withdrawn_why,
    )


def competence_row(row: Competence) -> CompetenceRow:
    """The row for one competence."""
    seen = getattr(row, "confirmed", None)
    return CompetenceRow(
        id=row.pk,
        act=row.pk,
        app=row.version.app_id,
        partner=row.version.app.partner,
        key=row.key,
        name=row.name,
        score=row.score,
        most=row.most,
        evidence=row.evidence,
        earned_at=row.earned_at,
        confirmed=ConfirmedRow(seen.at, seen.by.name) if seen else None,
    )


def sharing_row(row: Sharing) -> SharingRow:
    """The row for one sharing."""
    employer = row.employer
    return SharingRow(row.pk, row.pk, row.competence_id, employer.pk, employer.name, row.from_at, row.until, row.stopped_at)


def _with_all(rows: Any) -> Any:
    return rows.select_related("audience", "app__current__review")


SHOWN = Feed(
    name="apps.shown",
    watches=Placement,
    visible=lambda audiences: _with_all(placements_of(audiences)),
    whose=lambda row: [row.audience_id],
    shape=app_row,
    value=AppRow,
    keep=TEN_YEARS,
    capability="apps.use",
    files_of=lambda row: [row.file.h] if row.file else [],
    shared=True,
    follows={App: lambda app: _with_all(app.placements.all())},
)

COMPETENCES = Feed(
    name="apps.competences",
    watches=Competence,
    visible=lambda people: competences_of(people).select_related("version__app", "confirmed__by"),
    whose=lambda row: [row.person_id],
    shape=competence_row,
    value=CompetenceRow,
    keep=TEN_YEARS,
)

EMPLOYERS = Feed(
    name="apps.employers",
    watches=Employer,
    visible=lambda audiences: employers_for(audiences).select_related("place"),
    whose=lambda row: [audience_id(row.place)],
    shape=lambda row: EmployerRow(row.pk, row.name),
    value=EmployerRow,
    keep=TEN_YEARS,
    shared=True,
)

SHARINGS = Feed(
    name="apps.sharings",
    watches=Sharing,
    visible=lambda people: sharings_of(people).select_related("employer"),
    whose=lambda row: [row.person_id],
    shape=sharing_row,
    value=SharingRow,
    keep=TEN_YEARS,
)
