"""What the invented estate shows of contacts: a few who were asked for, and wait."""

from datetime import timedelta

from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.registry.demo import Happened, Showing, by_person
from throughgate.kernel.tasks.models import Task
from throughgate.modules.family.commands.asking import TIME_TO_CHECK
from throughgate.modules.family.models import ContactRequest

SHARE_WHO_WAIT = 0.02
ASKED = (("Bethan Rowe", "FRI", "07700 900412"), ("Sam Whitlow", "BRO", "07700 900588"), ("Iris Penhale", "GMOT", "01632 960221"))
# The guest asked for his brother yesterday.
OF_GUEST = ("Dean Thornwick", "BRO", "07700 900731")


def show(showing: Showing) -> list[Happened]:
    """Requests of the last days, each at its supervising officer."""
    requests = []
    for care in Care.objects.filter(role=CareRole.SUPERVISING, to_at=None).order_by("person"):
        if care.person_id == showing.guest:
            requests.append(_ask(showing, care, OF_GUEST))
        elif showing.chance.happens(SHARE_WHO_WAIT):
            requests.append(_ask(showing, care, showing.chance.choice(ASKED)))
    ContactRequest.objects.bulk_create(requests)
    Task.objects.bulk_create([_task(showing, asked) for asked in requests])
    return [_told(asked) for asked in requests]


def _ask(showing: Showing, care: Care, who: tuple[str, str, str]) -> ContactRequest:
    name, kind, phone = who
    at = showing.chance.between(showing.now - timedelta(days=5), showing.now - timedelta(hours=3))
    asked = ContactRequest(id=showing.chance.id_at(at), person_id=care.person_id, name=name, kind=kind, phone=phone, age=34)
    asked.asked_at, asked.arrived_at = at, at + timedelta(seconds=5)
    return asked


def _task(showing: Showing, asked: ContactRequest) -> Task:
    task = Task(id=showing.chance.id_at(asked.arrived_at), kind="family.check", about=asked.pk, person_id=asked.person_id)
    task.opened_at, task.due_at = asked.arrived_at, asked.arrived_at + TIME_TO_CHECK
    return task


def _told(asked: ContactRequest) -> Happened:
    changed = {"because": ["themself"], "changed": [["family.ContactRequest", str(asked.pk)]]}
    act = by_person(asked.person_id, asked.asked_at, asked.arrived_at, asked.pk, None)
    return Happened(act, "family.ask_for_contact@1", asked.person_id, changed)
