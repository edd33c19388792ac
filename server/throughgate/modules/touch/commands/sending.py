"""Somebody says something: it is written down, looked at, and, where nothing speaks against it, delivered in the same breath."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import Limit
from throughgate.kernel.policy.act import Act, ActorKind, Face
from throughgate.kernel.screening.models import Way
from throughgate.kernel.screening.passage import Carried, Passage
from throughgate.kernel.screening.screen import screen
from throughgate.modules.touch import policy
from throughgate.modules.touch.commands.passing import settle
from throughgate.modules.touch.commands.paying import take
from throughgate.modules.touch.models import CameBy, Delivery, Kind, Member, Message, Piece, Thread
from throughgate.modules.touch.policy import CAPABILITY, Writing
from throughgate.modules.touch.rules.black import plain
from throughgate.modules.touch.rules.fits import LETTERS, PIECES, allowed, belongs, too_long

WRITERS = {ActorKind.PERSON, ActorKind.CONTACT}


class PieceSaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A file by its sha256, with its bytes and media type; of sound how long it is; `words`: what a machine heard in it."""

    h: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    t: Annotated[str, Meta(min_length=3, max_length=60)]
    n: Annotated[int, Meta(ge=1)]
    seconds: Annotated[float, Meta(ge=0)] | None = None
    words: Annotated[str, Meta(max_length=4_000)] = ""


class NotInTouch(Refused):
    says = _("You two cannot be in touch at the moment, so this was not sent. Nobody else gets it.")


class MayOnlyAnswer(Refused):
    says = _("You may write to them, but not first. You can answer when something from them has come.")


class WordsOnly(Refused):
    says = _("With them it is words only for now. Your message was not sent. Say it in words, or ask why.")


class TooManyLetters(Refused):
    says = _("This is longer than one message can be: {letters} letters of {most}. Send it in parts.")


class TooMuchSound(Refused):
    says = _("A recording can be two minutes long. Make it shorter, or make two.")


class TooManyPieces(Refused):
    says = _("That is too much for one message: {most} pictures or pages at most.")


class NothingSaid(Refused):
    says = _("There is nothing in this message yet. Write something, or add what belongs to it.")


@command("touch.send", by=WRITERS, needs=CAPABILITY)
def send(
    act: Act,
    *,
    thread: UUID,
    kind: Kind,
    words: Annotated[str, Meta(max_length=100_000)] = "",
    design: Annotated[str, Meta(max_length=40)] = "",
    pieces: Annotated[list[PieceSaid], Meta(max_length=300)] = [],  # noqa: B006
    reply_to: UUID | None = None,
    sender: UUID | None = None,
) -> Done:
    """Say something in a thread. A guardian may say as whom of theirs (`sender`)."""
    to = policy.writing(act, thread, sender)
    between = _between(act, to)
    limits = _limits(to, between)
    _fits(kind, words, design, pieces)
    if not allowed(kind, [one.t for one in pieces], limits):
        raise WordsOnly
    if act.person_id and not act.files.issuperset(one.h for one in pieces):
        raise NotFound
    row = _thread(act, to)
    message = _message(act, to, row)
    message.kind, message.words, message.design, message.came_by = kind, words, design, _came_by(act)
    message.reply_to = policy.messages_visible_to(act).filter(pk=reply_to, thread=row).first() if reply_to else None
    paid = take(act, to, min(between), message)
    message.item = screen(act, _passage(act, to, words, pieces, Limit.MONITORED in limits))
    message.save(force_insert=True)
    Piece.objects.bulk_create(_piece(message, n, one) for n, one in enumerate(pieces))
    return Done(to.person, (message, *settle(act, message), row, *paid))


def _between(act: Act, to: Writing) -> dict[UUID, frozenset[Limit]]:
    """With whom of a thread they may write, when it was written and now, and with what limits. Raises: NotInTouch."""
    if not policy.is_open(act, to.person):
        raise NotInTouch
    others = [to.contact] if to.contact else _members(act, to)
    asked = {contact: policy.limits_between(act, to.person, contact) for contact in others}
    between = {contact: limits for contact, limits in asked.items() if limits is not None}
    if not between or (to.sender and to.sender not in between):
        raise NotInTouch
    return between


def _limits(to: Writing, between: Mapping[UUID, frozenset[Limit]]) -> frozenset[Limit]:
    """In a group: what holds for any holds for all. Raises: MayOnlyAnswer."""
    limits = frozenset[Limit]().union(*between.values())
    if to.sender is None and Limit.REPLY_ONLY in limits and not _was_written_to(to):
        raise MayOnlyAnswer
    return limits


def _members(act: Act, to: Writing) -> list[UUID]:
    """Those in a group. Whom contact with the person has ended for leaves it."""
    rows = list(Member.objects.filter(thread=to.thread, to_at=None))
    gone = [row for row in rows if not policy.still_in_touch(to.person, row.contact_id, act.arrived)]
    Member.objects.filter(pk__in=[row.pk for row in gone]).update(to_at=act.arrived)
    return [row.contact_id for row in rows if row not in gone]


def _was_written_to(to: Writing) -> bool:
    return Delivery.objects.filter(message__thread=to.thread, to=None, why="").exists()


def _fits(kind: Kind, words: str, design: str, pieces: Sequence[PieceSaid]) -> None:
    if len(words) > LETTERS:
        raise TooManyLetters(letters=len(words), most=LETTERS)
    if len(pieces) > PIECES:
        raise TooManyPieces(most=PIECES)
    if too_long(kind, [one.seconds for one in pieces]):
        raise TooMuchSound
    if not belongs(kind, [one.t for one in pieces], words, design):
        raise NothingSaid


def _thread(act: Act, to: Writing) -> Thread:
    given = {"person_id": to.person, "contact_id": to.contact, "begun_at": act.arrived}
    row, _new = Thread.objects.get_or_create(pk=to.thread, defaults=given)
    return row


def _passage(act: Act, to: Writing, words: str, pieces: Sequence[PieceSaid], always: bool) -> Passage:
    return Passage(
        id=act.id,
        kind="touch.message",
        person=to.person,
        contact=to.sender or to.contact,
        way=Way.OUT if to.sender is None else Way.IN,
        words=plain(words, [one.words for one in pieces]),
        files=[Carried(one.h, one.t) for one in pieces],
        always=always,
    )


def _message(act: Act, to: Writing, thread: Thread) -> Message:
    return Message(item_id=act.id, thread=thread, person_id=to.person, sender_id=to.sender, written_at=act.at, arrived_at=act.arrived)


def _piece(message: Message, n: int, said: PieceSaid) -> Piece:
    return Piece(
        message=message,
        person_id=message.person_id,
        n=n,
        sha256=said.h,
        type=said.t,
        size=said.n,
        seconds=said.seconds,
        words=said.words,
    )


def _came_by(act: Act) -> CameBy:
    if act.face is Face.DEVICE:
        return CameBy.TABLET
    return CameBy(act.carrier) if act.carrier in CameBy.values else CameBy.PAGE
