"""The only file that turns an id into an app, a competence or an employer; and whose apps somebody has, by where they live."""

from collections.abc import Collection, Sequence
from datetime import datetime
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
from throughgate.kernel.policy.relations import granted, myself, people_in_care_of, worker_who_acts
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.audiences import Audiences
from throughgate.modules.apps.models import App, Audience, Competence, Employer, Placement, Sharing, Version
from throughgate.modules.apps.rules.needs import BRING, SHOWN, SIGN

# Where an app can be placed: nobody reviews one for a single wing.
PLACED_AT = (PlaceKind.REGION, PlaceKind.ESTABLISHMENT, PlaceKind.OFFICE)


def audience_id(place: Place | None) -> UUID:
    """The audience of everybody there, or of everybody."""
    return uuid_from("apps", place.code if place else "")


EVERYBODY = audience_id(None)


def apps_seen_by(act: Act) -> QuerySet[App]:
    """All of them, for whoever keeps the desk for apps: who brings them, and who reviews and signs."""
    sees = any(may_decide(act, needs, "see") for needs in (BRING, SIGN))
    return App.objects.all() if sees else App.objects.none()


def app_to_bring(act: Act, app_id: UUID, partner: str) -> App:
    """The one of that id, or a new one of that partner. Raises: NotFound where it is another partner's."""
    worker_who_acts(act)
    app, _new = App.objects.get_or_create(pk=app_id, defaults={"partner": partner, "since": act.arrived})
    if app.partner != partner:
        raise NotFound
    return act.grant(app, because="keeps the desk for apps")


def version_to_review(act: Act, version_id: UUID) -> Version:
    """One that was brought. Whose it is and whether it was decided already, the command says."""
    mine = Version.objects.filter(app__in=apps_seen_by(act)).select_related("app", "brought_by", "review__by")
    return granted(act, mine, version_id, because="reviews apps")


def app_to_withdraw(act: Act, app_id: UUID) -> App:
    """One that is with people now."""
    mine = apps_seen_by(act).filter(current__isnull=False, withdrawn_at=None)
    return granted(act, mine.select_related("current"), app_id, because="reviews apps")


def app_to_sign_anew(act: Act, app_id: UUID) -> App:
    """One whose signature was made with a key that we no longer use first. Raises: NotFound for anybody but the clock."""
    if act.actor.kind is not ActorKind.CLOCK:
        raise NotFound
    return granted(act, App.objects.select_related("current__review"), app_id, because="our key has changed")


def apps_signed_before(key: str, at: datetime) -> list[UUID]:
    """Those whose current version was not signed with this key."""
    with scope(Act(CLOCK, at, at, Face.OPS)):
        old = App.objects.filter(current__isnull=False, withdrawn_at=None).exclude(current__review__signed_with=key)
        return list(old.values_list("pk", flat=True))


def places_for_apps() -> QuerySet[Place]:
    """Where an app may be for everybody, by name."""
    return Place.objects.filter(kind__in=PLACED_AT).order_by("name")


def places_to_place_at(act: Act, places: Collection[UUID]) -> list[Place]:
    """These. Raises: NotFound if one of them is no place for apps."""
    found = list(places_for_apps().filter(pk__in=places))
    if len(found) != len(set(places)):
        raise NotFound
    return act.grant(found, because="reviews apps")


def placements_of(audiences: Collection[UUID]) -> QuerySet[Placement]:
    """What these audiences have on their devices now; of what was taken back, that it was."""
    return Placement.objects.filter(audience__in=audiences, to_at=None, app__current__isnull=False)


def version_somebody_uses(act: Act, app_id: UUID, n: int) -> Version:
    """A signed version of an app. Whoever has a device may have had it before they moved, or before it was taken back."""
    lived = Stay.objects.filter(person=myself(act)).values_list("place__path", flat=True)
    theirs = [EVERYBODY, *(uuid_from("apps", code) for path in lived for code in path_codes(path))]
    if not Placement.objects.filter(app=app_id, audience__in=theirs).exists():
        raise NotFound
    signed = Version.objects.filter(app=app_id, n=n).exclude(review__statement="").filter(review__isnull=False).first()
    if signed is None:
        raise NotFound
    return act.grant(signed, because="signed for people to use")


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
    """Anybody may share with any of them."""
    return employers_now() if EVERYBODY in audiences else Employer.objects.none()


def employer_to_share_with(act: Act, employer_id: UUID) -> Employer:
    return granted(act, employers_now(), employer_id, because="people may share with them")


def employer_to_part_from(act: Act, employer_id: UUID) -> Employer:
    worker_who_acts(act)
    return granted(act, employers_now(), employer_id, because="keeps the list of employers")


def sharings_of(people: Collection[UUID]) -> QuerySet[Sharing]:
    return Sharing.objects.filter(person__in=people)


def sharing_to_stop(act: Act, sharing_id: UUID) -> Sharing:
    """One of the person's own."""
    return granted(act, sharings_of([myself(act).pk]), sharing_id, because="their own")


def sharings_with(act: Act) -> QuerySet[Sharing]:
    """What people share with this partner at this moment."""
    if not partner_may(act, SHOWN):
        return Sharing.objects.none()
    now_shared = Sharing.objects.filter(employer=act.actor.id, employer__parted_at=None, stopped_at=None, from_at__lte=act.arrived)
    return now_shared.filter(until__gt=act.arrived)


def audiences_of(people: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    """To which audiences each of them belongs, of those for whom there is something."""
    at = now()
    with scope(Act(CLOCK, at, at, Face.OPS)):
        placed = Placement.objects.filter(audience=OuterRef("pk"), to_at=None)
        meets = Q(pk=EVERYBODY) & Q(Exists(employers_now()))
        known = set(Audience.objects.filter(Exists(placed) | meets).values_list("pk", flat=True))
    return {facts.person_id: known & _of(facts) for facts in people}


def _of(facts: Facts) -> set[UUID]:
    codes = path_codes(facts.place_path) if facts.place_path else []
    return {EVERYBODY, *(uuid_from("apps", code) for code in codes)}


AUDIENCES = Audiences(audiences_of, Audience)
