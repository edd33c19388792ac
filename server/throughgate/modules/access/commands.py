"""Every decision about access, with its named refusals. Devices hear of each at their next pull: scope is computed there."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london, london_day
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.deciders import who_decides
from throughgate.kernel.policy.markers import MARKERS
from throughgate.kernel.policy.models import Marker, Restriction, Rollout
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.access import policy

DECIDE, ROLL_OUT = "access.decide", "access.roll_out"


class NeedsEnd(Refused):
    says = _("Say until when, or on which day this is looked at again. Nothing is taken away for ever.")


class EndsInThePast(Refused):
    says = _("{day} has passed. Choose a day to come.")


class NeedsReason(Refused):
    says = _("Write the reason, in words that {name} will read.")


class UnknownMarker(Refused):
    says = _("“{code}” is not a marker that changes what people may use. These are: {known}.")


class MarkerStands(Refused):
    says = _("{name} has the marker {code} already.")


class EssentialStays(Refused):
    says = _("“{capability}” is essential: it cannot be taken away from anybody.")


class RestrictedAlready(Refused):
    says = _("“{capability}” is stopped for {name} already. Lift that restriction first, or leave it as it is.")


class RolledOutAlready(Refused):
    says = _("“{capability}” is switched on there already.")


class NeedsNoRollOut(Refused):
    says = _("“{capability}” is on everywhere: it needs no roll-out.")


@command("access.set_marker", by=ActorKind.WORKER, needs=DECIDE)
def set_marker(
    act: Act,
    *,
    person: UUID,
    code: Annotated[str, Meta(max_length=8)],
    why: Annotated[str, Meta(max_length=300)],
    until: datetime | None = None,
    review_on: date | None = None,
) -> Done:
    """Record a marker of the national system for a person, until an end or until it is looked at again."""
    marked = person_in_care(act, person)
    if code not in MARKERS:
        raise UnknownMarker(code=code, known=", ".join(MARKERS))
    _check_reason_and_end(act, marked, why, until, review_on)
    standing = Marker.objects.filter(person=marked, code=code).exclude(to_at__lte=act.arrived)
    if standing.exists():
        raise MarkerStands(name=marked.name, code=code)
    marker = Marker.objects.create(
        person=marked, code=code, why=why.strip(), from_at=act.arrived, to_at=until, review_on=review_on, by_id=act.worker
    )
    return Done(marked.pk, (marker,))


@command("access.end_marker", by=ActorKind.WORKER, needs=DECIDE)
def end_marker(act: Act, *, marker: UUID) -> Done:
    """End a marker before its time."""
    ended = policy.marker_to_end(act, marker)
    ended.to_at = act.arrived
    ended.save(update_fields=["to_at"])
    return Done(ended.person_id, (ended,))


@command("access.restrict", by=ActorKind.WORKER, needs=DECIDE)
def restrict(
    act: Act,
    *,
    person: UUID,
    capability: Annotated[str, Meta(max_length=60)],
    reason: Annotated[str, Meta(max_length=500)],
    until: datetime | None = None,
    review_on: date | None = None,
) -> Done:
    """Take a capability away from a person: why, in words they will read, and until when or when it is looked at again."""
    restricted, taken = person_in_care(act, person), policy.capability_to_decide(act, capability)
    if taken.essential:
        raise EssentialStays(capability=taken.title)
    _check_reason_and_end(act, restricted, reason, until, review_on)
    standing = Restriction.objects.filter(person=restricted, capability=capability, lifted_at=None).exclude(until__lte=act.arrived)
    if standing.exists():
        raise RestrictedAlready(capability=taken.title, name=restricted.name)
    restriction = Restriction.objects.create(
        person=restricted,
        capability=capability,
        reason=reason.strip(),
        by_id=act.worker,
        from_at=act.arrived,
        until=until,
        review_on=review_on,
    )
    return Done(restricted.pk, (restriction,))


@command("access.lift_restriction", by=ActorKind.WORKER, needs=DECIDE)
def lift_restriction(act: Act, *, restriction: UUID) -> Done:
    """Give back what a restriction took, before its time."""
    lifted = policy.restriction_to_lift(act, restriction)
    _lift(act, lifted)
    return Done(lifted.person_id, (lifted,))


@command("access.review_restriction", by=ActorKind.WORKER, needs=DECIDE)
def review_restriction(
    act: Act,
    *,
    restriction: UUID,
    reason: Annotated[str, Meta(max_length=500)],
    until: datetime | None = None,
    review_on: date | None = None,
) -> Done:
    """Look at a restriction again and let it stand: from now on a new one does, with a reason and an end of its own."""
    looked_at = policy.restriction_to_lift(act, restriction)
    if looked_at.until and looked_at.until <= act.arrived:
        raise NotFound
    _check_reason_and_end(act, looked_at.person, reason, until, review_on)
    _lift(act, looked_at)
    stands = Restriction.objects.create(
        person=looked_at.person,
        capability=looked_at.capability,
        reason=reason.strip(),
        by_id=act.worker,
        from_at=act.arrived,
        until=until,
        review_on=review_on,
    )
    return Done(stands.person_id, (looked_at, stands))


@command("access.ask_for_review", by=ActorKind.CLOCK)
def ask_for_review(act: Act, *, restriction: UUID) -> Done:
    """The day has come on which a restriction is looked at again: ask whoever decides where the person lives, once."""
    due = policy.restriction_on_the_clock(act, restriction)
    if due.review_on is None or due.review_on > london_day(act.arrived) or not _stands(act, due):
        raise NotFound
    end_of_day = london(due.review_on + timedelta(days=1), 0)
    open_task(act, policy.REVIEW, due.pk, due.person, end_of_day, role=who_decides(due.person))
    return Done(due.person_id)


@command("access.close_review", by=ActorKind.CLOCK)
def close_review(act: Act, *, restriction: UUID) -> Done:
    """A restriction ended by itself before anybody looked at it again: nobody needs to any more."""
    ended = policy.restriction_on_the_clock(act, restriction)
    if _stands(act, ended):
        raise NotFound
    finish_task(act, policy.REVIEW, ended.pk)
    return Done(ended.person_id)


@command("access.roll_out", by=ActorKind.WORKER, needs=ROLL_OUT)
def roll_out(
    act: Act,
    *,
    capability: Annotated[str, Meta(max_length=60)],
    place: UUID | None = None,
    note: Annotated[str, Meta(max_length=300)] = "",
) -> Done:
    """Switch a capability on at a place and everywhere under it; with no place, everywhere."""
    switched, where = policy.capability_to_decide(act, capability), policy.place_to_roll_out(act, place)
    if not switched.needs_rollout:
        raise NeedsNoRollOut(capability=switched.title)
    if Rollout.objects.filter(capability=capability, place=where).exclude(to_at__lte=act.arrived).exists():
        raise RolledOutAlready(capability=switched.title)
    rollout = Rollout.objects.create(capability=capability, place=where, by_id=act.worker, from_at=act.arrived, note=note)
    return Done(None, (rollout,))


@command("access.end_roll_out", by=ActorKind.WORKER, needs=ROLL_OUT)
def end_roll_out(act: Act, *, rollout: UUID) -> Done:
    """Switch it off again. What people did with it stays."""
    ended = policy.rollout_to_end(act, rollout)
    ended.to_at = act.arrived
    ended.save(update_fields=["to_at"])
    return Done(None, (ended,))


def _lift(act: Act, restriction: Restriction) -> None:
    restriction.lifted_at, restriction.lifted_by_id = act.arrived, act.worker_id
    restriction.save(update_fields=["lifted_at", "lifted_by"])
    finish_task(act, policy.REVIEW, restriction.pk)


def _stands(act: Act, restriction: Restriction) -> bool:
    return restriction.lifted_at is None and (restriction.until is None or restriction.until > act.arrived)


def _check_reason_and_end(act: Act, person: Person, reason: str, until: datetime | None, review_on: date | None) -> None:
    if not reason.strip():
        raise NeedsReason(name=person.known_as)
    if until is None and review_on is None:
        raise NeedsEnd
    if until and until <= act.arrived:
        raise EndsInThePast(day=times.last_day(until))
    if review_on and review_on < london_day(act.arrived):
        raise EndsInThePast(day=times.day(review_on))
