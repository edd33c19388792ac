"""The shapes in which threads and messages are told: to a person's devices and, from the other side, on the page of a contact."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _

from throughgate.kernel.people.models import Limit, Relationship
from throughgate.kernel.people.relationships import title_of
from throughgate.kernel.screening.models import Decision, ItemFile, Outcome, Ruling, Sort
from throughgate.kernel.screening.reasons import why_of
from throughgate.modules.touch.models import Message, Piece, Thread
from throughgate.modules.touch.policy import heard_in
from throughgate.modules.touch.rules.black import apart, black_out, plain, within
from throughgate.modules.touch.rules.standing import Standing, standing
from throughgate.modules.touch.rules.thread_id import thread_of

PASSED = (Standing.DELIVERED, Standing.READ)


class With(msgspec.Struct, frozen=True):
    """Somebody in a thread. `kind`: what they are to the person, in words."""

    contact: UUID
    name: str
    kind: str


class ThreadRow(msgspec.Struct, frozen=True, rename={"with_": "with"}):
    """A thread. `may_begin` false: only answers; `may_show`: pictures may pass; `open` false: nothing may, and `why` not.

    `pence`: what a text costs now; None: nothing to pay.
    """

    id: UUID
    group: bool
    name: str
    with_: list[With]
    may_begin: bool
    may_show: bool
    open: bool
    why: str
    pence: int | None


class PieceRow(msgspec.Struct, frozen=True):
    """A file by its hash, with bytes and media type; of sound, how long; `words`: what a machine heard in it."""

    h: str
    t: str
    n: int
    seconds: float | None
    words: str


class MessageRow(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A message, as one of its sides sees it. `from_`: None is the person. `at`: of one's own when it reached us, else when it came to one.

    `why`: in whose words it was withheld, or has black parts. `blacked`: which letters are black; they travel as █.
    """

    id: UUID
    act: UUID
    thread: UUID
    mine: bool
    from_name: str
    from_: UUID | None
    kind: str
    words: str
    design: str
    pieces: list[PieceRow]
    written_at: datetime
    at: datetime
    standing: Standing
    why: str
    blacked: list[list[int]]
    staff_read: bool
    pence: int | None
    can_appeal: bool


def pair_row(row: Relationship) -> ThreadRow:
    """The row of a person and one contact, whether or not anything was said yet."""
    whom = [With(row.contact_id, row.contact.name, str(title_of(row.kind)))]
    return _thread_row(thread_of(row.person_id, row.contact_id), row.contact.name, whom, _approval_of(row), getattr(row, "pence", None))


def group_row(row: Thread) -> ThreadRow:
    """The row of a group. What holds for one of them holds for all."""
    members = [member for member in row.members.all() if member.to_at is None]
    pairs = {pair.contact_id: pair for pair in row.person.relationships.all()}
    theirs = [pairs[member.contact_id] for member in members if member.contact_id in pairs]
    standing_ = [limits for pair in theirs if (limits := _approval_of(pair)) is not None]
    whom = [With(pair.contact_id, pair.contact.name, str(title_of(pair.kind))) for pair in theirs]
    limits = frozenset().union(*standing_) if standing_ else None
    return _thread_row(row.pk, row.name, whom, limits, getattr(row, "pence", None), group=True)


def _thread_row(
    thread: UUID, name: str, whom: list[With], limits: frozenset[str] | None, pence: int | None, group: bool = False
) -> ThreadRow:
    held = limits or frozenset()
    return ThreadRow(
        id=thread,
        group=group,
        name=name,
        with_=whom,
        may_begin=Limit.REPLY_ONLY not in held,
        may_show=held.isdisjoint({Limit.TEXT_ONLY, Limit.NO_PICTURES}),
        open=limits is not None,
        why="" if limits is not None else _("You cannot be in touch now. What was said before stays here."),
        pence=pence,
    )


def _approval_of(row: Relationship) -> frozenset[str] | None:
    """The limits that hold between them now; None where they may not be in touch."""
    wish = any(one.to_at is None and one.person_id == row.person_id for one in row.contact.wishes.all())
    stands = next((one for one in row.approvals.all() if one.to_at is None), None)
    return None if wish or stands is None else frozenset(stands.limits.split())


def message_row(row: Message, me: UUID | None = None) -> MessageRow:
    """The row of a message as the person (None) or that contact sees it."""
    mine, said = row.sender_id == me, _standing(row)
    words, pieces, black = _content(row, whole=mine)
    hidden = not mine and said is Standing.WITHHELD
    reached = next((one.at for one in row.deliveries.all() if one.to_id == me), row.arrived_at)
    return MessageRow(
        id=row.pk,
        act=row.pk,
        thread=row.thread_id,
        mine=mine,
        from_name=row.sender.name if row.sender else row.person.known_as,
        from_=row.sender_id,
        kind=row.kind,
        words="" if hidden else words,
        design="" if hidden else row.design,
        pieces=[] if hidden else pieces,
        written_at=row.written_at,
        at=row.arrived_at if mine else reached,
        standing=said,
        why=_why(row, said),
        blacked=[] if hidden else black,
        staff_read=_was_read_by_staff(row),
        pence=row.pence if mine else None,
        can_appeal=_can_appeal(row, said),
    )


def _standing(row: Message) -> Standing:
    whys = [one.why for one in row.deliveries.all()]
    return standing(row.item.outcome, hasattr(row, "taken_back"), whys, bool(row.readings.all()))


def _content(row: Message, whole: bool) -> tuple[str, list[PieceRow], list[list[int]]]:
    """Words, files, and which letters are black. To others than its sender go files made anew, and no sound with a black word in it."""
    pieces, files = sorted(row.pieces.all(), key=lambda one: one.n), {one.n: one for one in row.item.files.all()}
    heard, spans = [heard_in(one, files.get(one.n)) for one in pieces], _spans(row)
    plain_words = plain(row.words, heard)
    words, said = apart(plain_words if whole else black_out(plain_words, spans), row.words, heard)
    if whole:
        rows = [PieceRow(one.sha256, one.type, one.size, one.seconds, so) for one, so in zip(pieces, heard, strict=True)]
    else:
        pairs = zip(pieces, heard, said, strict=True)
        rows = [_anew(one, files[one.n], so) for one, so, seen in pairs if so == seen and one.n in files and files[one.n].goes]
    return words, rows, within(spans, len(row.words))


def _anew(piece: Piece, file: ItemFile, heard: str) -> PieceRow:
    return PieceRow(file.goes, file.goes_type, file.goes_size or piece.size, piece.seconds, heard)


def _spans(row: Message) -> list[list[int]]:
    ruling = _latest(row, Decision.BLACK_OUT) if row.item.outcome == Outcome.BLACKED else None
    return ruling.blacked if ruling else []


def _latest(row: Message, *decisions: Decision) -> Ruling | None:
    made = [one for one in row.item.rulings.all() if one.decision in decisions]
    return max(made, key=lambda one: one.at, default=None)


def _why(row: Message, said: Standing) -> str:
    if said is Standing.STOPPED:
        return _("Contact ended before this could arrive, so it was not delivered. It is nobody's mistake.")
    if said is not Standing.WITHHELD and row.item.outcome != Outcome.BLACKED:
        return ""
    ruling = _latest(row, Decision.WITHHOLD, Decision.BLACK_OUT)
    return why_of(ruling) if ruling else ""


def _was_read_by_staff(row: Message) -> bool:
    """Told, but for what is read because of a decision that is not: a target is told nothing of it while it stands."""
    if any(one.sort == Sort.TARGET for one in row.item.findings.all()):
        return False
    read = any(one.at >= row.arrived_at for one in row.thread.staff_readings.all())
    return read or bool(row.item.rulings.all())


def _can_appeal(row: Message, said: Standing) -> bool:
    """Once, by either side: another worker's second word stands."""
    decided = said is Standing.WITHHELD or (said in PASSED and row.item.outcome == Outcome.BLACKED)
    return decided and not row.item.appeals.all()
