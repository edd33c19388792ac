"""What whoever wrote from outside is told, the way they wrote: once a day at most, and never a program, so that no two answer each other.

Source: RFC 3834, 2 (whom a program may answer, and how often).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.text import Says
from throughgate.kernel.gateways.arrived import By
from throughgate.kernel.gateways.incoming import Settled
from throughgate.kernel.gateways.mail_in.checking import From
from throughgate.kernel.gateways.mail_in.limits import MOST_FILES, MOST_WORDS, LeftOut, TooMuch
from throughgate.kernel.gateways.models import Incoming, Letter, Text
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.gateways.texts import write_text
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import Contact, DetailKind

ONCE_IN = timedelta(days=1)
STOPPED = gettext_lazy("You will hear no more from anybody here. Should you ever want to be in touch again, ask here: {link}")
UNKNOWN = gettext_lazy(
    "Nobody has read your message: we do not know this address or number, or you cannot be in touch this way. Somebody whom you know "
    "here can ask for you as a contact, and then you will hear from us: {link}"
)
NOT_BELIEVED = gettext_lazy(
    "Somebody wrote to us in your name, and we could not make sure that it was you. Nothing was passed on. If it was you, write from the "
    "address that we write to, or on your page: {link}"
)
WHOLE: dict[str, Says] = {
    TooMuch.TOO_DEEP: gettext_lazy("Your message was too tangled for us to read. Please write it anew, without forwarding others: {link}"),
    TooMuch.TOO_MANY_FILES: gettext_lazy("Your message was not passed on: it has more than {files} files. Please send fewer at a time."),
    TooMuch.TOO_LONG: gettext_lazy("Your message was not passed on: it has more than {letters} letters. Please send it in parts."),
    TooMuch.NOTHING: gettext_lazy(
        "Your message was empty when it reached us. If there was something in it, please send it on your page: {link}"
    ),
    TooMuch.NOT_READABLE: gettext_lazy("We could not read your message. Please write it on your page: {link}"),
}
PARTLY: dict[str, Says] = {
    LeftOut.TOO_BIG: gettext_lazy("A file was too big to pass on. Your words were passed on. You can send it smaller."),
    LeftOut.OUTLOOK: gettext_lazy(
        "Your words were passed on, but a file was packed by Outlook (winmail.dat) so that we cannot open it. "
        "Please send it again as plain text or HTML."
    ),
    LeftOut.CALENDAR: gettext_lazy("Your words were passed on. What belongs into a calendar was not: nobody here has one."),
    LeftOut.OTHER_KIND: gettext_lazy(
        "Your words were passed on. Of files we can pass on only pictures and sound; something else was left out."
    ),
}


def answer(row: Incoming, words: Says, at: datetime) -> bool:
    """Tell them, if they may be told. `words` may hold {link}, {files}, {letters}."""
    with translation.override(_language(row)):
        said = str(words).format(link=settings.FAMILY_URL, files=MOST_FILES, letters=f"{MOST_WORDS:,}")
        return _by_mail(row, said, at) if row.by == By.MAIL else _by_text(row, said, at)


def answer_settled(row: Incoming, at: datetime) -> None:
    """What is said of a mail that was settled as it came, or of which something was left out."""
    if row.outcome == Settled.NOT_BELIEVED:
        answer(row, NOT_BELIEVED, at)
    elif row.left_out and row.outcome != Settled.PROGRAM:
        why = row.left_out[0]
        answer(row, (WHOLE | PARTLY)[why], at)


def _by_mail(row: Incoming, words: str, at: datetime) -> bool:
    known = Contact.objects.filter(email__iexact=row.sender).exists()
    # An address that somebody else may have written there is answered only where its owner knows us already.
    if not row.sender or row.outcome in (Settled.PROGRAM, Settled.RETURNED) or (row.checked.get("from") != From.PROVED and not known):
        return False
    with transaction.atomic():
        if Letter.objects.filter(to__iexact=row.sender, answer=True, written_at__gt=at - ONCE_IN).exists():
            return False
        letter = write_letter(row.sender, _("Your message"), f"{words}\n", at, answer=True)
        Letter.objects.filter(pk=letter.pk).update(answers=row.message_id)
    return True


def _by_text(row: Incoming, words: str, at: datetime) -> bool:
    # A name in place of a number, such as “Parcels”, cannot be answered.
    if not row.sender.startswith("+"):
        return False
    with transaction.atomic():
        if Text.objects.filter(to=row.sender, answer=True, written_at__gt=at - ONCE_IN).exists():
            return False
        write_text(row.sender, words, at, answer=True)
    return True


def contacts_of(row: Incoming) -> list[Contact]:
    """Who has that address, or that number."""
    if row.by == By.MAIL:
        return list(Contact.objects.filter(email__iexact=row.sender)) if row.sender else []
    return list(Contact.objects.filter(phone=tidy_detail(DetailKind.PHONE, row.sender))) if row.sender.startswith("+") else []


def _language(row: Incoming) -> str:
    said = next((contact.language for contact in contacts_of(row)), "en")
    return said if said in dict(settings.LANGUAGES) else "en"
