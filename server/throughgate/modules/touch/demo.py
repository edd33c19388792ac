"""What the invented estate shows of messages: the guest with his mother, his partner and his daughter, and a few others with theirs."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import Approval
from throughgate.kernel.people.relationships import OFFICIAL
from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.registry.demo import Happened, Showing, by_person
from throughgate.kernel.screening.models import Does, Finding, Item, ItemFile, Outcome, Sort, Way
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.touch.models import CameBy, Delivery, Message, Piece, Reading, Thread
from throughgate.modules.touch.policy import TOGETHER
from throughgate.modules.touch.rules.thread_id import thread_of

SHARE_WHO_WRITE = 0.04
HELD_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Line:
    """Something that was said: so many hours ago, by the person (`out`) or to them. `held`: the words that stand out."""

    hours: float
    out: bool
    words: str
    kind: str = "text"
    held: str = ""


OF_GUEST: dict[str, tuple[Line, ...]] = {
    "MOT": (
        Line(122, False, "Your nan's stairs are done. She says the new rail is ugly and she loves it."),
        Line(110, True, "Tell her I could have made a nicer one. I passed the second part of joinery on Monday."),
        Line(104, False, "I have told the whole street!"),
        Line(50, False, "Did they give you the blue jumper?"),
        Line(39, True, "Yes. It smells of your house."),
        Line(14, False, "Good night, love. Poppy lost a tooth."),
        Line(5, True, "Which one? Tell her the fairy pays more for front ones. Night, mum."),
    ),
    "PART": (
        Line(75, True, "How did the interview go?"),
        Line(70, False, "Good I think. They asked about evenings. I said we would see."),
        Line(30, False, "Ring Dean for me, he is on 07700 900731, and say I have his keys.", held="07700 900731"),
        Line(26, False, "Bins are Tuesday now. Exciting life I lead."),
    ),
    "DAU": (
        Line(52, False, "This is our house. You are at the door.", kind="drawing"),
        Line(44, True, "I know that door! Is that me with the big hands?"),
    ),
}
OTHERS: tuple[tuple[Line, ...], ...] = (
    (Line(70, False, "Thinking of you today."), Line(60, True, "Thank you. It helped."), Line(20, False, "Same time Sunday?")),
    (Line(33, True, "Happy birthday for tomorrow. I have not forgotten."), Line(10, False, "You remembered! The cake was lopsided.")),
    (Line(41, False, "The car passed."), Line(18, True, "About time. Ask them to look at the front brakes.")),
    (Line(90, True, "I start in the kitchen on Monday."), Line(88, False, "Proud of you. What will you cook first?")),
)


def show(showing: Showing) -> list[Happened]:
    """Threads of the last days, with what was read, and one thing that is held."""
    told: list[Happened] = []
    standing = Approval.objects.filter(to_at=None).exclude(relationship__kind__in=OFFICIAL).select_related("relationship__contact")
    for approval in standing.order_by("person", "pk"):
        if approval.person_id == showing.guest:
            lines = OF_GUEST.get(approval.relationship.kind, ())
        else:
            lines = showing.chance.choice(OTHERS) if showing.chance.happens(SHARE_WHO_WRITE) else ()
        told += _thread(showing, approval, lines)
    return told


def _thread(showing: Showing, approval: Approval, lines: tuple[Line, ...]) -> list[Happened]:
    if not lines:
        return []
    person, contact = approval.person_id, approval.relationship.contact_id
    begun = showing.now - timedelta(hours=lines[0].hours)
    thread = Thread.objects.create(id=thread_of(person, contact), person_id=person, contact_id=contact, begun_at=begun)
    return [_say(showing, thread, line, last=line is lines[-1]) for line in lines]


def _say(showing: Showing, thread: Thread, line: Line, last: bool) -> Happened:
    written = showing.now - timedelta(hours=line.hours)
    # What is written in a cell leaves with the morning's network.
    arrived = written + (timedelta(hours=3) if line.out else timedelta(seconds=4))
    item = _item(showing, thread, line, written, arrived)
    given = {"person_id": thread.person_id, "sender_id": None if line.out else thread.contact_id, "kind": line.kind, "words": line.words}
    way = CameBy.TABLET if line.out else CameBy.PAGE
    message = Message.objects.create(item=item, thread=thread, **given, came_by=way, written_at=written, arrived_at=arrived)
    if line.kind == "drawing":
        h, size = _drawing(showing)
        ItemFile.objects.create(
            item=item,
            person_id=thread.person_id,
            n=0,
            sha256=h,
            type="image/png",
            looked_at=arrived,
            goes=h,
            goes_type="image/png",
            goes_size=size,
        )
        Piece.objects.create(message=message, person_id=thread.person_id, n=0, sha256=h, type="image/png", size=size)
    if not line.held:
        _reached(message, thread, read=not last)
    return _told(showing, message, line)


def _item(showing: Showing, thread: Thread, line: Line, written: datetime, arrived: datetime) -> Item:
    stay = Stay.objects.filter(person=thread.person_id, to_at=None).select_related("place").first()
    item = Item(id=showing.chance.id_at(written), kind="touch.message", person_id=thread.person_id, contact_id=thread.contact_id)
    item.way, item.language, item.arrived_at = Way.OUT if line.out else Way.IN, "en", arrived
    item.establishment = establishment_of(stay.place) if stay else None
    item.outcome = Outcome.HELD if line.held else Outcome.PASSED
    if line.held:
        item.held_at, item.due_at = arrived, arrived + HELD_FOR
    else:
        item.settled_at = arrived
    item.save(force_insert=True)
    if line.held:
        start = line.words.index(line.held)
        found = {"sort": Sort.PATTERN, "does": Does.HOLD, "start": start, "end": start + len(line.held), "seen": line.held}
        Finding.objects.create(item=item, person_id=thread.person_id, **found)
    return item


def _reached(message: Message, thread: Thread, read: bool) -> None:
    to = thread.contact_id if message.sender_id is None else None
    Delivery.objects.create(message=message, person_id=thread.person_id, to_id=to, at=message.arrived_at)
    if read:
        at = message.arrived_at + timedelta(minutes=12)
        Reading.objects.create(message=message, person_id=thread.person_id, by_id=to, at=at)


def _drawing(showing: Showing) -> tuple[str, int]:
    """A house with a sun, and somebody at the door, as a child of nine draws them."""
    from PIL import Image, ImageDraw

    paper = Image.new("RGB", (480, 360), "#fffdf5")
    pen = ImageDraw.Draw(paper)
    pen.ellipse((370, 20, 450, 100), fill="#f2c53d", outline="#b86e00", width=4)
    pen.rectangle((0, 300, 480, 360), fill="#7db46c")
    pen.rectangle((120, 150, 340, 310), fill="#f6d5c0", outline="#7a4b2a", width=6)
    pen.polygon(((100, 155), (230, 60), (360, 155)), fill="#c0392b", outline="#7a2318")
    pen.rectangle((150, 180, 200, 225), fill="#bfe0f2", outline="#7a4b2a", width=5)
    pen.rectangle((240, 200, 300, 310), fill="#3b78c4", outline="#24507f", width=5)
    pen.ellipse((256, 214, 284, 242), fill="#e8b98f", outline="#5b3a22", width=3)
    pen.line((270, 242, 270, 290), fill="#1d2530", width=6)
    pen.line((236, 262, 304, 262), fill="#1d2530", width=6)
    for hand in ((222, 250, 246, 274), (294, 250, 318, 274)):
        pen.ellipse(hand, fill="#e8b98f", outline="#5b3a22", width=3)
    made = io.BytesIO()
    paper.save(made, "PNG")
    content = made.getvalue()
    h = file_store.put(content)
    StoredFile.objects.get_or_create(pk=h, defaults={"size": len(content), "kind": "image/png", "arrived": showing.now})
    return h, len(content)


def _told(showing: Showing, message: Message, line: Line) -> Happened:
    if line.out:
        act = by_person(message.person_id, message.written_at, message.arrived_at, message.pk, None)
    else:
        act = Act(Actor(ActorKind.CONTACT, message.sender_id), message.written_at, message.arrived_at, Face.FAMILY, id=message.pk)
    return Happened(act, "touch.send@1", message.person_id, {"because": [TOGETHER], "changed": [["touch.Message", str(message.pk)]]})
