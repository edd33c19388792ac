"""A person asks for somebody outside."""

from datetime import date, timedelta
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import london_day
from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import CareRole, DetailKind
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.kernel.tasks.work import open_task
from throughgate.modules.family.models import ContactRequest
from throughgate.modules.family.policy import requests_visible_to
from throughgate.modules.family.rules.needs import CAPABILITY
from throughgate.modules.family.rules.tidy import as_far_as_can_be

# Source: docs/field.md, "Contacts": a family's request is answered in five working days.
TIME_TO_CHECK = timedelta(days=7)
MOST_OPEN = 6
Kind = Literal["MOT", "FA", "WIFE", "HUS", "PART", "DAU", "SON", "SIS", "BRO", "GMOT", "GFA", "FRI", "OTHER", "SOL", "PROB", "OFS"]


class TooManyOpen(Refused):
    says = _("{most} people whom you asked for are being looked at. You can ask for more when one of them is answered.")


class NotYetBorn(Refused):
    says = _("That day of birth has not come yet. Please look at it again.")


@command("family.ask_for_contact", by=ActorKind.PERSON, needs=CAPABILITY)
def ask_for_contact(
    act: Act,
    *,
    name: Annotated[str, Meta(min_length=1, max_length=120)],
    kind: Kind,
    phone: Annotated[str, Meta(max_length=40)] = "",
    email: Annotated[str, Meta(max_length=120)] = "",
    address: Annotated[str, Meta(max_length=300)] = "",
    born: date | None = None,
    years: Annotated[int, Meta(ge=0, le=120)] | None = None,
    words: Annotated[str, Meta(max_length=500)] = "",
) -> Done:
    """Ask to be in touch with somebody outside. A name and what they are to you are enough to begin with."""
    me = myself(act)
    if born and born > london_day(act.arrived):
        raise NotYetBorn
    if requests_visible_to(act).filter(decision=None, contact=None).count() >= MOST_OPEN:
        raise TooManyOpen(most=MOST_OPEN)
    said = {"kind": kind, "name": " ".join(name.split()), "address": address.strip(), "words": words.strip()}
    reach = {"phone": as_far_as_can_be(DetailKind.PHONE, phone), "email": as_far_as_can_be(DetailKind.EMAIL, email)}
    asked = ContactRequest.objects.create(
        id=act.id, person=me, **said, **reach, born=born, age=years, asked_at=act.at, arrived_at=act.arrived
    )
    open_task(act, "family.check", asked.pk, me, act.arrived + TIME_TO_CHECK, CareRole.SUPERVISING)
    return Done(me.pk, (asked,))
