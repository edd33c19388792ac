"""What a contact sends from elsewhere, by mail or text message: the same command, by the same contact."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Again, Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.gateways import reply_to
from throughgate.kernel.gateways.arrived import Arrived, ArrivedFile, By
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.people.contacts import approvals_at
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import Contact, DetailKind
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.keeping import keep
from throughgate.modules.touch.commands.sending import PieceSaid, send
from throughgate.modules.touch.models import Delivery, Kind
from throughgate.modules.touch.rules.fits import kind_of
from throughgate.modules.touch.rules.thread_id import thread_of


class ForWhom(Refused):
    says = _("We cannot tell for whom this is, so it was not sent. Write on the page instead.")


def take_in(now: datetime, said: Arrived) -> bool:
    """Send what a contact wrote by mail or text, once. False: it is from nobody we know of here. Raises: Refused, in words for them."""
    found = _by_mail(said) if said.by == By.MAIL else _by_number(said, now)
    if found is None:
        return False
    contact, thread = found
    act = Act(Actor(ActorKind.CONTACT, contact), min(said.at, now), now, Face.POST, id=uuid_from("arrived", said.by, said.id))
    act.carrier = said.by
    pieces = _pieces(said.files, now)
    try:
        send(act, thread=thread, kind=Kind(kind_of([one.t for one in pieces])), words=said.words or said.subject, pieces=pieces)
    except Again:
        return True
    return True


def _by_mail(said: Arrived) -> tuple[UUID, UUID] | None:
    """Where that contact answers: the address that it came to was given to nobody else."""
    answers = reply_to.read(said.to)
    return (answers.contact_id, answers.thread) if answers else None


def _by_number(said: Arrived, now: datetime) -> tuple[UUID, UUID] | None:
    """Of those with that number the one who may write to somebody; to whoever wrote to them last. Raises: ForWhom."""
    if not said.sender.startswith("+"):
        return None
    whose = Contact.objects.filter(phone=tidy_detail(DetailKind.PHONE, said.sender)).values_list("pk", flat=True)
    open_to = approvals_at(now).filter(relationship__contact__in=whose).exclude(policy.NOT_WITH_OFFICIALS)
    pairs = [
        (row.relationship.contact_id, thread_of(row.person_id, row.relationship.contact_id))
        for row in open_to.select_related("relationship")
    ]
    if len(pairs) < 2:
        return pairs[0] if pairs else None
    with scope(Act(Actor(ActorKind.CONTACT, pairs[0][0]), now, now, Face.POST)):
        reached = Delivery.objects.filter(message__thread__in=[thread for _contact, thread in pairs], to__in=whose, why="")
        last = reached.order_by("-at").values_list("message__thread", flat=True).first()
    if last is None:
        raise ForWhom
    return next(pair for pair in pairs if pair[1] == last)


def _pieces(files: Sequence[ArrivedFile], at: datetime) -> list[PieceSaid]:
    """Raises: BadFile for what is neither a picture nor a sound."""
    return [keep(path_of(one.sha256).read_bytes(), one.type, at) for one in files]
