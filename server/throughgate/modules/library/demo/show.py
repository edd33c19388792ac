"""Shelves, who keeps them, what stands there, and what people said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place
from throughgate.kernel.registry.demo import Happened, Showing, by_worker
from throughgate.modules.library.commands.publishing import Given, audience_of, edition_of
from throughgate.modules.library.demo.books import show_books
from throughgate.modules.library.demo.draft import leave_draft
from throughgate.modules.library.demo.for_everybody import FOR_EVERYBODY
from throughgate.modules.library.demo.for_some import FOR_SOME
from throughgate.modules.library.demo.invented import EVERYBODY, Invented
from throughgate.modules.library.demo.quiet import show_series
from throughgate.modules.library.demo.used import show_asking, show_use
from throughgate.modules.library.models import Answer, Comment, Desk, Item, Opinion, Placement, Shelf
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import Block, Heading, Help, Paragraph, Points, Text

REGION, PRISON = "EPR", "ZLI"
SAID = [
    ("This was the first thing here that I understood at once.", "Thank you. There will be more like it."),
    ("Can there be one about driving lessons?", "Good idea. We have asked somebody to write it."),
    ("The bit about the meters saved me forty pounds.", ""),
]


@dataclass(frozen=True)
class Keepers:
    """A shelf, who approves and answers there, and who writes for it."""

    shelf: Shelf
    approver: Worker
    writer: Worker


def show(showing: Showing) -> list[Happened]:
    """Three shelves: one of the whole estate, one of a prison, and one of books."""
    shelves = {"estate": _shelf(showing, "Eastmere library", None), "prison": _shelf(showing, "Lindenfield notices", PRISON)}
    happened: list[Happened] = []
    shown = []
    for item in (*FOR_EVERYBODY, *FOR_SOME):
        keepers = shelves[item.shelf]
        shown.append(_publish(showing, keepers, item))
        happened.append(_told(showing, keepers, shown[-1]))
    _opinions(showing, shown)
    _comments(showing, shelves["estate"], shown)
    happened += _series(showing, shelves["estate"])
    happened += _books(showing, _shelf(showing, "Books", None))
    show_use(showing, list(Item.objects.filter(shelf__in=[keepers.shelf for keepers in shelves.values()]).order_by("since", "pk")))
    show_asking(showing, next(item for item in shown if "Fractions" in item.edition.title), shelves["estate"].approver)
    leave_draft(shelves["estate"].shelf, shelves["estate"].writer)
    return happened


def _series(showing: Showing, keepers: Keepers) -> list[Happened]:
    def publish(given: Given, days_ago: float) -> Item:
        return _given(showing, keepers, given, EVERYBODY, days_ago)

    return [_told(showing, keepers, item) for item in show_series(showing, keepers.shelf, keepers.writer, publish)]


def _books(showing: Showing, keepers: Keepers) -> list[Happened]:
    def publish(given: Given, days_ago: float) -> Item:
        return _given(showing, keepers, given, EVERYBODY, days_ago)

    return [_told(showing, keepers, item) for item in show_books(showing, keepers.shelf, keepers.writer, publish)]


def _shelf(showing: Showing, name: str, code: str | None) -> Keepers:
    since = showing.now - timedelta(days=200)
    place = Place.objects.get(code=code) if code else None
    shelf = Shelf.objects.create(id=showing.chance.id_at(since), name=name, place=place, since=since)
    approver, writer = _two(code or REGION)
    for worker, approves in ((approver, True), (writer, False)):
        Desk.objects.create(shelf=shelf, worker=worker, writes=True, approves=approves, answers=approves, from_at=since)
    return Keepers(shelf, approver, writer)


def _two(code: str) -> tuple[Worker, Worker]:
    """Two tutors who work there, in the order in which they came."""
    tutors = Worker.objects.filter(role=WorkerRole.TUTOR, postings__place__code=code, left_at=None).order_by("postings__pk")
    first, second = tutors[:2]
    return first, second


def _publish(showing: Showing, keepers: Keepers, invented: Invented) -> Item:
    given = Given(invented.kind, {language: _text(words) for language, words in invented.texts.items()}, list(invented.topics))
    return _given(showing, keepers, given, invented.rule, invented.days_ago)


def _given(showing: Showing, keepers: Keepers, given: Given, rule: Rule, days_ago: float) -> Item:
    at = showing.now - timedelta(days=days_ago)
    item = Item.objects.create(id=showing.chance.id_at(at), shelf=keepers.shelf, since=at)
    item.current = edition_of(item, given, written_by=keepers.writer.pk, published_by=keepers.approver.pk, at=at)
    item.save()
    audience = audience_of(rule, at)
    Placement.objects.create(id=showing.chance.id_at(at), item=item, audience=audience, by=keepers.approver, from_at=at)
    return item


def _told(showing: Showing, keepers: Keepers, item: Item) -> Happened:
    act = by_worker(keepers.approver.pk, item.since, showing.chance.id_at(item.since))
    detail = {"because": ["approves on that shelf"], "changed": [["library.Item", str(item.pk)]]}
    return Happened(act, "library.publish_item@1", None, detail)


def _opinions(showing: Showing, items: list[Item]) -> None:
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:60])
    rows = [
        Opinion(person_id=person, item=item, helpful=showing.chance.happens(0.8), at=showing.chance.between(item.since, showing.now))
        for item in items
        for person in people
        if showing.chance.happens(0.2)
    ]
    Opinion.objects.bulk_create(rows)


def _comments(showing: Showing, keepers: Keepers, items: list[Item]) -> None:
    people = Person.objects.exclude(pk=showing.guest).order_by("pk").values_list("pk", flat=True)[:3]
    for (words, reply), person, item in zip(SAID, people, items, strict=False):
        at = showing.chance.between(item.since, showing.now)
        said = Comment.objects.create(id=showing.chance.id_at(at), person_id=person, item=item, words=words, said_at=at, arrived_at=at)
        if reply:
            Answer.objects.create(comment=said, person_id=person, by=keepers.approver, at=showing.now, reply=reply)


def _text(words: str) -> Text:
    full, _line, easy = words.partition("\n==\n")
    title, summary, *rest = full.strip().split("\n\n")
    return Text(title, summary, [*_blocks(rest)], [*_blocks(easy.strip().split("\n\n"))])


def _blocks(parts: list[str]) -> Iterator[Block]:
    for part in parts:
        if part.startswith("## "):
            yield Heading(part[3:])
        elif part.startswith("- "):
            yield Points([line.removeprefix("- ") for line in part.splitlines()])
        elif part.startswith("? "):
            name, phone, says = (field.strip() for field in part[2:].split("|"))
            yield Help(name, says, phone)
        else:
            yield Paragraph(" ".join(part.split()))
