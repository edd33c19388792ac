"""The only file that turns an id into a person on the caseload. Not yours and not there are one answer."""

from uuid import UUID

from django.db.models import Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Leave, Person, Worker, WorkerRole
from throughgate.kernel.places.models import Group, Membership, Place, PlaceKind, Posting, Stay
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.relations import (
    granted,
    paths_of,
    people_in_care_of,
    people_numbered,
    places_of,
    under,
    worker_of,
    worker_who_acts,
    workers_who_know,
)
from throughgate.kernel.registry.installed import inbox_line
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import SENIORS, waiting_for
from throughgate.modules.caseload.models import FileKind, PeopleFile

# The task that asks who looks after somebody now.
ARRIVED = "caseload.arrived"
# Who may say that somebody else is away: they may be ill, and cannot say so themselves.
PLAN_FOR_OTHERS = (*SENIORS, WorkerRole.ADMINISTRATOR)
WHERE_PEOPLE_LIVE = (PlaceKind.ESTABLISHMENT, PlaceKind.WING, PlaceKind.LANDING, PlaceKind.CELL, PlaceKind.REGION, PlaceKind.OFFICE)


def places_to_live(act: Act) -> QuerySet[Place]:
    """Where this worker is posted, and every place under it, in which people live."""
    return places_of(act).filter(kind__in=WHERE_PEOPLE_LIVE)


def workers_beside(act: Act) -> QuerySet[Worker]:
    """The workers posted to this worker's prison or region, themself included."""
    tops = {f"/{path.split('/')[1]}/" for path in paths_of(act)}
    return Worker.objects.filter(pk__in=Posting.objects.filter(under(tops, "place__path"), to_at=None).values("worker"), left_at=None)


def places_where_people_live() -> QuerySet[Place]:
    """Everywhere: whom one may move there is another question."""
    return Place.objects.filter(kind__in=WHERE_PEOPLE_LIVE)


def people_files_visible_to(act: Act) -> QuerySet[PeopleFile]:
    """A worker's own: somebody else's may hold people of places that are not theirs."""
    return PeopleFile.objects.filter(by=act.worker_id) if act.worker_id else PeopleFile.objects.none()


def place_to_bring_to(act: Act, place_id: UUID) -> Place:
    """A place where this worker is posted, for somebody who is new to the record."""
    return granted(act, places_to_live(act), place_id, because="posted there")


def place_to_move_to(act: Act, place_id: UUID) -> Place:
    """Any place in which people live: moves cross every border. The person moved must be one's own."""
    places = places_where_people_live() if act.worker_id else Place.objects.none()
    return granted(act, places, place_id, because="people move anywhere")


def person_reported(act: Act, number: str) -> Person | None:
    """Who has that prison number or CRN, for a partner: the key says that it may tell us of anybody."""
    person = people_numbered(act, {number}).get(number) if act.actor.kind is ActorKind.PARTNER else None
    return act.grant(person, because="reported by a partner") if person else None


def worker_to_give_care(act: Act, worker_id: UUID) -> Worker:
    """A worker of the same prison or region."""
    return granted(act, workers_beside(act), worker_id, because="works in the same prison or region")


def care_to_end(act: Act, care_id: int) -> Care:
    """An open care of somebody this worker may know of."""
    care = Care.objects.filter(pk=care_id, to_at=None, person__in=people_in_care_of(act)).select_related("person").first()
    if care is None or act.worker_id is None:
        raise NotFound
    return act.grant(care, because="on their caseload, or where they are posted")


def file_to_confirm(act: Act, file_id: UUID, kind: FileKind) -> PeopleFile:
    """A file of that kind that one has handed in oneself."""
    return granted(act, people_files_visible_to(act).filter(kind=kind), file_id, because="handed in by themself")


def people_file_to_forget(act: Act, file_id: UUID) -> PeopleFile:
    """Any file, for the clock."""
    files = PeopleFile.objects.all() if act.actor.kind is ActorKind.CLOCK else PeopleFile.objects.none()
    return granted(act, files, file_id, because="the clock")


def importer(act: Act) -> Worker:
    """The worker who brings people in, where they are posted to any place at all."""
    worker = worker_who_acts(act)
    if not places_to_live(act).exists():
        raise NotFound
    return act.grant(worker, because="posted somewhere")


def arrival(act: Act, about: UUID) -> Task:
    """What asks who looks after somebody who has come to live where this worker is posted."""
    mine = people_in_care_of(act) if act.worker_id else Person.objects.none()
    task = Task.objects.filter(kind=ARRIVED, about=about, person__in=mine).first()
    if task is None:
        raise NotFound
    return act.grant(task, because="lives where they are posted")


def open_arrivals(person: Person) -> QuerySet[Task]:
    """What still asks who looks after that person."""
    return Task.objects.filter(kind=ARRIVED, person=person, done_at=None)


def task_in_hand(act: Act, task_id: UUID) -> Task:
    """Something that is in this worker's own inbox, of whatever kind."""
    # What waits at a desk is the desk's: whom it is about is not theirs to know.
    waiting = waiting_for(act).filter(desk=None) if act.worker_id else Task.objects.none()
    return granted(act, waiting, task_id, because="in their inbox")


def colleagues_for(act: Act, task: Task) -> list[Worker]:
    """Who else may see that person and has a role that answers what waits. By name."""
    line = inbox_line(task.kind)
    others = workers_who_know(task.person_id).exclude(pk__in=[act.worker, task.held_by_id or act.worker])
    return [worker for worker in others if line is None or not line.needs or worker_may(worker, line.needs)]


def colleague_to_hand_to(act: Act, task: Task, worker_id: UUID) -> Worker:
    """One of those."""
    colleague = next((one for one in colleagues_for(act, task) if one.pk == worker_id), None)
    if colleague is None:
        raise NotFound
    return act.grant(colleague, because="may see the person, and answer")


def workers_to_plan_leave_for(act: Act) -> QuerySet[Worker]:
    """The worker who asks; and for those who lead, whoever works in the same prison or region. By name."""
    me = worker_of(act)
    leads = me is not None and me.role in PLAN_FOR_OTHERS
    mine = Q(pk=act.worker) | Q(pk__in=workers_beside(act)) if leads else Q(pk=act.worker)
    return Worker.objects.filter(mine, left_at=None).order_by("name", "pk")


def worker_to_plan_leave_for(act: Act, worker_id: UUID) -> Worker:
    """One of those."""
    return granted(act, workers_to_plan_leave_for(act), worker_id, because="themself, or led by them")


def colleagues_to_cover(act: Act) -> QuerySet[Worker]:
    """Who may stand in for somebody: whoever works in the same prison or region. By name."""
    return workers_beside(act).order_by("name", "pk")


def colleague_to_cover(act: Act, away: Worker, worker_id: UUID) -> Worker:
    """One of those, who does the same work as the one who is away, or leads."""
    same = Q(role=away.role) | Q(role__in=SENIORS)
    return granted(act, colleagues_to_cover(act).filter(same).exclude(pk=away.pk), worker_id, because="does the same work")


def leaves_visible_to(act: Act) -> QuerySet[Leave]:
    """Leave that is not over: one's own, and that of whom one leads or covers for."""
    mine = Q(worker__in=workers_to_plan_leave_for(act)) | Q(cover=act.worker_id)
    return Leave.objects.filter(mine, to_at__gt=act.arrived, ended_at=None).order_by("from_at", "pk")


def leave_to_end(act: Act, leave_id: UUID) -> Leave:
    """Leave of one's own, or of whom one leads; not that which one covers."""
    leaves = leaves_visible_to(act).filter(worker__in=workers_to_plan_leave_for(act)) if act.worker_id else Leave.objects.none()
    return granted(act, leaves, leave_id, because="themself, or led by them")


def groups_visible_to(act: Act) -> QuerySet[Group]:
    """Groups of the places where this worker works, by name."""
    mine = Group.objects.filter(place__in=places_of(act), to_at=None) if act.worker_id else Group.objects.none()
    return mine.order_by("name", "pk")


def group_to_keep(act: Act, group_id: UUID) -> Group:
    """One of those."""
    return granted(act, groups_visible_to(act).select_related("place"), group_id, because="posted there")


def places_for_groups(act: Act) -> QuerySet[Place]:
    """A prison or its wings, a region or its offices, where this worker works. By path."""
    wide = (PlaceKind.ESTABLISHMENT, PlaceKind.WING, PlaceKind.REGION, PlaceKind.OFFICE)
    return places_of(act).filter(kind__in=wide).order_by("path")


def place_for_group(act: Act, place_id: UUID) -> Place:
    """One of those."""
    return granted(act, places_for_groups(act) if act.worker_id else Place.objects.none(), place_id, because="posted there")


def lives_under(person: Person, place: Place) -> bool:
    """Do they live at that place, or under it?"""
    return Stay.objects.filter(person=person, to_at=None, place__path__startswith=place.path).exists()


def membership_to_end(act: Act, membership_id: UUID) -> Membership:
    """That somebody is of one of these groups now."""
    mine = Membership.objects.filter(group__in=groups_visible_to(act), to_at=None)
    return granted(act, mine.select_related("group", "person"), membership_id, because="posted there")
