"""People move: recorded by hand, by file, or by another system; to another prison, out of it, or back."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Care, CareRole, Person
from throughgate.kernel.places import moves
from throughgate.kernel.places.models import Place, Posting, Setting, Stay
from throughgate.kernel.places.tree import is_in_prison
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.tasks.work import let_go, open_task
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.rules.moves_line import UnknownPlace, tidy_number
from throughgate.modules.caseload.rules.moving import NewMove, establishment_left, objections_to

MOVE = "caseload.move"
TIME_TO_TAKE_OVER = timedelta(days=1)


class UnknownPerson(Refused):
    says = _("Nobody on the record has the number “{value}”.")


@command("caseload.move_person", by=ActorKind.WORKER, needs=MOVE)
def move_person(act: Act, *, person: UUID, place: UUID, setting: Setting, at: datetime, release_on: date | None = None) -> Done:
    """Record that a person lives somewhere else, or in another setting, since `at`."""
    move = NewMove(person_in_care(act, person), policy.place_to_move_to(act, place), setting, at, release_on)
    return _record(act, move)


@command("caseload.report_move", by=ActorKind.PARTNER, needs=MOVE)
def report_move(
    act: Act,
    *,
    number: Annotated[str, Meta(max_length=20)],
    place: Annotated[str, Meta(max_length=24)],
    setting: Setting,
    at: datetime,
    release_on: date | None = None,
) -> Done:
    """Record a move that another system knows of: the person by prison number or CRN, the place by its code."""
    person = policy.person_reported(act, tidy_number(number))
    if person is None:
        raise UnknownPerson(value=number)
    to = policy.places_where_people_live().filter(code=place.strip().upper()).first()
    if to is None:
        raise UnknownPlace(value=place)
    return _record(act, NewMove(person, to, setting, at, release_on))


def _record(act: Act, move: NewMove) -> Done:
    for _column, refusal in objections_to(move, latest_stay(move.person), act.arrived):
        raise refusal
    return Done(move.person.pk, tuple(carry_out(act, move)))


def latest_stay(person: Person) -> Stay | None:
    """Their stay that began last."""
    return Stay.objects.filter(person=person).select_related("place").order_by("-from_at").first()


def carry_out(act: Act, move: NewMove) -> list[Stay | Care]:
    """Begin the new stay. Whoever worked with them only in the prison they left does so no longer. Returns the rows that changed.

    Everything was checked before. What waits for a worker then waits for whoever looks after them now (`tasks.work.waiting_for`).
    """
    before = latest_stay(move.person)
    stay = moves.move(move.person, move.place, move.setting, move.at, move.release_on)
    left = establishment_left(before, stay)
    ended = _end_care_within(act, move.person, left) if left and is_in_prison(left) else []
    if left:
        let_go(move.person)
        _ask_who_takes_over(act, move.person, stay)
    return [stay, *ended]


def _end_care_within(act: Act, person: Person, prison: Place) -> list[Care]:
    posted = Posting.objects.filter(worker=OuterRef("worker"), to_at=None)
    here = posted.filter(place__path__startswith=prison.path)
    standing = Care.objects.filter(Exists(here), ~Exists(posted.exclude(pk__in=here)), person=person, to_at=None)
    ended = list(standing.select_related("person"))
    for care in ended:
        care.to_at = act.arrived
    Care.objects.bulk_update(ended, ["to_at"])
    return ended


def _ask_who_takes_over(act: Act, person: Person, stay: Stay) -> None:
    """Where nobody has it yet, somebody must choose who does: a keyworker inside, a supervising officer outside."""
    role = CareRole.KEYWORKER if is_in_prison(stay.place) else CareRole.SUPERVISING
    if not Care.objects.filter(person=person, role=role, to_at=None).exists():
        open_task(act, policy.ARRIVED, uuid_from(policy.ARRIVED, stay.pk), person, act.arrived + TIME_TO_TAKE_OVER, role)
