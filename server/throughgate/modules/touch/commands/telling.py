"""A contact is told by mail that there is something for them. The mail says neither what nor where somebody lives."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from throughgate.kernel.gateways import post
from throughgate.kernel.gateways.mail_in.returned import comes_back
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.people.models import Contact
from throughgate.kernel.policy.act import Act
from throughgate.modules.touch.models import Delivery, Message

# Ten messages in an evening are one mail. Our own.
NOT_AGAIN_FOR = timedelta(hours=1)


def tell(act: Act, message: Message, to: UUID) -> None:
    """Write to a contact, or to the guardian of a child; not where they were written to just now and have not looked since."""
    contact = Contact.objects.select_related("guardian").get(pk=to)
    whom = contact.guardian or contact
    if not whom.email or comes_back(whom.email) or _told_lately(act, message, to):
        return
    with translation.override(whom.language):
        link = f"{settings.FAMILY_URL}/touch/{message.thread_id}/"
        words = _("There is a message for you from {name}. You find it here:\n\n{link}\n\nYou can stop contact there too, at once.\n")
        if settings.MAIL_DOMAIN:
            words += _("\nYou can also answer this mail: your answer reaches {name}. To stop contact, answer STOP.\n")
        said = words.format(name=message.person.known_as, link=link)
        write_letter(whom.email, _("A message for you"), said, act.arrived, post.Thread(message.thread_id, message.person, whom))


def _told_lately(act: Act, message: Message, to: UUID) -> bool:
    lately = Delivery.objects.filter(message__thread=message.thread_id, to=to, why="", at__gt=act.arrived - NOT_AGAIN_FOR)
    return lately.exclude(message=message).exclude(message__readings__by=to).exists()
