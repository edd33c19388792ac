"""That something was read: by those it is for, and by staff."""

from typing import Annotated
from uuid import UUID

from django.db.models import Exists, OuterRef
from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.sending import WRITERS
from throughgate.modules.touch.models import Delivery, Message, Reading, StaffReading
from throughgate.modules.touch.policy import CAPABILITY

MOST_AT_ONCE = 500


@command("touch.mark_read", by=WRITERS)
def mark_read(act: Act, *, thread: UUID, up_to: UUID) -> Done:
    """That you have read a thread up to that message; each was read when you first did. What has come since is not."""
    to = policy.writing(act, thread)
    last = Message.objects.filter(thread=thread, pk=up_to).values_list("arrived_at", flat=True).first()
    reached = Delivery.objects.filter(message__thread=thread, to=to.sender, why="")
    before = Reading.objects.filter(message=OuterRef("message"), by=to.sender)
    unread = reached.filter(~Exists(before), message__arrived_at__lte=last) if last else reached.none()
    read = [Reading(message_id=row.message_id, person_id=to.person, by_id=to.sender, at=act.at) for row in unread[:MOST_AT_ONCE]]
    Reading.objects.bulk_create(read, ignore_conflicts=True)
    return Done(to.person, tuple(Message.objects.filter(pk__in=[row.message_id for row in read])))


@command("touch.read_thread", by=ActorKind.WORKER, needs=CAPABILITY)
def read_thread(act: Act, *, thread: UUID, why: Annotated[str, Meta(min_length=1, max_length=300)]) -> Done:
    """Read what somebody in your care and those outside say to each other, and say why. They can see that staff have read it."""
    row = policy.thread_to_read(act, thread)
    read = StaffReading.objects.create(id=act.id, thread=row, person_id=row.person_id, by_id=act.worker, why=why, at=act.arrived)
    return Done(row.person_id, (read, row, *row.messages.order_by("-arrived_at")[:MOST_AT_ONCE]))
