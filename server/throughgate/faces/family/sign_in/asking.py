"""Links by mail, and how often somebody may ask. Both are the same for an address that we know and for one that we do not."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.faces.family.sign_in.records import record
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.identity import tries
from throughgate.kernel.identity.contact_links import make_link
from throughgate.kernel.people.models import Contact

MOST_LINKS = 3


class TooMany(Refused):
    says = gettext_lazy("Too many tries. Please wait ten minutes, then try again.")


@transaction.atomic
def mail_link(request: HttpRequest, email: str, at: datetime) -> None:
    """Write down a mail to whoever has that address, if anybody has. Raises: TooMany, from a network that asks for a hundred."""
    if not tries.spend(tries.Counted(f"family from {_network(request)}", tries.MOST_IN_A_FLOOD), "", at):
        raise TooMany
    # The same steps for everybody: what differs is one row, and nobody waits for a mail server.
    known = salted_hmac("throughgate.family", email.lower(), algorithm="sha256").hexdigest()[:32]
    asks = tries.spend(tries.Counted(f"family link {known}", MOST_LINKS), "", at)
    contact = Contact.objects.filter(email__iexact=email).first()
    if not (asks and contact):
        return
    with translation.override(contact.language):
        link = settings.FAMILY_URL + reverse("come_in", args=[make_link(contact, at)])
        write_letter(contact.email, _("Your link"), _LETTER.format(link=link), at)
    record(request, "family.ask_for_a_link", "accepted", at, to=str(contact.pk))


_LETTER = gettext_lazy(
    "You asked for a link to your page. It works once, for 15 minutes:\n\n{link}\n\nIf it was not you, do nothing: nobody came in.\n"
)


def may_try(request: HttpRequest, at: datetime) -> bool:
    return tries.locked_until([_wrong(request)], at) is None


def note_wrong(request: HttpRequest, at: datetime) -> None:
    """A link or code that leads nowhere; on the trail as often as `tries` says."""
    noted = tries.note_wrong([_wrong(request)], "", at)
    if noted.news:
        record(request, "family.sign_in", "refused", at, **noted.news)


def _wrong(request: HttpRequest) -> tries.Counted:
    # Eight letters are one in 78,000,000,000: a hundred tries in ten minutes from one network guess none.
    return tries.Counted(f"family wrong {_network(request)}", tries.MOST_IN_A_FLOOD)


def _network(request: HttpRequest) -> str:
    return tries.network_of(request.META.get("REMOTE_ADDR", ""))
