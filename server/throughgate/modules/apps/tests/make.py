"""Builders of partners' apps, on the builders of every test."""

import json
from base64 import b64encode
from typing import Any
from uuid import UUID

from django.conf import settings

from tests.make import DAY, as_person, as_worker, prison, worker
from throughgate.basics.ids import uuid7, uuid_from
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.apps.commands import bringing, earning
from throughgate.modules.apps.models import Employer, Version
from throughgate.modules.apps.rules.needs import SHOWN

KEY = "cycle-works"
SECRET = b"the secret of the cycle works, long enough"
MANIFEST: dict[str, Any] = {
    "throughgate": 1,
    "name": {"en": "Cycle maintenance", "cy": "Cynnal beiciau"},
    "version": "1.0",
    "needs": ["first_name", "language", "progress"],
    "offers": [{"competence": "cycle-basics", "name": {"en": "Cycle maintenance: basics"}, "most": 8}],
}


def html(manifest: dict[str, Any] | str | None = None, head: str = "", body: str = "<p>Brakes</p>", script: str = "go()") -> str:
    """A whole app."""
    told = manifest if isinstance(manifest, str) else json.dumps(manifest or MANIFEST)
    block = f'<script type="application/throughgate+json">{told}</script>'
    return f"<!doctype html>\n<html><head><title>App</title>{block}{head}</head>\n<body>{body}<script>{script}</script></body></html>"


def bring(who: Worker | None = None, app: UUID | None = None, file: str = "", at: Place | None = None) -> Version:
    """A version that somebody brought to a prison, or another place, where they work."""
    at, app = at or prison(), app or uuid7()
    act = as_worker(who or worker(WorkerRole.CHARITY, at=at))
    bringing.bring_app(act, app=app, place=at.pk, partner="Spokes Trust", html=file or html())
    with scope(act):
        return Version.objects.select_related("app").filter(app=app).latest("n")


def signed(places: list[UUID] | None = None, at: Place | None = None, **how: Any) -> Version:
    """The same, signed there by somebody else: for these places, else for everybody there."""
    at = at or prison()
    version = bring(at=at, **how)
    act = as_worker(worker(WorkerRole.SECURITY, at=at))
    bringing.sign_app(act, version=version.pk, places=places or [at.pk])
    with scope(act):
        return Version.objects.select_related("app", "review").get(pk=version.pk)


def earn(who: Person, version: Version, **how: Any) -> Act:
    act = as_person(who, **how)
    earning.earn(act, app=version.app_id, version=version.pk, competence="cycle-basics", score=7, evidence="Brakes: right.")
    return act


def employer(at: Place | None = None) -> UUID:
    """One whose key is listed, welcome at a prison or another place."""
    keys = [{"name": KEY, "may": [SHOWN], "secrets": ["whsec_" + b64encode(SECRET).decode()]}]
    settings.PARTNER_KEYS = json.dumps(keys)  # its caller puts it back
    at = at or prison()
    act = as_worker(worker(WorkerRole.SECURITY, at=at))
    earning.welcome_employer(act, place=at.pk, key=KEY, name="Eastmere Cycles")
    with scope(act):
        return Employer.objects.get(key=uuid_from("partner", KEY), place=at).pk


def share(who: Person, competence: UUID, employer: UUID, **how: Any) -> Act:
    act = as_person(who, **how)
    earning.share(act, competence=competence, employer=employer, until=act.at + 30 * DAY)
    return act


def as_employer(at: Any) -> Act:
    return Act(Actor(ActorKind.PARTNER, uuid_from("partner", KEY)), at, at, Face.PARTNER)


def world(_officer: Worker, person: Person) -> None:
    """What the promises try strangers on: an app that waits, one that is signed, what somebody showed in it and whom they share it with."""
    at = establishment_of(Stay.objects.get(person=person, to_at=None).place)
    earned = earn(person, signed(at=at))
    share(person, earned.id, employer(at))
    bring(at=at)
