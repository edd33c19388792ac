"""Mail of ours that comes back. Only what comes to the return path of a letter counts: anybody could write “your mail came back”.

Source: RFC 3464 (the report), RFC 3463 (its numbers).
"""

import re
from datetime import datetime
from email.message import EmailMessage

from throughgate.kernel.gateways.models import Letter, Returned

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_UNKNOWN = "5.0.0"


def note(letter: Letter, mail: EmailMessage, at: datetime) -> bool:
    """Write down what a report says of a letter: that mail to this address comes back. False for one that is only late."""
    status = _status(mail)
    if not status.startswith("5."):
        return False
    Letter.objects.filter(pk=letter.pk, returned_at=None).update(returned_at=at)
    Returned.objects.update_or_create(address=letter.to.lower(), defaults={"status": status, "at": at})
    return True


def comes_back(address: str) -> datetime | None:
    """Since when mail to that address comes back; None where it does not, as far as we know. For whoever would write there next."""
    row = Returned.objects.filter(address=address.lower()).first()
    return row.at if row else None


def it_works(address: str) -> None:
    """A mail came from there."""
    Returned.objects.filter(address=address.lower()).delete()


def _status(mail: EmailMessage) -> str:
    """The worst that the report says."""
    said = [str(part.get("status", "")) for part in mail.walk()]
    return max((found[0] for one in said if (found := _STATUS.match(one.strip()))), default=_UNKNOWN)
