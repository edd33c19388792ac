"""Text messages: written down in the transaction of whoever wants one sent, sent by the worker, like mail (`post.py`).

What each costs is known before (`segments.size_of`). What the network says of it comes later, in any order, and may come twice.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from throughgate.kernel.gateways import text_doors
from throughgate.kernel.gateways.mail import NotToBeReached
from throughgate.kernel.gateways.models import Text, TextPart
from throughgate.kernel.gateways.segments import size_of
from throughgate.kernel.gateways.text_doors.door import Never, Send
from throughgate.kernel.people import do_not_contact
from throughgate.kernel.people.details import NotAPhoneNumber

log = logging.getLogger(__name__)
MOST_TRIES = 8
AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)
DELIVERED, FAILED = "delivered", "failed"


def write_text(to: str, words: str, at: datetime, *, answer: bool = False) -> Text:
    """To be sent to that number as soon as may be. It must not say where somebody lives or why. Raises: NotAPhoneNumber."""
    number = do_not_contact.e164(to)
    if not number:
        raise NotAPhoneNumber(value=to)
    return Text.objects.create(to=number, words=words, parts=size_of(words).parts, answer=answer, written_at=at, due_at=at)


def send_texts(now: datetime) -> int:
    """Send what is due; what does not get out is tried again after a minute, two, four… Returns how many went."""
    due = list(Text.objects.filter(sent_at=None, stopped_at=None, due_at__lte=now, tries__lt=MOST_TRIES).order_by("due_at")[:AT_ONCE])
    if not due:
        return 0
    try:
        with text_doors.open_door() as send:
            return sum(_send(send, text, now) for text in due)
    except OSError as problem:
        log.warning("texts could not be sent: %s", type(problem).__name__)
        for text in due:
            _claim(text, now)
        return 0


def drop_waiting(number: str, at: datetime) -> None:
    """What has not gone to that number yet does not go."""
    Text.objects.filter(to=do_not_contact.e164(number), sent_at=None).update(stopped_at=at, words="")


def note_outcome(provider_id: str, outcome: str, at: datetime) -> None:
    """What the network says of a part, `delivered` or `failed`, and when that was. The latest counts; of two at once, the good one."""
    with transaction.atomic():
        part, _new = TextPart.objects.select_for_update().get_or_create(provider_id=provider_id, defaults={"at": at})
        if part.outcome_at and (part.outcome_at, part.outcome == DELIVERED) >= (at, outcome == DELIVERED):
            return
        part.outcome, part.outcome_at = outcome, at
        part.save(update_fields=["outcome", "outcome_at"])
        if part.text_id:
            _sum_up(part.text_id)


def _send(send: Send, text: Text, now: datetime) -> bool:
    if not _claim(text, now):
        return False
    try:
        if do_not_contact.holds(phone=text.to):
            raise NotToBeReached
        parts = send(text.pk, text.to, text.words)
    except NotToBeReached:
        Text.objects.filter(pk=text.pk).update(stopped_at=now, words="")
        return False
    except Never:
        Text.objects.filter(pk=text.pk).update(stopped_at=now, words="", outcome=FAILED, outcome_at=now)
        return False
    except OSError as problem:
        # Never the number, nor what the network said of it.
        log.warning("a text did not get out: %s", type(problem).__name__)
        return False
    _note_sent(text, parts, now)
    return True


def _claim(text: Text, now: datetime) -> bool:
    again = now + FIRST_WAIT * 2**text.tries
    waits = Text.objects.filter(pk=text.pk, sent_at=None, stopped_at=None, due_at=text.due_at)
    return waits.update(due_at=again, tries=text.tries + 1) > 0


def _note_sent(text: Text, parts: Sequence[str], now: datetime) -> None:
    with transaction.atomic():
        Text.objects.filter(pk=text.pk).update(sent_at=now, words="")
        for provider_id in parts:
            TextPart.objects.update_or_create(provider_id=provider_id, defaults={"text": text}, create_defaults={"text": text, "at": now})
        _sum_up(text.pk)


def _sum_up(text_id: UUID) -> None:
    """Delivered when all of it is; failed when any of it is not."""
    said = list(TextPart.objects.filter(text=text_id).values_list("outcome", "outcome_at"))
    outcomes = {outcome for outcome, _at in said}
    outcome = FAILED if FAILED in outcomes else DELIVERED if outcomes == {DELIVERED} else ""
    Text.objects.filter(pk=text_id).update(outcome=outcome, outcome_at=max((at for _outcome, at in said if at), default=None))
