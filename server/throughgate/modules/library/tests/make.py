"""Builders of the library, on the builders of every test."""

from typing import Any
from uuid import UUID, uuid4

from tests.make import LONG_AGO, as_person, as_worker, worker
from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.policy.models import Rollout
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library.commands.doing import did
from throughgate.modules.library.commands.media import begin_media, take_media
from throughgate.modules.library.commands.publishing import Given, publish_item
from throughgate.modules.library.commands.saying import answer_comment, comment, say_helpful
from throughgate.modules.library.commands.worrying import pass_on
from throughgate.modules.library.models import Desk, Item, NewsSource, Shelf
from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.body import Block, File, H5p, Paragraph, Text
from throughgate.modules.library.rules.kinds import Kind, Topic, Verb
from throughgate.modules.library.rules.media import H5P, UPLOAD, MediaKind
from throughgate.modules.library.rules.needs import READ


def shelf(place: Place | None, keeper: Worker, name: str = "Learning") -> Shelf:
    """A shelf at whose desk that worker does everything; the library is on everywhere."""
    with scope(as_worker(keeper)):
        Rollout.objects.get_or_create(capability=READ, place=None, defaults={"from_at": LONG_AGO})
        made = Shelf.objects.create(name=name, place=place, since=LONG_AGO)
    seat(made, keeper)
    return made


def seat(at: Shelf, who: Worker, *, writes: bool = True, approves: bool = True, answers: bool = True) -> None:
    with scope(as_worker(who)):
        Desk.objects.create(shelf=at, worker=who, writes=writes, approves=approves, answers=answers, from_at=LONG_AGO)


def writer_for(at: Shelf) -> Worker:
    """Somebody else who writes for it."""
    who = worker(WorkerRole.TUTOR)
    seat(at, who, approves=False, answers=False)
    return who


def edition(title: str = "Saving a little", *, blocks: list[Block] | None = None, **more: Any) -> Given:
    text = Text(title, "How to begin.", blocks or [Paragraph("Put a pound aside each week.")], [Paragraph("Save £1.")])
    return Given(kind=Kind.PAGE, texts={"en": text, "cy": text}, topics=[Topic.MONEY], **more)


def publish(keeper: Worker, on: Shelf, *rules: Rule, item: UUID | None = None, after: int = 0, given: Given | None = None) -> Item:
    """An item on that shelf, for these audiences, written by somebody else."""
    act, item = as_worker(keeper), item or uuid4()
    with scope(act):
        wrote = Desk.objects.filter(shelf=on, writes=True).exclude(worker=keeper).first()
    writer = wrote.worker_id if wrote else writer_for(on).pk
    publish_item(act, shelf=on.pk, item=item, written_by=writer, after=after, edition=given or edition(), audiences=list(rules))
    with scope(act):
        return Item.objects.get(pk=item)


def quiz(name: str = "Coins") -> H5p:
    """Something to do, whose file is here."""
    content = name.encode()
    h = file_store.put(content)
    StoredFile.objects.get_or_create(pk=h, defaults={"size": len(content), "kind": H5P, "arrived": LONG_AGO})
    return H5p(File(h, len(content), H5P), name)


def bring(keeper: Worker, on: Shelf, content: bytes, kind: MediaKind = MediaKind.FILM, name: str = "Kitchen.mp4") -> UUID:
    """A file of that content, all of which is here."""
    act = as_worker(keeper)
    begin_media(act, shelf=on.pk, kind=kind, name=name, size=len(content))
    file_store.append(act.id, UPLOAD, 0, content)
    take_media(as_worker(keeper), media=act.id)
    return act.id


def world(officer: Worker, person: Person) -> None:
    """What the promises try strangers on: an item where the person lives, what they said of it, and the answer."""
    home = Stay.objects.get(person=person, to_at=None).place
    on = shelf(home, officer)
    coins = quiz()
    item = publish(officer, on, Rule(places=(home.code,)), given=edition(blocks=[coins]))
    bring(officer, on, b"no film")
    with scope(as_worker(officer)):
        NewsSource.objects.create(shelf=on, address="https://news.example/feed", name="News", by=officer, from_at=LONG_AGO)
    say_helpful(as_person(person), item=item.pk, helpful=True)
    did(as_person(person), item=item.pk, edition=1, package=coins.file.h, verb=Verb.PASSED, score=1.0, seconds=60)
    said = as_person(person)
    comment(said, item=item.pk, words="More of this, please.")
    answer_comment(as_worker(officer), comment=said.id, reply="There is more next week.")
    comment(as_person(person), item=item.pk, words="And in Polish?")
    pass_on(as_worker(officer), comment=said.id, why="They sound low.")
