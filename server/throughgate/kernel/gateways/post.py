"""Mail is written down in the transaction of whoever wants it sent, and goes out by the worker: none for an act that was undone.

Nobody who asks for a page waits for a mail server, and so nobody can tell by the time it takes whether one was written.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from throughgate.kernel.gateways import reply_to
from throughgate.kernel.gateways.mail import NotToBeReached, Outgoing, send_mail
from throughgate.kernel.gateways.mail_in.quoted import MARK
from throughgate.kernel.gateways.models import Incoming, Letter
from throughgate.kernel.gateways.words import one_line
from throughgate.kernel.people.models import Contact, Person

log = logging.getLogger(__name__)
MOST_TRIES = 8
AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)
SUBJECT = 120


@dataclass(frozen=True)
class Thread:
    """Where a mail belongs, so that it can be answered: a thread of that person's, in which this contact answers."""

    id: UUID
    person: Person
    contact: Contact


def write_letter(to: str, subject: str, text: str, at: datetime, thread: Thread | None = None, *, answer: bool = False) -> Letter:
    """To be sent as soon as may be. What it must not say: `gateways/mail.py`. `answer`: it only says what became of a mail that came."""
    letter = Letter(to=to, subject=one_line(subject, SUBJECT), text=text, answer=answer, written_at=at, due_at=at)
    if thread:
        letter.thread = thread.id
        letter.reply_to = reply_to.address_for(thread.id, thread.person, thread.contact, at)
        letter.answers = _last_from(letter.reply_to)
        if letter.reply_to:
            letter.text = "\n".join((_("Please write your answer above this line."), MARK, "", text))
    letter.save(force_insert=True)
    return letter


def send_letters(now: datetime) -> int:
    """Send what is due; what does not get out is tried again after a minute, two, four… Returns how many went."""
    due = Letter.objects.filter(sent_at=None, stopped_at=None, due_at__lte=now, tries__lt=MOST_TRIES).order_by("due_at")[:AT_ONCE]
    return sum(_send(letter, now) for letter in due)


def drop_waiting(contact: Contact, at: datetime) -> None:
    """What is in threads with them, and has not gone yet, does not go. A link that they asked for does."""
    Letter.objects.filter(to__iexact=contact.email, sent_at=None, thread__isnull=False).update(stopped_at=at, text="")


def _send(letter: Letter, now: datetime) -> bool:
    # Whoever moves its time has it: another worker finds it not due. One that dies while sending leaves it for the next try.
    again = now + FIRST_WAIT * 2**letter.tries
    waits = Letter.objects.filter(pk=letter.pk, sent_at=None, stopped_at=None, due_at=letter.due_at)
    if not waits.update(due_at=again, tries=letter.tries + 1):
        return False
    try:
        send_mail(_outgoing(letter))
    except NotToBeReached:
        Letter.objects.filter(pk=letter.pk).update(stopped_at=now, text="")
        return False
    except OSError as problem:
        # Never the address, nor what the server said of it.
        log.warning("a mail did not get out: %s", type(problem).__name__)
        return False
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, text="")
    return True


def _outgoing(letter: Letter) -> Outgoing:
    """Source: RFC 5322, 3.6.4 (threads); RFC 3834, 5 (what programs send says so, and is not answered by programs)."""
    headers = {"Auto-Submitted": "auto-replied" if letter.answer else "auto-generated"}
    if domain := settings.MAIL_DOMAIN:
        headers["Message-ID"] = f"<{letter.pk.hex}@{domain}>"
        if letter.thread:
            begins = f"<{letter.thread.hex}@{domain}>"
            headers["References"] = f"{begins} {letter.answers}".strip()
            headers["In-Reply-To"] = letter.answers or begins
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    return Outgoing(letter.to, letter.subject, letter.text, headers, reply_to.return_path(letter))


def _last_from(address: str) -> str:
    """The mail that this one answers: the last that came there."""
    came = Incoming.objects.filter(to=address).exclude(to="").exclude(message_id="").order_by("-arrived_at").first()
    return came.message_id if came else ""
