"""The only file that turns an id into a person on the caseload. Not yours and not there are one answer."""

from uuid import UUID

from django.db.models import QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Care, Worker
from throughgate.kernel.places.models import Place, PlaceKind, Posting
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import paths_of, people_in_care_of, places_of, under
from throughgate.modules.caseload.models import PeopleFile

WHERE_PEOPLE_LIVE = (PlaceKind.ESTABLISHMENT, PlaceKind.WING, PlaceKind.LANDING, PlaceKind.CELL, PlaceKind.REGION, PlaceKind.OFFICE)


def places_to_live(act: Act) -> QuerySet[Place]:
    """Where this worker is posted, and every place under it, in which people live."""
    return places_of(act).filter(kind__in=WHERE_PEOPLE_LIVE)


def workers_beside(act: Act) -> QuerySet[Worker]:
    """The workers posted to this worker's prison or region, themself included."""
    tops = {f"/{path.split('/')[1]}/" for path in paths_of(act)}
    return Worker.objects.filter(pk__in=Posting.objects.filter(under(tops, "place__path"), to_at=None).values("worker"), left_at=None)


def people_files_visible_to(act: Act) -> QuerySet[PeopleFile]:
    """A worker's own: somebody else's may hold people of places that are not theirs."""
    return PeopleFile.objects.filter(by=act.worker_id) if act.worker_id else PeopleFile.objects.none()


def place_to_bring_to(act: Act, place_id: UUID) -> Place:
    """A place where this worker is posted, for somebody who is new to the record."""
    place = places_to_live(act).filter(pk=place_id).first()
    if place is None:
        raise NotFound
    return act.grant(place, because="posted there")


def place_to_move_to(act: Act, place_id: UUID) -> Place:
    """Any place in which people live: moves cross every border. The person moved must be one's own."""
    place = Place.objects.filter(pk=place_id, kind__in=WHERE_PEOPLE_LIVE).first() if act.worker_id else None
    if place is None:
        raise NotFound
    return act.grant(place, because="people move anywhere")


def worker_to_give_care(act: Act, worker_id: UUID) -> Worker:
    """A worker of the same prison or region."""
    worker = workers_beside(act).filter(pk=worker_id).first()
    if worker is None:
        raise NotFound
    return act.grant(worker, because="works in the same prison or region")


def care_to_end(act: Act, care_id: int) -> Care:
    """An open care of somebody this worker may know of."""
    care = Care.objects.filter(pk=care_id, to_at=None, person__in=people_in_care_of(act)).select_related("person").first()
    if care is None or act.worker_id is None:
        raise NotFound
    return act.grant(care, because="on their caseload, or where they are posted")


def people_file_to_import(act: Act, file_id: UUID) -> PeopleFile:
    """A file that one has handed in oneself."""
    file = people_files_visible_to(act).filter(pk=file_id).first()
    if file is None:
        raise NotFound
    return act.grant(file, because="handed in by themself")


def people_file_to_forget(act: Act, file_id: UUID) -> PeopleFile:
    """Any file, for the clock."""
    file = PeopleFile.objects.filter(pk=file_id).first() if act.actor.kind is ActorKind.CLOCK else None
    if file is None:
        raise NotFound
    return act.grant(file, because="the clock")


def importer(act: Act) -> Worker:
    """The worker who brings people in, where they are posted to any place at all."""
    worker = Worker.objects.filter(pk=act.worker_id, left_at=None).first() if act.worker_id else None
    if worker is None or not places_to_live(act).exists():
        raise NotFound
    return act.grant(worker, because="posted somewhere")
