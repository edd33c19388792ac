"""The only file that turns an id into something held, an appeal, a rule, a target or a stop."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.contacts import speaks_for
from throughgate.kernel.people.models import Contact, Relationship, Worker, WorkerRole
from throughgate.kernel.places.models import Place, PlaceKind, Posting
from throughgate.kernel.places.tree import path_codes
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.relations import granted, paths_of, people_in_care_of, places_of, under, worker_of
from throughgate.kernel.screening.care import CARE_TASK
from throughgate.kernel.screening.models import Appeal, Does, Item, Outcome, Ruling, Sampling, Stop, Target, WatchRule
from throughgate.kernel.tasks.work import waits_for
from throughgate.modules.desk.models import Relative, Seat
from throughgate.modules.desk.rules.needs import LEAD, SCREEN

AT_THE_DESK = "sits at that desk"
PARTS_OF_A_PRISON = (PlaceKind.WING, PlaceKind.LANDING, PlaceKind.CELL)
# What somebody may ask to have looked at again.
KEPT_BACK = (Outcome.WITHHELD, Outcome.BLACKED)
# What was taken back is withheld, too, and nobody decided that.
DECIDED = Exists(Ruling.objects.filter(item=OuterRef("pk")))


def desks(act: Act) -> list[UUID]:
    """The establishments at whose desk this worker sits: those where they are posted.

    Prison officers only where they were trained for it; senior probation officers only outside prisons, where there is no security.
    """
    return act.once("screening desks", lambda: _desks(act))


def _desks(act: Act) -> list[UUID]:
    worker = worker_of(act)
    if worker is None or not worker_may(worker, SCREEN, "see"):
        return []
    paths = paths_of(act)
    around = Q(code__in=[code for path in paths for code in path_codes(path)], kind=PlaceKind.ESTABLISHMENT)
    there = Place.objects.filter(around | under(paths, "path") & ~Q(kind__in=PARTS_OF_A_PRISON))
    if worker.role == WorkerRole.PRISON_OFFICER:
        there = there.filter(pk__in=Seat.objects.filter(worker=worker, to_at=None).values("place"))
    if worker.role == WorkerRole.SENIOR_PROBATION_OFFICER:
        there = there.exclude(kind=PlaceKind.ESTABLISHMENT)
    return list(there.order_by("code").values_list("pk", flat=True))


def items_visible_to(act: Act) -> QuerySet[Item]:
    """What passed, or would pass, where this worker sits at the desk."""
    return Item.objects.filter(establishment__in=desks(act))


def item_at_desk(act: Act, item_id: UUID) -> Item:
    """One of these, to be looked at."""
    return granted(act, items_visible_to(act).select_related("person", "contact", "establishment"), item_id, because=AT_THE_DESK)


def item_to_rule(act: Act, item_id: UUID) -> Item:
    """The same, held until the act is done, so that two workers decide one after the other."""
    return granted(act, items_visible_to(act).select_for_update(of=("self",)).select_related("contact"), item_id, because=AT_THE_DESK)


def item_not_held(act: Act, item_id: UUID) -> Item:
    """Something that does not wait for staff. Raises: NotFound."""
    return granted(act, Item.objects.exclude(outcome=Outcome.HELD), item_id, because="it is not held any more")


def item_of_care(act: Act, item_id: UUID) -> Item:
    """Something in which signs were seen that somebody might harm themself: for whom it waits, and who did what it asked for."""
    items = Item.objects.select_related("person", "contact")
    if not waits_for(act, CARE_TASK, item_id):
        items = items.filter(person__in=people_in_care_of(act), findings__does=Does.CARE).distinct() if act.worker_id else items.none()
    return granted(act, items, item_id, because="it waits for them, or they look after them")


def item_to_appeal(act: Act, item_id: UUID) -> Item:
    """Something of theirs that did not pass as it was: for the person, or for the contact and those for whom they answer."""
    if act.actor.kind is ActorKind.PERSON:
        mine = Item.objects.filter(person=act.person_id)
    elif act.contact_id:
        mine = Item.objects.filter(contact__in=speaks_for(act.contact_id, london_day(act.at)))
    else:
        raise NotFound
    return granted(act, mine.filter(DECIDED, outcome__in=KEPT_BACK).select_for_update(of=("self",)), item_id, because="theirs")


def appeals_visible_to(act: Act) -> QuerySet[Appeal]:
    return Appeal.objects.filter(item__in=items_visible_to(act)).select_related("item__person", "contact", "answer__by")


def appeal_to_answer(act: Act, appeal_id: UUID) -> Appeal:
    return granted(act, appeals_visible_to(act).select_for_update(of=("self", "item")), appeal_id, because=AT_THE_DESK)


def item_to_look_through(act: Act, item_id: UUID) -> Item:
    """Something whose files the machine has to look at. Raises: NotFound."""
    waiting = Item.objects.select_for_update().filter(outcome=Outcome.LOOKING)
    return granted(act, waiting, item_id, because="its files wait to be looked at")


def is_mine(act: Act, item: Item) -> bool:
    """Has this worker said that one of the two is a relative of theirs?"""
    theirs = Q(person=item.person_id, contact=None)
    if item.contact_id:
        theirs |= Q(contact=item.contact_id)
    return Relative.objects.filter(theirs, worker=act.worker).exists()


def relatives_of(act: Act) -> QuerySet[Relative]:
    """Whom this worker has declared."""
    return Relative.objects.filter(worker=act.worker).select_related("person", "contact").order_by("-at")


def contact_of(act: Act, person_id: UUID, contact_id: UUID) -> Contact:
    """Somebody who is anything to a person of whom this worker may know."""
    theirs = Relationship.objects.filter(person=person_id, person__in=people_in_care_of(act)).values("contact")
    return granted(act, Contact.objects.filter(pk__in=theirs), contact_id, because="in touch with somebody in their care")


def leads_everywhere(act: Act) -> None:
    """Security may speak for all desks. Raises: NotFound for everybody else."""
    worker = worker_of(act)
    if worker is None or worker.role != WorkerRole.SECURITY or not worker_may(worker, LEAD):
        raise NotFound
    act.grant(worker, because="security, for every desk")


def rules_visible_to(act: Act) -> QuerySet[WatchRule]:
    """Rules for everywhere, and those of these desks."""
    return WatchRule.objects.filter(Q(establishment=None) | Q(establishment__in=desks(act)))


def rule_to_end(act: Act, rule_id: UUID) -> WatchRule:
    mine = rules_visible_to(act) if desks(act) else WatchRule.objects.none()
    return granted(act, mine, rule_id, because=AT_THE_DESK)


def targets_visible_to(act: Act) -> QuerySet[Target]:
    return Target.objects.filter(person__in=people_in_care_of(act)) if desks(act) else Target.objects.none()


def target_to_decide(act: Act, target_id: UUID) -> Target:
    return granted(act, targets_visible_to(act).select_for_update(of=("self",)), target_id, because=AT_THE_DESK)


def stops_visible_to(act: Act) -> QuerySet[Stop]:
    """Those of the estate, of places where this worker works or above, and of people in their care."""
    if not desks(act):
        return Stop.objects.none()
    above = [code for path in paths_of(act) for code in path_codes(path)]
    where = Q(place__in=places_of(act)) | Q(place__code__in=above) | Q(place=None, person=None)
    return Stop.objects.filter(where | Q(person__in=people_in_care_of(act))).select_related("person", "contact", "place", "by")


def stop_to_end(act: Act, stop_id: UUID) -> Stop:
    return granted(act, stops_visible_to(act), stop_id, because=AT_THE_DESK)


def samplings_visible_to(act: Act) -> QuerySet[Sampling]:
    return Sampling.objects.filter(Q(establishment=None) | Q(establishment__in=desks(act))).select_related("establishment", "by")


def desk_to_lead(act: Act, place_id: UUID) -> Place:
    """A desk at which this worker sits."""
    return granted(act, Place.objects.filter(pk__in=desks(act)), place_id, because=AT_THE_DESK)


def officer_to_train(act: Act, place: Place, worker_id: UUID) -> Worker:
    """A prison officer who works at that prison."""
    here = Posting.objects.filter(worker=OuterRef("pk"), place__path__startswith=place.path, to_at=None)
    officers = Worker.objects.filter(Exists(here), role=WorkerRole.PRISON_OFFICER, left_at=None)
    return granted(act, officers, worker_id, because="works there")


def seats_visible_to(act: Act) -> QuerySet[Seat]:
    return Seat.objects.filter(place__in=desks(act), to_at=None).select_related("worker", "place", "by")


def seat_to_end(act: Act, seat_id: UUID) -> Seat:
    return granted(act, seats_visible_to(act), seat_id, because=AT_THE_DESK)
