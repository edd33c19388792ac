"""The only file that turns an id into a thread or a message, or says who may write to whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.contacts import approvals_at, approved, speaks_for
from throughgate.kernel.people.models import Approval, Limit, Relationship
from throughgate.kernel.people.relationships import OFFICIAL
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.capabilities import capability
from throughgate.kernel.policy.decide import decide_for
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.policy.relations import granted, myself, people_in_care_of
from throughgate.kernel.screening.models import ItemFile, Outcome
from throughgate.modules.touch.models import Delivery, Member, Message, Piece, Thread
from throughgate.modules.touch.rules.thread_id import thread_of

CAPABILITY = "touch.messages"
TOGETHER = "one of those who write to each other"
# What officials write is of another kind: sealed letters.
NO_OFFICIALS = Q(kind__in=OFFICIAL)
NOT_WITH_OFFICIALS = Q(relationship__kind__in=OFFICIAL)


@dataclass(frozen=True)
class Writing:
    """Who writes in which thread. `contact`: of two people the one outside; None in a group. `sender`: None is the person."""

    thread: UUID
    person: UUID
    contact: UUID | None
    sender: UUID | None


def writers(act: Act) -> list[UUID]:
    """For whom a contact writes: themself, and each child whose guardian they are. Raises: NotFound for anyone else."""
    contact = act.contact
    return act.once("writers", lambda: speaks_for(contact, london_day(act.at)))


def writing(act: Act, thread: UUID, sender: UUID | None = None) -> Writing:
    """Where the id of a thread leads for whoever writes there, whether or not anything was said yet. A guardian may say as whom.

    Raises: NotFound.
    """
    found = _writing_of_person(act, thread) if act.person_id else _writing_of_contact(act, thread, sender)
    if found is None:
        raise NotFound
    return act.grant(found, because=TOGETHER)


def _writing_of_person(act: Act, thread: UUID) -> Writing | None:
    me = myself(act).pk
    for contact in Relationship.objects.filter(person=me).exclude(NO_OFFICIALS).values_list("contact", flat=True):
        if thread_of(me, contact) == thread:
            return Writing(thread, me, contact, None)
    return Writing(thread, me, None, None) if Thread.objects.filter(pk=thread, person=me, contact=None).exists() else None


def _writing_of_contact(act: Act, thread: UUID, sender: UUID | None) -> Writing | None:
    mine = [one for one in writers(act) if sender in (None, one)]
    for person, contact in Relationship.objects.filter(contact__in=mine).exclude(NO_OFFICIALS).values_list("person", "contact"):
        if thread_of(person, contact) == thread:
            return Writing(thread, person, contact, contact)
    member = Member.objects.filter(thread=thread, contact__in=mine, to_at=None).order_by("pk").first()
    return Writing(thread, member.person_id, None, member.contact_id) if member else None


def limits_between(act: Act, person: UUID, contact: UUID) -> frozenset[Limit] | None:
    """How these two may write: when it was done, and still now; None where they may not. No wait gets round a wish of no contact."""
    then, now = approved(person, contact, act.at), approved(person, contact, act.arrived)
    return None if then is None or now is None or now.official else then.limits | now.limits


def still_in_touch(person: UUID, contact: UUID, at: datetime) -> bool:
    """Whether something may reach one of them from the other at that moment."""
    now = approved(person, contact, at)
    return now is not None and not now.official


def is_open(act: Act, person: UUID) -> bool:
    """May this person write now? A contact is told no more than that: why not is the person's."""
    return act.person_id is not None or decide_for(facts_about(person, act.arrived), capability(CAPABILITY)).ok


def pairs_of(people: Collection[UUID]) -> QuerySet[Relationship]:
    """With whom these people may write, or once might."""
    ever = Approval.objects.filter(relationship=OuterRef("pk"))
    return Relationship.objects.filter(Exists(ever), person__in=people).exclude(NO_OFFICIALS)


def pairs_in_touch(at: datetime) -> QuerySet[Relationship]:
    """All who may write to each other at that moment."""
    return Relationship.objects.filter(Exists(approvals_at(at).filter(relationship=OuterRef("pk")))).exclude(NO_OFFICIALS)


def pairs_with(act: Act) -> QuerySet[Relationship]:
    """The same from the other side: of a contact, and of the children for whom they answer."""
    ever = Approval.objects.filter(relationship=OuterRef("pk"))
    return Relationship.objects.filter(Exists(ever), contact__in=writers(act)).exclude(NO_OFFICIALS)


def groups_with(act: Act) -> QuerySet[Thread]:
    """The groups that a contact, or a child for whom they answer, is in."""
    return threads_visible_to(act).filter(contact=None)


def groups_of(people: Collection[UUID]) -> QuerySet[Thread]:
    """The groups of these people."""
    return Thread.objects.filter(person__in=people, contact=None)


def messages_of(people: Collection[UUID]) -> QuerySet[Message]:
    """What these people see on their own devices: what they said, what reached them, and that something was withheld from them."""
    reached = Delivery.objects.filter(message=OuterRef("pk"), to=None, why="")
    return Message.objects.filter(Q(sender=None) | Exists(reached) | _withheld(), person__in=people)


def messages_visible_to(act: Act) -> QuerySet[Message]:
    """Of the people in a worker's care; a person's own; of a contact what they or their children said, and what reached them."""
    if act.contact_id:
        mine = writers(act)
        reached = Delivery.objects.filter(message=OuterRef("pk"), to__in=mine, why="")
        theirs = Q(sender__in=mine) | Exists(reached) | (_withheld() & Q(thread__contact__in=mine))
        return Message.objects.filter(theirs)
    return messages_of([act.person_id]) if act.person_id else Message.objects.filter(person__in=people_in_care_of(act))


def _withheld() -> Q:
    never = Delivery.objects.filter(message=OuterRef("pk")).exclude(why="")
    return Q(Q(item__outcome=Outcome.WITHHELD, taken_back=None), ~Exists(never))


def message_of_mine(act: Act, message: UUID) -> Message:
    """Something that whoever acts said. Raises: NotFound."""
    sent = messages_visible_to(act).filter(sender=None) if act.person_id else messages_visible_to(act).filter(sender__in=writers(act))
    return granted(act, sent.select_related("item", "thread"), message, because=TOGETHER)


def threads_visible_to(act: Act) -> QuerySet[Thread]:
    """Of the people in a worker's care; a person's own; of a contact theirs, their children's, and the groups they are in."""
    if act.contact_id:
        mine = writers(act)
        return Thread.objects.filter(
            Q(contact__in=mine) | Exists(Member.objects.filter(thread=OuterRef("pk"), contact__in=mine, to_at=None))
        )
    return Thread.objects.filter(person__in=people_in_care_of(act))


def thread_to_read(act: Act, thread: UUID) -> Thread:
    """A thread of somebody in this worker's care. Raises: NotFound, for anyone who is no worker too."""
    theirs = threads_visible_to(act) if act.worker_id else Thread.objects.none()
    return granted(act, theirs, thread, because="in their care")


def group_of_mine(act: Act, thread: UUID) -> Thread:
    """A group that whoever acts is in. Raises: NotFound."""
    groups = threads_visible_to(act) if act.person_id or act.contact_id else Thread.objects.none()
    return granted(act, groups.filter(contact=None), thread, because=TOGETHER)


def contacts_for_group(act: Act, contacts: Iterable[UUID]) -> list[UUID]:
    """Those of the person who acts, all of whom they may be in touch with. Raises: NotFound if one is not theirs."""
    me, wanted = myself(act).pk, sorted(set(contacts))
    theirs = pairs_of([me]).filter(contact__in=wanted).values_list("contact", flat=True)
    if set(theirs) != set(wanted):
        raise NotFound
    return wanted


def messages_waiting(pairs: Iterable[Relationship]) -> QuerySet[Message]:
    """What was said between these people, and what groups of theirs say, that has not passed yet."""
    between = Q(pk__in=[])
    for pair in pairs:
        between |= Q(person=pair.person_id) & (Q(thread__contact=pair.contact_id) | Q(sender=pair.contact_id))
    waits = Message.objects.filter(between, item__outcome__in=(Outcome.LOOKING, Outcome.HELD), taken_back=None, deliveries=None)
    return waits.select_related("item", "thread")


def message_of_item(item: UUID) -> Message | None:
    """The message that an item of the desk is, held until the act is done; None where it is something else's."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("item", "thread")
    return rows.filter(pk=item).first()


def heard_in(piece: Piece, file: ItemFile | None) -> str:
    """What is said in a sound: as our machine heard it, else as that of its sender did. What is read in pictures is for the desk alone."""
    return ((file.words if file else "") or piece.words) if piece.type.startswith("audio/") else ""
