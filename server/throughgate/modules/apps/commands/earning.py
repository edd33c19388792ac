"""What somebody can do: said by them after an app offered it, confirmed by a worker, shared with an employer, and stopped."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.identity.partners import partner_named
from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.apps import policy
from throughgate.modules.apps.commands.bringing import audience_of
from throughgate.modules.apps.models import Competence, Confirmed, Employer, Sharing
from throughgate.modules.apps.rules.manifest import Manifest, offer_of
from throughgate.modules.apps.rules.needs import SHARE, SHOWN, SIGN, USE

TASK = "apps.confirm"
# Our own defaults. Nothing urgent; and a year is as long as anybody should have to remember with whom they share.
TIME_TO_CONFIRM = timedelta(days=14)
LONGEST_SHARING = timedelta(days=366)


class NotOffered(Refused):
    says = _("This app was not reviewed for that. Please tell your worker.")


class TooManyPoints(Refused):
    says = _("The app says more points than there are. Please tell your worker.")


class ConfirmedBefore(Refused):
    says = _("{name} confirmed this on {day}.")


class OverAlready(Refused):
    says = _("That day has passed. Choose a later one.")


class TooLong(Refused):
    says = _("You can share it for a year at most. You can share it again then.")


class SharedAlready(Refused):
    says = _("You share this with {employer} already.")


class NoSuchKey(Refused):
    says = _("No key is listed for a partner of that name.")


@command("apps.earn", by=ActorKind.PERSON, needs=USE)
def earn(
    act: Act,
    *,
    app: UUID,
    version: UUID,
    competence: Annotated[str, Meta(max_length=40)],
    score: Annotated[int, Meta(ge=0, le=1000)],
    evidence: Annotated[str, Meta(max_length=2048)] = "",
) -> Done:
    """Say what an app found that they can do. They saw every word of it outside the app, and confirmed it."""
    me, used = myself(act), policy.version_somebody_uses(act, app, version)
    offer = offer_of(msgspec.convert(used.manifest, Manifest), competence)
    if offer is None:
        raise NotOffered
    if score > offer.most:
        raise TooManyPoints
    earned = Competence.objects.create(
        id=act.id,
        person=me,
        version=used,
        key=competence,
        name=offer.name,
        score=score,
        most=offer.most,
        evidence=evidence,
        earned_at=act.at,
        arrived_at=act.arrived,
    )
    open_task(act, TASK, earned.pk, me, act.arrived + TIME_TO_CONFIRM, _who_confirms(me))
    return Done(me.pk, (earned,))


@command("apps.confirm_competence", by=ActorKind.WORKER, needs=USE)
def confirm_competence(act: Act, *, competence: UUID) -> Done:
    """Say that one has seen it for oneself: the person, and whom they share it with, read that."""
    earned = policy.competence_to_confirm(act, competence)
    if hasattr(earned, "confirmed"):
        raise ConfirmedBefore(name=earned.confirmed.by.name, day=times.day_of_year(earned.confirmed.at))
    row = Confirmed.objects.create(competence=earned, person_id=earned.person_id, by_id=act.worker, at=act.arrived)
    finish_task(act, TASK, earned.pk)
    return Done(earned.person_id, (row, earned))


@command("apps.share", by=ActorKind.PERSON, needs=SHARE)
def share(act: Act, *, competence: UUID, employer: UUID, until: Annotated[datetime, Meta(tz=True)]) -> Done:
    """Let an employer see one competence, until a day."""
    shown, to = policy.competence_to_share(act, competence), policy.employer_to_share_with(act, employer)
    if until <= act.at:
        raise OverAlready
    if until > act.at + LONGEST_SHARING:
        raise TooLong
    # One employer may be welcome at an office and in its region.
    if Sharing.objects.filter(competence=shown, employer__key=to.key, stopped_at=None, until__gt=act.at).exists():
        raise SharedAlready(employer=to.name)
    row = Sharing.objects.create(id=act.id, person_id=shown.person_id, competence=shown, employer=to, from_at=act.at, until=until)
    return Done(shown.person_id, (row,))


# No capability is asked for: nothing may stand between somebody and taking back what they gave.
@command("apps.stop_sharing", by=ActorKind.PERSON)
def stop_sharing(act: Act, *, sharing: UUID) -> Done:
    """The employer sees it no longer, from now on. Stopping twice is stopping once."""
    row = policy.sharing_to_stop(act, sharing)
    if row.stopped_at is None:
        row.stopped_at = act.arrived
        row.save()
    return Done(row.person_id, (row,))


@command("apps.look_at_shared", by=ActorKind.PARTNER, needs=SHOWN)
def look_at_shared(act: Act) -> Done:
    """An employer asks what people share with it. On the trail of each of them."""
    people = sorted(set(act.grant(policy.sharings_with(act), because="they share it").values_list("person", flat=True)))
    for person_id in people:
        trail.look(act, "apps:shared", person_id)
    return Done(None)


@command("apps.welcome_employer", by=ActorKind.WORKER, needs=SIGN)
def welcome_employer(
    act: Act,
    *,
    place: UUID,
    key: Annotated[str, Meta(min_length=1, max_length=80)],
    name: Annotated[str, Meta(min_length=1, max_length=80)],
) -> Done:
    """From now on people who live there may share with this employer, whose system asks us with the key of that name."""
    at = policy.place_for_apps(act, place)
    partner = partner_named(policy.id_of_key(key))
    if partner is None or SHOWN not in partner.may:
        raise NoSuchKey
    fresh = {"name": name, "by_id": act.worker, "since": act.arrived, "parted_at": None}
    employer, _new = Employer.objects.update_or_create(key=partner.id, place=at, defaults=fresh)
    return Done(None, (employer, audience_of(at, act)))


@command("apps.part_from_employer", by=ActorKind.WORKER, needs=SIGN)
def part_from_employer(act: Act, *, employer: UUID) -> Done:
    """Nobody who lives there shares with this employer any more: what was shared is not shown to it from now on."""
    row = policy.employer_to_part_from(act, employer)
    row.parted_at = act.arrived
    row.save()
    return Done(None, (row, audience_of(row.place, act)))


def _who_confirms(person: Person) -> CareRole:
    """The supervising officer, or inside a prison, where there is none yet, the keyworker."""
    roles = set(Care.objects.filter(person=person, to_at=None).values_list("role", flat=True))
    inside = CareRole.KEYWORKER in roles and CareRole.SUPERVISING not in roles
    return CareRole.KEYWORKER if inside else CareRole.SUPERVISING
