"""What becomes of a message once its item stands: it reaches those it is for, or it never will."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.letting_go import let_go
from throughgate.kernel.screening.models import GOES_ON, Item, Outcome
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.paying import give_back
from throughgate.modules.touch.commands.telling import tell
from throughgate.modules.touch.models import Delivery, Member, Message, WhyNot


def settle_items(act: Act, items: Iterable[Item]) -> list[models.Model]:
    """What the desk decided: what may go on is delivered. Gives all that is to be told anew."""
    found = [message for item in items if (message := policy.message_of_item(item.pk))]
    return [*found, *(row for message in found for row in settle(act, message))]


def settle(act: Act, message: Message) -> list[models.Model]:
    """Deliver what may go on and has not been delivered; once, however often it is asked for. What was withheld is paid back."""
    if message.item.outcome == Outcome.WITHHELD:
        return give_back(act, message, _("A message was not let through."))
    waits = not hasattr(message, "taken_back") and not message.deliveries.exists()
    if not waits or message.item.outcome not in GOES_ON:
        return []
    _keep_what_goes(act, message)
    return [_deliver(act, message, to) for to in _receivers(message)]


def _keep_what_goes(act: Act, message: Message) -> None:
    """The files that were made anew may be fetched from now on, by whom the message reaches."""
    for file in message.item.files.exclude(goes=""):
        given = {"size": file.goes_size or 0, "kind": file.goes_type, "arrived": act.arrived}
        StoredFile.objects.get_or_create(pk=file.goes, defaults=given)


def _deliver(act: Act, message: Message, to: UUID | None) -> Delivery:
    """To one of those it is for; who may not be in touch any more is not reached."""
    pair = to or message.sender_id or message.thread.contact_id
    may = pair is not None and policy.still_in_touch(message.person_id, pair, act.arrived)
    why = "" if may else WhyNot.ENDED
    if may and to:
        tell(act, message, to)
    return Delivery.objects.create(message=message, person_id=message.person_id, to_id=to, at=act.arrived, why=why)


def _receivers(message: Message) -> list[UUID | None]:
    """Everybody in the thread but the sender; None is the person."""
    thread = message.thread
    person: list[UUID | None] = [None] if message.sender_id else []
    if thread.contact_id:
        return person or [thread.contact_id]
    members = Member.objects.filter(thread=thread, to_at=None).exclude(contact=message.sender_id)
    return [*person, *members.order_by("pk").values_list("contact", flat=True)]


def stop_what_waits(act: Act, pairs: Iterable[Relationship]) -> list[models.Model]:
    """Where two may not be in touch any more, what has not passed between them stays where it is, and nobody at the desk reads it now."""
    ended = [pair for pair in pairs if not policy.still_in_touch(pair.person_id, pair.contact_id, act.arrived)]
    waiting = list(policy.messages_waiting(ended)) if ended else []
    Delivery.objects.bulk_create(
        Delivery(message=message, person_id=message.person_id, to_id=to, at=act.arrived, why=WhyNot.ENDED)
        for message in waiting
        for to in _receivers(message)
    )
    let_go([message.item for message in waiting], act.arrived)
    back = [row for message in waiting for row in give_back(act, message, _("Contact ended before a message could arrive."))]
    return [*waiting, *back]
