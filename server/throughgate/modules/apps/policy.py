"""The only file that turns an id into an app, a competence or an employer; and who has what, by where they live and work."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid_from
from throughgate.kernel.places.models import Place, PlaceKind, Stay
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import CLOCK, Act, ActorKind, Face
from throughgate.kernel.policy.decide import may_decide, partner_may
from throughgate.kernel.policy.facts import Facts
from throughgate.kernel.policy.relations import granted, myself, people_in_care_of, places_of, under
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.apps.models import App, Audience, Competence, Employer, Placement, Sharing, Version
from throughgate.modules.apps.rules.needs import BRING, SHOWN, SIGN

# Where an app can be placed: nobody reviews one for a single wing.
PLACED_AT = (PlaceKind.REGION, PlaceKind.ESTABLISHMENT, PlaceKind.OFFICE)
POSTED = "posted there"
# As long as a device may be away and still show what was for them then. Source: ADR 2, "How long the server keeps it".
LATELY = timedelta(days=90)


def audience_id(place: Place) -> UUID:
    """The audience of everybody there."""
    return uuid_from("apps", place.code)


def places_for_apps(act: Act) -> QuerySet[Place]:
    """Where this worker may bring an app, and welcome an employer, by name."""
    return places_of(act).filter(kind__in=PLACED_AT).order_by("name")


def place_for_apps(act: Act, place_id: UUID) -> Place:
    """One of these."""
    return granted(act, places_for_apps(act), place_id, because=POSTED)


def apps_seen_by(act: Act) -> QuerySet[App]:
    """Those of the places where this worker works: for whoever brings them, and whoever reviews and signs."""
    sees = any(may_decide(act, needs, "see") for needs in (BRING, SIGN))
    return App.objects.filter(place__in=places_of(act)) if sees else App.objects.none()


def app_to_bring(act: Act, app_id: UUID, place_id: UUID, partner: str) -> App:
    """The one of that id, or a new one. Raises: NotFound where it is another partner's or place's."""
    at = place_for_apps(act, place_id)
    app, _new = App.objects.get_or_create(pk=app_id, defaults={"partner": partner, "place": at, "since": act.arrived})
    if (app.partner, app.place_id) != (partner, at.pk):
        raise NotFound
    return act.grant(app, because=POSTED)


def version_to_review(act: Act, version_id: UUID) -> Version:
    """One that was brought. Whose it is and whether it was decided already, the command says."""
    mine = Version.objects.filter(app__in=apps_seen_by(act)).select_related("app__place", "brought_by", "review__by")
    return granted(act, mine, version_id, because=POSTED)


def app_to_withdraw(act: Act, app_id: UUID) -> App:
    """One that is with people now."""
    mine = apps_seen_by(act).filter(current__isnull=False, withdrawn_at=None)
    return granted(act, mine.select_related("current"), app_id, because=POSTED)


def app_to_sign_anew(act: Act, app_id: UUID) -> App:
    """One whose signature was made with a key that we no longer use first. Raises: NotFound for anybody but the clock."""
    if act.actor.kind is not ActorKind.CLOCK:
        raise NotFound
    return granted(act, App.objects.filter(current__isnull=False).select_related("current__review"), app_id, because="our key has changed")


def apps_signed_before(key: str, at: datetime) -> list[UUID]:
    """Those whose current version was not signed with this key."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        old = App.objects.filter(current__isnull=False, withdrawn_at=None).exclude(current__review__signed_with=key)
        return list(old.values_list("pk", flat=True))


def places_under(place: Place) -> QuerySet[Place]:
    """Where an app may be that was brought there: it, and the prisons and offices under it, top first."""
    return Place.objects.filter(under([place.path], "path"), kind__in=PLACED_AT).order_by("path")


def places_to_place_at(act: Act, app: App, places: Collection[UUID]) -> list[Place]:
    """These. Raises: NotFound if one of them is not under the app's own."""
    found = list(places_under(app.place).filter(pk__in=places))
    if len(found) != len(set(places)):
        raise NotFound
    return act.grant(found, because="under the place of the app")


def placements_of(audiences: Collection[UUID]) -> QuerySet[Placement]:
    """What these audiences have on their devices now; of what was taken back, that it was."""
    return Placement.objects.filter(audience__in=audiences, to_at=None, app__current__isnull=False)


def version_somebody_uses(act: Act, app_id: UUID, version_id: UUID) -> Version:
    """A signed version of an app. Whoever has a device may have had it before they moved, or before it was taken back."""
    placed = Placement.objects.filter(app=app_id, audience__place__in=_homes(act)).values("app")
    signed = Version.objects.filter(app__in=placed, review__isnull=False).exclude(review__statement="")
    return granted(act, signed, version_id, because="signed for people who live there")


def competences_visible_to(act: Act) -> QuerySet[Competence]:
    """What the people in this actor's care showed that they can do."""
    return Competence.objects.filter(person__in=people_in_care_of(act))


def competences_of(people: Collection[UUID]) -> QuerySet[Competence]:
    return Competence.objects.filter(person__in=people)


def competence_to_confirm(act: Act, competence_id: UUID) -> Competence:
    """One of somebody in this worker's care."""
    seen = competences_visible_to(act) if act.worker_id else Competence.objects.none()
    return granted(act, seen.select_related("person", "confirmed__by"), competence_id, because="in their care")


def competence_to_share(act: Act, competence_id: UUID) -> Competence:
    """One of the person's own."""
    return granted(act, competences_of([myself(act).pk]), competence_id, because="their own")


def id_of_key(name: str) -> UUID:
    """The partner whose key has that name."""
    return uuid_from("partner", name)


def employers_now() -> QuerySet[Employer]:
    return Employer.objects.filter(parted_at=None)


def employers_for(audiences: Collection[UUID]) -> QuerySet[Employer]:
    """Those with whom these audiences may share now."""
    places = Audience.objects.filter(pk__in=audiences).values("place")
    return employers_now().filter(place__in=places)


def employers_kept_by(act: Act) -> QuerySet[Employer]:
    """Those of the places where this worker works."""
    return employers_now().filter(place__in=places_of(act))


def employer_to_share_with(act: Act, employer_id: UUID) -> Employer:
    """One of a place where this person lives or lately lived."""
    return granted(act, employers_now().filter(place__in=_homes(act)), employer_id, because="welcome where they live")


def employer_to_part_from(act: Act, employer_id: UUID) -> Employer:
    """One of a place where this worker works."""
    return granted(act, employers_kept_by(act), employer_id, because=POSTED)


def sharings_of(people: Collection[UUID]) -> QuerySet[Sharing]:
    return Sharing.objects.filter(person__in=people)


def sharing_to_stop(act: Act, sharing_id: UUID) -> Sharing:
    """One of the person's own."""
    return granted(act, sharings_of([myself(act).pk]), sharing_id, because="their own")


def sharings_with(act: Act) -> QuerySet[Sharing]:
    """What people share with this partner at this moment."""
    if act.actor.id is None or not partner_may(act, SHOWN):
        return Sharing.objects.none()
    now_shared = Sharing.objects.filter(employer__key=act.actor.id, employer__parted_at=None, stopped_at=None, from_at__lte=act.arrived)
    return now_shared.filter(until__gt=act.arrived)


def audiences_of(people: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    """To which audiences each of them belongs, of those for whom there is something."""
    at = now()
    with scope(Act(CLOCK, at, at, Face.OPS)):
        placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
        welcomed = employers_now().filter(place=OuterRef("place"))
        known = set(Audience.objects.filter(Exists(placed) | Exists(welcomed)).values_list("pk", flat=True))
    return {facts.person_id: known & _of(facts) for facts in people}


def _of(facts: Facts) -> set[UUID]:
    return {uuid_from("apps", code) for code in path_codes(facts.place_path)} if facts.place_path else set()


def _homes(act: Act) -> QuerySet[Place]:
    """Where this person lives or lately lived, and all above it: what their device shows may be of there."""
    lately = Q(to_at=None) | Q(to_at__gt=act.at - LATELY)
    paths = Stay.objects.filter(lately, person=myself(act)).values_list("place__path", flat=True)
    return Place.objects.filter(code__in={code for path in paths for code in path_codes(path)})


AUDIENCES = Audiences(audiences_of, Audience)
