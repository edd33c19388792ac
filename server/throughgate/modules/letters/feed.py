"""What devices get: to whom the person can write in confidence, by which key; and their letters, sealed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.letters.models import Letter, Opened, Recipient, RecipientKey, Way
from throughgate.modules.letters.policy import EVERYBODY_IN_CARE, SEALED, key_of, letters_of, recipients_for_all, recipients_of, with_keys
from throughgate.modules.letters.rules.boxes import BoxRow

TEN_YEARS = timedelta(days=3650)
# The key that was made for one box alone, in base64url: no two boxes begin alike. The app has the same.
MARK = 42


class Said(msgspec.Struct, frozen=True):
    """In one language."""

    about: str
    hours: str


class RecipientRow(msgspec.Struct, frozen=True, rename={"texts": "in"}):
    """Somebody to write to. `key`: to which letters are sealed, since two workers compared it; empty while there is none."""

    id: UUID
    kind: str
    name: str
    own: bool
    key: str
    since: datetime | None
    texts: dict[str, Said]


class LetterRow(msgspec.Struct, frozen=True):
    """A letter. `mine`: the person wrote it; what it says stands on the device that sealed it, which finds it by `mark`.

    Of an answer the boxes come along.
    """

    id: UUID
    recipient: UUID
    mine: bool
    answers: UUID | None
    returned: str
    mark: str
    written_at: datetime
    arrived_at: datetime
    opened_at: datetime | None
    boxes: list[BoxRow]


def recipient_row(row: Recipient) -> RecipientRow:
    key = key_of(row)
    texts = {"en": Said(row.about, row.hours), "cy": Said(row.about_cy or row.about, row.hours_cy or row.hours)}
    return RecipientRow(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        own=row.person_id is not None,
        key=key.public if key else "",
        since=key.pinned_at if key else None,
        texts=texts,
    )


def letter_row(row: Letter) -> LetterRow:
    opened = getattr(row, "opened", None)
    mine, boxes = row.way == Way.OUT, list(row.boxes.all())
    return LetterRow(
        id=row.pk,
        recipient=row.recipient_id,
        mine=mine,
        answers=row.answers_id,
        returned=row.returned,
        mark=boxes[0].box[:MARK] if mine and boxes else "",
        written_at=row.written_at,
        arrived_at=row.arrived_at,
        opened_at=opened.at if opened else None,
        boxes=[] if mine else [BoxRow(one.key, one.box) for one in boxes],
    )


def _with_all(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.select_related("opened").prefetch_related("boxes")


def _letter_of(row: Opened) -> Iterable[Letter]:
    return _with_all(Letter.objects.filter(pk=row.letter_id))


def _recipient_of(row: RecipientKey) -> Iterable[Recipient]:
    return with_keys(Recipient.objects.filter(pk=row.recipient_id))


FOR_ALL = Feed(
    name="letters.recipients",
    watches=Recipient,
    visible=recipients_for_all,
    whose=lambda row: [] if row.person_id else [EVERYBODY_IN_CARE],
    shape=recipient_row,
    value=RecipientRow,
    keep=TEN_YEARS,
    capability=SEALED,
    shared=True,
    follows={RecipientKey: _recipient_of},
)
OWN = Feed(
    name="letters.own_recipients",
    watches=Recipient,
    visible=recipients_of,
    whose=lambda row: [row.person_id] if row.person_id else [],
    shape=recipient_row,
    value=RecipientRow,
    keep=TEN_YEARS,
    capability=SEALED,
    follows={RecipientKey: _recipient_of},
)
LETTERS = Feed(
    name="letters.letters",
    watches=Letter,
    visible=lambda people: _with_all(letters_of(people)),
    whose=lambda row: [row.person_id],
    shape=letter_row,
    value=LetterRow,
    keep=timedelta(days=731),
    capability=SEALED,
    happened=lambda row: row.arrived_at,
    follows={Opened: _letter_of},
)
