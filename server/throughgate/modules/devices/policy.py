"""The only file that turns an id into a device, or into who or what one is made for. Not yours and not there are one answer."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.identity.models import Device, DeviceKind, Holding
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_in_care_of, places_of
from throughgate.kernel.sync.store import LOOK
from throughgate.kernel.tasks.models import Task


def devices_visible_to(act: Act) -> QuerySet[Device]:
    """Held by people in this worker's care, standing where they are posted, or last held by such a person and by nobody since."""
    if act.worker_id is None:
        return Device.objects.none()
    of_mine = Holding.objects.filter(device=OuterRef("pk"), person__in=people_in_care_of(act))
    held = Exists(Holding.objects.filter(device=OuterRef("pk"), to_at=None))
    return Device.objects.filter(Exists(of_mine.filter(to_at=None)) | Q(place__in=places_of(act)) | (~held & Exists(of_mine)))


def maker(act: Act) -> Worker:
    """The worker who acts. Raises: NotFound for anyone else."""
    worker = Worker.objects.filter(pk=act.worker_id, left_at=None).first() if act.worker_id else None
    if worker is None:
        raise NotFound
    return worker


def place_to_equip(act: Act, place_id: UUID) -> Place:
    """A place where this worker is posted."""
    place = places_of(act).filter(pk=place_id).first()
    if place is None:
        raise NotFound
    return act.grant(place, because="posted there")


def device_to_manage(act: Act, device_id: UUID) -> Device:
    """A device that this worker may see."""
    device = devices_visible_to(act).filter(pk=device_id).first()
    if device is None:
        raise NotFound
    return act.grant(device, because="held by somebody in their care, or standing where they are posted")


def device_used_by(act: Act, device_id: UUID, person: Person) -> Device:
    """A device that this person holds; or a kiosk where this worker is posted, which everybody there uses."""
    device = device_to_manage(act, device_id)
    if device.kind != DeviceKind.KIOSK and not Holding.objects.filter(device=device, person=person, to_at=None).exists():
        raise NotFound
    return device


def task_to_look(act: Act, set_aside: UUID) -> Task:
    """What asks for a look at something that was set aside, where it is about somebody in this worker's care."""
    mine = people_in_care_of(act) if act.worker_id else Person.objects.none()
    task = Task.objects.filter(kind=LOOK, about=set_aside, person__in=mine).select_related("person", "done_by").first()
    if task is None:
        raise NotFound
    return act.grant(task, because="about somebody on their caseload, or where they are posted")
