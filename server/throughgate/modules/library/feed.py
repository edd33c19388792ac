"""What a device gets: what is published for the audiences that somebody belongs to, and what they said and were answered."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.library.models import Comment, Did, Edition, Heard, Item, Placement
from throughgate.modules.library.policy import comments_of, did_by, placements_of
from throughgate.modules.library.policy.readers import rule_of
from throughgate.modules.library.rules.audience import Ages, Rule
from throughgate.modules.library.rules.body import File

TEN_YEARS = timedelta(days=3650)


class Shown(msgspec.Struct, frozen=True):
    """What a list shows of an item in one language. `easy`: there is an easy-read twin."""

    title: str
    summary: str
    easy: bool
    minutes: int


class For(msgspec.Struct, frozen=True):
    """Whom it is for; a line that says nothing is empty. Places and groups by name, the rest by code."""

    places: list[str]
    categories: list[str]
    settings: list[str]
    regimes: list[str]
    languages: list[str]
    groups: list[str]
    ages: Ages | None


class HeardIn(msgspec.Struct, frozen=True):
    """An item read out in one language, and its easy-read twin. `person`: a human reads it."""

    full: File | None = None
    easy: File | None = None
    person: bool = False


class ItemRow(msgspec.Struct, frozen=True, rename={"texts": "in", "audience": "for"}):
    """An item as it is now, for one audience, in all its languages. `taken_back`: why; it then has no body and no files."""

    item: UUID
    kind: str
    n: int
    published_at: datetime
    ends_at: datetime | None
    shelf: str
    topics: list[str]
    series: UUID | None
    place_in_series: int
    texts: dict[str, Shown]
    taken_back: str
    body: File | None
    picture: File | None
    files: list[File]
    audience: For
    heard: dict[str, HeardIn] = {}


class Answered(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    reply: str


class CommentRow(msgspec.Struct, frozen=True):
    """What somebody said of an item, as their own app shows it. `by` of an answer is the shelf."""

    id: UUID
    act: UUID
    item: UUID
    title: str
    words: str
    said_at: datetime
    answered: Answered | None


class DidRow(msgspec.Struct, frozen=True):
    """What came of a package that somebody did. `package` is the sha256 of its file, `score` from 0 to 1."""

    id: UUID
    item: UUID
    edition: int
    package: str
    verb: str
    score: float | None
    seconds: int
    at: datetime


def item_row(placement: Placement) -> ItemRow:
    """The row for one placement."""
    item, edition = placement.item, placement.item.edition
    gone = item.withdrawn_at is not None
    return ItemRow(
        item=item.pk,
        kind=edition.kind,
        n=edition.n,
        published_at=edition.published_at,
        ends_at=edition.ends_at,
        shelf=item.shelf.name,
        topics=edition.topics,
        series=edition.series_id,
        place_in_series=edition.place_in_series,
        texts=msgspec.convert(edition.texts, dict[str, Shown]),
        taken_back=item.withdrawn_why,
        body=None if gone else File(edition.body, edition.size, "application/json"),
        picture=None if gone else msgspec.convert(edition.picture, File | None),
        files=[] if gone else msgspec.convert(edition.files, list[File]),
        audience=_for(rule_of(placement.audience.rule), placement.audience.names),
        heard={} if gone else _heard(edition),
    )


def comment_row(row: Comment) -> CommentRow:
    """The row for one comment."""
    answer = getattr(row, "answer", None)
    answered = Answered(answer.at, row.item.shelf.name, answer.reply) if answer else None
    return CommentRow(row.pk, row.pk, row.item_id, row.item.edition.title, row.words, row.said_at, answered)


def did_row(row: Did) -> DidRow:
    """The row for one end that somebody came to."""
    return DidRow(row.pk, row.item_id, row.edition, row.package, row.verb, row.score, row.seconds, row.at)


def files_of(row: ItemRow) -> set[str]:
    """The hashes of all files of an item: its words, its picture, what stands in it, and how it is read out."""
    heard = [file for one in row.heard.values() for file in (one.full, one.easy)]
    return {file.h for file in (row.body, row.picture, *row.files, *heard) if file}


def _heard(edition: Edition) -> dict[str, HeardIn]:
    by: dict[str, list[Heard]] = defaultdict(list)
    for row in edition.heard.all():
        by[row.language].append(row)
    return {language: _heard_in(rows) for language, rows in sorted(by.items())}


def _heard_in(rows: list[Heard]) -> HeardIn:
    files = {row.easy: File(row.sha256, row.size, row.kind) for row in rows}
    return HeardIn(files.get(False), files.get(True), any(row.person for row in rows))


def _for(rule: Rule, names: dict[str, Any]) -> For:
    ages = rule.ages if rule.ages != Ages() else None
    places, groups = ([str(names.get(str(key), key)) for key in line] for line in (rule.places, rule.groups))
    return For(places, list(rule.categories), list(rule.settings), list(rule.regimes), list(rule.languages), groups, ages)


ITEMS = Feed(
    name="library.items",
    watches=Placement,
    visible=lambda audiences: (
        placements_of(audiences).select_related("audience", "item__current", "item__shelf").prefetch_related("item__current__heard")
    ),
    whose=lambda row: [row.audience_id],
    shape=item_row,
    value=ItemRow,
    keep=TEN_YEARS,
    capability="library.read",
    files_of=files_of,
    shared=True,
    follows={
        Item: lambda item: item.placements.select_related("audience", "item__current", "item__shelf").prefetch_related(
            "item__current__heard"
        )
    },
)

COMMENTS = Feed(
    name="library.comments",
    watches=Comment,
    visible=lambda people: comments_of(people).select_related("item__shelf", "item__current", "answer"),
    whose=lambda row: [row.person_id],
    shape=comment_row,
    value=CommentRow,
    keep=timedelta(days=730),
    capability="library.comment",
)

DID = Feed(
    name="library.did",
    watches=Did,
    visible=did_by,
    whose=lambda row: [row.person_id],
    shape=did_row,
    value=DidRow,
    keep=timedelta(days=730),
    capability="library.read",
)
