"""Words that worry: whoever looks after the person hears of it at once, and the message goes on."""

from throughgate.kernel.people.models import Care, CareRole
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Item
from throughgate.kernel.tasks.work import URGENT_WITHIN, open_task

# The kind of the task, and why it is urgent: the desk's inbox line knows both.
CARE_TASK, CARE_SIGN = "desk.care", "care"


def tell(act: Act, item: Item) -> None:
    """Put it at the top of the inbox of the keyworker, who is near; where there is none, of the supervising officer."""
    roles = Care.objects.filter(person=item.person_id, to_at=None).values_list("role", flat=True)
    role = CareRole.KEYWORKER if CareRole.KEYWORKER in roles else CareRole.SUPERVISING
    open_task(act, CARE_TASK, item.pk, item.person, act.arrived + URGENT_WITHIN, role, signs=[CARE_SIGN])
