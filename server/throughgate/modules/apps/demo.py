"""What the invented estate shows of partners' apps: the worked example of the kit, signed for the region and for a prison."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Worker, WorkerRole
from throughgate.kernel.places.models import Place
from throughgate.kernel.registry.demo import Happened, Showing, by_worker
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.apps import policy
from throughgate.modules.apps.models import App, Audience, Placement, Review, Version
from throughgate.modules.apps.rules.check import Checked, check

# It stands beside the server's code; an estate that is made without it has no app.
EXAMPLE = Path(__file__).resolve().parents[4] / "kit/examples/cycle-maintenance.html"
PARTNER = "Spokes Trust"
SIGNERS = {"EPR": WorkerRole.ADMINISTRATOR, "ZLI": WorkerRole.SECURITY}
# A signature is never the same twice, and an estate of the same day is: the clock signs it when the estate is first served.
NOT_YET = "not yet"


def show(showing: Showing) -> list[Happened]:
    """One app at each of these places: brought by a tutor who works there, signed by somebody else."""
    if not EXAMPLE.exists():
        return []
    html = EXAMPLE.read_bytes()
    found, since = check(html), showing.now - timedelta(days=20)
    StoredFile.objects.get_or_create(pk=file_store.put(html), defaults={"size": len(html), "kind": "text/html", "arrived": since})
    return [one for code, role in SIGNERS.items() for one in _at(showing, Place.objects.get(code=code), role, found)]


def _at(showing: Showing, place: Place, role: WorkerRole, found: Checked) -> Iterator[Happened]:
    since = showing.now - timedelta(days=20)
    app = App.objects.create(id=showing.chance.id_at(since), partner=PARTNER, place=place, since=since)
    version = _version(showing, app, _first(place, WorkerRole.TUTOR), found)
    yield _told(showing, version, version.brought_by, "bring_app", since)
    signer, at = _first(place, role), since + timedelta(days=1)
    Review.objects.create(version=version, by=signer, at=at, statement=NOT_YET)
    audience = Audience.objects.create(id=policy.audience_id(place), place=place, since=at)
    Placement.objects.create(id=showing.chance.id_at(at), app=app, audience=audience, by=signer, from_at=at)
    app.current = version
    app.save()
    yield _told(showing, version, signer, "sign_app", at)


def _version(showing: Showing, app: App, tutor: Worker, found: Checked) -> Version:
    return Version.objects.create(
        id=showing.chance.id_at(app.since),
        app=app,
        n=1,
        manifest=msgspec.to_builtins(found.manifest),
        file=found.sha256,
        size=found.size,
        scripts=list(found.scripts),
        notes=[],
        brought_by=tutor,
        brought_at=app.since,
    )


def _first(place: Place, role: WorkerRole) -> Worker:
    return Worker.objects.filter(role=role, postings__place=place, left_at=None).order_by("postings__pk")[0]


def _told(showing: Showing, version: Version, by: Worker, what: str, at: datetime) -> Happened:
    detail = {"because": [policy.POSTED], "changed": [["apps.Version", str(version.pk)]]}
    return Happened(by_worker(by.pk, at, showing.chance.id_at(at)), f"apps.{what}@1", None, detail)
