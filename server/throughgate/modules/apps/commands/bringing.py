"""Bringing an app, reviewing it, and taking it back."""

from collections.abc import Collection, Iterable
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways import file_store
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.sync import word
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.apps import policy
from throughgate.modules.apps.models import App, Audience, Placement, Review, Version
from throughgate.modules.apps.rules.check import MOST_BYTES, Checked, check
from throughgate.modules.apps.rules.needs import BRING, SIGN
from throughgate.modules.apps.rules.statement import Statement

Why = Annotated[str, Meta(min_length=1, max_length=300)]


class NotAnApp(Refused):
    says = _("This cannot be taken for review. {problems}")


class BroughtByYou(Refused):
    says = _("You brought this. Somebody else must look at it and decide.")


class DecidedBefore(Refused):
    says = _("{name} decided this on {day}.")


class NobodyChosen(Refused):
    says = _("Say whom it is for.")


class NewerStands(Refused):
    says = _("A newer version of this app is signed already.")


@command("apps.bring_app", by=ActorKind.WORKER, needs=BRING)
def bring_app(
    act: Act,
    *,
    app: UUID,
    place: UUID,
    partner: Annotated[str, Meta(min_length=1, max_length=80)],
    html: Annotated[str, Meta(max_length=2 * MOST_BYTES)],
) -> Done:
    """Bring a partner's app, or its next version, to a place where one works, for review there."""
    thing = policy.app_to_bring(act, app, place, partner)
    found = check(html.encode())
    if not found.good:
        raise NotAnApp(problems=" ".join(str(one) for one in found.problems[:8]))
    version = version_of(thing, found, act.worker, act)
    sha256 = file_store.put(html.encode())
    StoredFile.objects.get_or_create(pk=sha256, defaults={"size": found.size, "kind": "text/html", "arrived": act.arrived})
    return Done(None, (thing, version))


@command("apps.sign_app", by=ActorKind.WORKER, needs=SIGN)
def sign_app(act: Act, *, version: UUID, places: Annotated[list[UUID], Meta(max_length=50)]) -> Done:
    """Sign a version that somebody else brought: it is what people have from now on, at these of the places under the app's own."""
    signed = _to_decide(act, version)
    if not places:
        raise NobodyChosen
    app = signed.app
    if app.current and app.current.n > signed.n:
        raise NewerStands
    wanted = policy.places_to_place_at(act, app, places)
    review = Review(version=signed, by_id=act.worker, at=act.arrived)
    _sign(review, signed)
    review.save(force_insert=True)
    app.current, app.withdrawn_at, app.withdrawn_why = signed, None, ""
    app.save()
    return Done(None, (app, review, *_place(act, app, wanted)))


@command("apps.turn_down_app", by=ActorKind.WORKER, needs=SIGN)
def turn_down_app(act: Act, *, version: UUID, why: Why) -> Done:
    """Say why a version does not come to people."""
    refused = _to_decide(act, version)
    review = Review.objects.create(version=refused, by_id=act.worker, at=act.arrived, why_not=why)
    return Done(None, (refused.app, review))


@command("apps.withdraw_app", by=ActorKind.WORKER, needs=SIGN)
def withdraw_app(act: Act, *, app: UUID, why: Why) -> Done:
    """Take an app back from everybody. Whoever had it sees why; what they showed in it stays theirs."""
    thing = policy.app_to_withdraw(act, app)
    thing.withdrawn_at, thing.withdrawn_why = act.arrived, why
    thing.save()
    return Done(None, (thing,))


@command("apps.renew_signature", by=ActorKind.CLOCK)
def renew_signature(act: Act, *, app: UUID) -> Done:
    """Our key has changed: what was reviewed is signed with the new one, word for word."""
    thing = policy.app_to_sign_anew(act, app)
    review = thing.version.review
    _sign(review, thing.version)
    review.save()
    return Done(None, (thing,))


def statement_of(version: Version) -> Statement:
    """What is signed of it."""
    return Statement(version.app_id, version.n, version.file, version.scripts, version.manifest)


def audience_of(place: Place, act: Act) -> Audience:
    """Everybody there; made where it is new."""
    fresh = {"place": place, "since": act.arrived}
    return Audience.objects.get_or_create(pk=policy.audience_id(place), defaults=fresh)[0]


def version_of(app: App, found: Checked, by: UUID, act: Act) -> Version:
    """The next version of an app."""
    last = Version.objects.filter(app=app).aggregate(n=Max("n"))["n"] or 0
    return Version.objects.create(
        app=app,
        n=last + 1,
        manifest=msgspec.to_builtins(found.manifest),
        file=found.sha256,
        size=found.size,
        scripts=list(found.scripts),
        notes=[[note.line, note.code, note.about] for note in found.notes],
        brought_by_id=by,
        brought_at=act.arrived,
    )


def _to_decide(act: Act, version_id: UUID) -> Version:
    brought = policy.version_to_review(act, version_id)
    if hasattr(brought, "review"):
        raise DecidedBefore(name=brought.review.by.name, day=times.day_of_year(brought.review.at))
    if brought.brought_by_id == act.worker:
        raise BroughtByYou
    return brought


def _sign(review: Review, version: Version) -> None:
    review.statement, review.signed_with = word.give(statement_of(version)), word.signer()["kid"]


def _place(act: Act, app: App, places: Iterable[Place]) -> list[Placement | Audience]:
    """The app is there from now on, and nowhere else. Returns what changed, audiences that begin or end among it."""
    wanted = {audience.pk for audience in (audience_of(place, act) for place in places)}
    stand = {row.audience_id: row for row in Placement.objects.filter(app=app, to_at=None)}
    gone = [row for audience, row in stand.items() if audience not in wanted]
    Placement.objects.filter(pk__in=[row.pk for row in gone]).update(to_at=act.arrived)
    new = sorted(wanted - stand.keys())
    begin_or_end = _unused([*new, *(row.audience_id for row in gone)])
    fresh = [Placement.objects.create(app=app, audience_id=key, by_id=act.worker, from_at=act.arrived) for key in new]
    return [*gone, *fresh, *begin_or_end]


def _unused(audiences: Collection[UUID]) -> list[Audience]:
    """Those for whom there is nothing now."""
    placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
    return list(Audience.objects.filter(~Exists(placed), pk__in=audiences))
