"""The only file that turns an id into a device, or into who or what one is made for. Not yours and not there are one answer."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.identity.devices import holds
from throughgate.kernel.identity.models import Device, Holding
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.tree import IN_PRISON
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import granted, people_in_care_of, places_of
from throughgate.kernel.sync.asking import LOOK
from throughgate.kernel.sync.missing import MISSING
from throughgate.kernel.sync.models import Quarantined
from throughgate.kernel.sync.quarantine import Step
from throughgate.kernel.tasks.models import Task

OF_THE_DEVICE = frozenset({Step.RELEASE, Step.ROUTE})
DECIDE = "devices.decide"


def devices_visible_to(act: Act) -> QuerySet[Device]:
    """Held by people in this worker's care, standing where they are posted, or last held by such a person and by nobody since."""
    if act.worker_id is None:
        return Device.objects.none()
    of_mine = Holding.objects.filter(device=OuterRef("pk"), person__in=people_in_care_of(act))
    held = Exists(Holding.objects.filter(device=OuterRef("pk"), to_at=None))
    # A prison's own devices stay there: whoever looks after somebody now has no say about the tablet they left behind.
    given_back = ~held & Exists(of_mine) & (Q(place=None) | ~Q(place__kind__in=IN_PRISON))
    return Device.objects.filter(Exists(of_mine.filter(to_at=None)) | Q(place__in=places_of(act)) | given_back)


def holdings_to_put_away(act: Act) -> QuerySet[Holding]:
    """Holdings that have ended, and whose device may still have something of that person: theirs to find, or somebody's in their care."""
    if act.worker_id is None:
        return Holding.objects.none()
    back = Holding.objects.filter(device=OuterRef("device"), person=OuterRef("person"), to_at=None)
    ended = Holding.objects.filter(~Exists(back), to_at__isnull=False, put_away_at=None)
    return ended.filter(Q(device__in=devices_visible_to(act)) | Q(person__in=people_in_care_of(act)))


def quarantined_visible_to(act: Act) -> QuerySet[Quarantined]:
    """What came from a device that this worker may see, or says that it is from somebody in their care."""
    if act.worker_id is None:
        return Quarantined.objects.none()
    return Quarantined.objects.filter(Q(device__in=devices_visible_to(act)) | Q(person_id__in=people_in_care_of(act).values("pk")))


def quarantined_to_see(act: Act, pk: int) -> Quarantined:
    """One of them."""
    row = quarantined_visible_to(act).filter(pk=pk).select_related("stored", "device").first()
    if row is None:
        raise NotFound
    return act.grant(row, because="handed in by a device of theirs, or from somebody in their care")


def quarantined_to_decide(act: Act, pk: int, step: Step) -> Quarantined:
    """One about which this worker may decide that."""
    row = quarantined_to_see(act, pk)
    if step not in steps_of(act, row):
        raise NotFound
    return row


def steps_of(act: Act, row: Quarantined) -> frozenset[Step]:
    """What of all that can ever be done about it is this worker's to decide.

    What is from somebody in others' care is for those others; but letting a device's chain go on, and saying whose an act from it
    really is, is also for those whose device it is.
    """
    claimed = Person.objects.filter(pk=row.person_id) if row.person_id else Person.objects.none()
    if not claimed.exists() or people_in_care_of(act).filter(pk__in=claimed).exists():
        return frozenset(Step)
    return OF_THE_DEVICE if devices_visible_to(act).filter(pk=row.device_id).exists() else frozenset()


def device_to_manage(act: Act, device_id: UUID) -> Device:
    """A device that this worker may see."""
    return granted(act, devices_visible_to(act), device_id, because="held by somebody in their care, or standing where they are posted")


def device_used_by(act: Act, device_id: UUID, person: Person) -> Device:
    """A device that this person holds; or a kiosk where this worker is posted, which everybody who lives there uses."""
    device = device_to_manage(act, device_id)
    if not holds(device, person.pk):
        raise NotFound
    return device


def task_to_look(act: Act, task: UUID) -> Task:
    """What asks for a decision about things that were set aside, where it is about somebody in this worker's care."""
    return _task(act, LOOK, task)


def task_to_account_for(act: Act, missing: UUID) -> Task:
    """What asks after acts that are missing, where their device is used by somebody in this worker's care."""
    return _task(act, MISSING, missing)


def _task(act: Act, kind: str, about: UUID) -> Task:
    mine = people_in_care_of(act) if act.worker_id else Person.objects.none()
    task = Task.objects.filter(kind=kind, about=about, person__in=mine).select_related("person", "done_by").first()
    if task is None:
        raise NotFound
    return act.grant(task, because="about somebody on their caseload, or where they are posted")
