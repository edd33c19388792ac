"""Every read that a page needs, as small frozen shapes. None of them names who wrote to a recipient for everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act
from throughgate.modules.letters import policy
from throughgate.modules.letters.models import Letter, Recipient, RecipientKey, Way
from throughgate.modules.letters.rules.boxes import BoxRow
from throughgate.modules.letters.rules.keys import digits_of

MOST_LETTERS = 400
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """A recipient in the list of staff. `key`: "none", "waits" to be compared, or "stands"."""

    id: UUID
    name: str
    kind: str
    whose: str
    key: str
    ended: bool


@dataclass(frozen=True)
class Check:
    by: str
    how: str
    at: datetime


@dataclass(frozen=True)
class KeyView:
    """A key, as staff compare it. `standing`: waits, stands, or ended. `digits`: once it stands; whoever compares must have heard them."""

    id: UUID
    digits: tuple[str, ...]
    offered_by: str
    offered_at: datetime
    standing: str
    checks: tuple[Check, ...]
    mine: bool


@dataclass(frozen=True)
class ReaderView:
    id: UUID
    name: str
    email: str
    since: datetime


@dataclass(frozen=True)
class RecipientView:
    """A recipient, for who keeps the list. `letters`: how many came in thirty days, told only of those who are for everybody."""

    line: Line
    about: str
    about_cy: str
    hours: str
    hours_cy: str
    readers: tuple[ReaderView, ...]
    keys: tuple[KeyView, ...]
    letters: int | None


def lines(act: Act) -> list[Line]:
    """Those that this worker may verify, by name; those who have ended last."""
    rows = policy.recipients_to_verify(act).select_related("person").prefetch_related("keys").order_by("name", "pk")
    return sorted((_line(row) for row in rows), key=lambda line: line.ended)


def recipient_view(act: Act, recipient_id: UUID) -> RecipientView:
    """One of them. Raises: NotFound."""
    row = policy.recipient_to_verify(act, recipient_id)
    keys = row.keys.select_related("offered_by").prefetch_related("checks__by").order_by("-offered_at")
    readers = row.readers.filter(to_at=None).select_related("contact").order_by("from_at")
    return RecipientView(
        line=_line(row),
        about=row.about,
        about_cy=row.about_cy,
        hours=row.hours,
        hours_cy=row.hours_cy,
        readers=tuple(ReaderView(one.pk, one.contact.name, one.contact.email, one.from_at) for one in readers),
        keys=tuple(_key(key, act) for key in keys),
        letters=None if row.person_id else _lately(row, act.at),
    )


@dataclass(frozen=True)
class KeyPage:
    recipient: Line
    key: KeyView


@dataclass(frozen=True)
class ReaderPage:
    recipient: Line
    name: str


def key_of_recipient(act: Act, key_id: UUID) -> KeyPage:
    """A key and whose it is. Raises: NotFound."""
    row = policy.keys_to_check(act).filter(pk=key_id).select_related("recipient", "offered_by").prefetch_related("checks__by").first()
    if row is None:
        raise NotFound
    return KeyPage(_line(row.recipient), _key(row, act))


def reader_of_recipient(act: Act, reader_id: UUID) -> ReaderPage:
    """A reader and where they read. Raises: NotFound."""
    row = policy.reader_to_end(act, reader_id)
    return ReaderPage(_line(row.recipient), row.contact.name)


def _line(row: Recipient) -> Line:
    waits = any(not key.pinned_at and not key.ended_at for key in row.keys.all())
    key = "stands" if policy.key_of(row) else "waits" if waits else "none"
    return Line(row.pk, row.name, row.get_kind_display(), row.person.name if row.person else "", key, row.to_at is not None)


def _key(key: RecipientKey, act: Act) -> KeyView:
    checks = sorted(key.checks.all(), key=lambda check: check.at)
    return KeyView(
        key.pk,
        tuple(digits_of(key.public)) if key.pinned_at else (),
        key.offered_by.name if key.offered_by else "",
        key.offered_at,
        "ended" if key.ended_at else "stands" if key.pinned_at else "waits",
        tuple(Check(check.by.name, check.how, check.at) for check in checks),
        any(check.by_id == act.worker_id for check in checks),
    )


def _lately(row: Recipient, at: datetime) -> int:
    return row.letters.filter(way=Way.OUT, returned="", arrived_at__gt=at - MONTH).count()


# For readers.


@dataclass(frozen=True)
class Waiting:
    """A key that a reader offered, or that stands."""

    public: str
    standing: str


@dataclass(frozen=True)
class LetterShown:
    """A letter as its readers get it. `thread`: which are of one person. `ours`: written by a reader."""

    id: UUID
    thread: str
    ours: bool
    answers: UUID | None
    at: datetime
    opened: bool
    boxes: list[BoxRow]


@dataclass(frozen=True)
class ReadFor:
    """Somebody for whom this contact reads, and what came and went, the newest first."""

    id: UUID
    name: str
    own: str
    keys: tuple[Waiting, ...]
    letters: tuple[LetterShown, ...]


def reads_somewhere(act: Act) -> bool:
    """Whether the bar of the families' pages leads this contact to sealed letters."""
    return policy.read_by(act).exists()


def read_for(act: Act) -> list[ReadFor]:
    """Everybody for whom this contact reads."""
    rows = policy.read_by(act).select_related("person").prefetch_related("keys").order_by("name", "pk")
    return [_read_for(row, policy.letters_to_read(act).filter(recipient=row)) for row in rows]


def _read_for(row: Recipient, letters: QuerySet[Letter]) -> ReadFor:
    keys = tuple(Waiting(key.public, "stands" if key.pinned_at else "waits") for key in row.keys.all() if not key.ended_at)
    newest = letters.select_related("opened").prefetch_related("boxes").order_by("-arrived_at", "-pk")[:MOST_LETTERS]
    return ReadFor(row.pk, row.name, row.person.known_as if row.person else "", keys, tuple(_letter(row) for row in newest))


def _letter(row: Letter) -> LetterShown:
    boxes = [BoxRow(one.key, one.box) for one in row.boxes.all()]
    return LetterShown(row.pk, _thread_of(row), row.way == Way.IN, row.answers_id, row.arrived_at, hasattr(row, "opened"), boxes)


def _thread_of(letter: Letter) -> str:
    """Which letters are of one person, for whoever reads them: a name for nobody, different with each recipient."""
    return salted_hmac("throughgate.letters", f"{letter.recipient_id}/{letter.person_id}", algorithm="sha256").hexdigest()[:24]
