"""Mail is written down in the transaction of whoever wants it sent, and goes out by the worker: none for an act that was undone.

Nobody who asks for a page waits for a mail server, and so nobody can tell by the time it takes whether one was written.
"""

import logging
from datetime import datetime, timedelta

from throughgate.kernel.gateways.mail import send_mail
from throughgate.kernel.gateways.models import Letter

log = logging.getLogger(__name__)
MOST_TRIES = 8
AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)


def write_letter(to: str, subject: str, text: str, at: datetime) -> None:
    """To be sent as soon as may be. What it must not say: `gateways/mail.py`."""
    Letter.objects.create(to=to, subject=subject, text=text, written_at=at, due_at=at)


def send_letters(now: datetime) -> int:
    """Send what is due; what does not get out is tried again after a minute, two, four… Returns how many went."""
    due = Letter.objects.filter(sent_at=None, due_at__lte=now, tries__lt=MOST_TRIES).order_by("due_at")[:AT_ONCE]
    return sum(_send(letter, now) for letter in due)


def _send(letter: Letter, now: datetime) -> bool:
    # Whoever moves its time has it: another worker finds it not due. One that dies while sending leaves it for the next try.
    again = now + FIRST_WAIT * 2**letter.tries
    mine = Letter.objects.filter(pk=letter.pk, sent_at=None, due_at=letter.due_at).update(due_at=again, tries=letter.tries + 1)
    if not mine:
        return False
    try:
        send_mail(letter.to, letter.subject, letter.text)
    except OSError as problem:
        # Never the address, nor what the server said of it.
        log.warning("a mail did not get out: %s", type(problem).__name__)
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, text="")
    return True
