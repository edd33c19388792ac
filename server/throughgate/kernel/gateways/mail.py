"""The door for outgoing mail. Django's own backends carry it: SMTP at a site, a folder or memory elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage

from throughgate.kernel.people import do_not_contact


class NotToBeReached(Exception):
    """Whose address or number that is wished never to hear from anybody here. Nothing was sent."""


@dataclass(frozen=True)
class Outgoing:
    """One plain message. Its subject and text must not say where somebody lives or why: mail is read over shoulders.

    `returns_to`: where mail servers say that it could not be delivered; "" for the site's own address.
    """

    to: str
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    returns_to: str = ""


def send_mail(mail: Outgoing) -> None:
    """Hand it over. Raises: NotToBeReached · OSError."""
    if do_not_contact.holds(email=mail.to):
        raise NotToBeReached
    headers = {"From": settings.DEFAULT_FROM_EMAIL, **mail.headers}
    EmailMessage(mail.subject, mail.text, mail.returns_to or None, [mail.to], headers=headers).send()
