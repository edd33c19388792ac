"""The one question that a module asks before anything passes the wall."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening import care, many
from throughgate.kernel.screening.languages import language_of
from throughgate.kernel.screening.models import Does, Finding, Item, ItemFile, Outcome, Sort
from throughgate.kernel.screening.passage import Carried, Passage
from throughgate.kernel.screening.reading import found_in
from throughgate.kernel.screening.watch import Watch, Whom, what_stands

# Our own: a message is not left lying longer than a working day.
HELD_FOR = timedelta(hours=24)


def screen(act: Act, passage: Passage) -> Item:
    """Look at something that would pass the wall, and write down what was seen; in the transaction of the command that brings it.

    The item passed, or is held; where it has files it is still looked at, and `looking.finish` says how it stands. Words that worry open
    a task for whoever looks after the person, and hold nothing.
    """
    watch, home = what_stands(), home_of(act, passage.person)
    whom = Whom(passage.person, passage.contact, *home, language_of(passage.words))
    item = Item(id=passage.id, kind=passage.kind, person_id=passage.person, contact_id=passage.contact, way=passage.way)
    item.establishment_id, item.language, item.rules_at = whom.establishment, whom.language, watch.since
    item.alike, item.arrived_at = many.alike(passage.words), act.arrived
    found = [*_by_decision(watch, whom, passage, act), *found_in(watch, whom, passage.words), *many.same_words(item)]
    stand_as(item, outcome_of(found, bool(passage.files)), act)
    item.save(force_insert=True)
    ItemFile.objects.bulk_create(_file(item, n, one) for n, one in enumerate(passage.files))
    write_down(act, item, found)
    return item


def outcome_of(found: Iterable[Finding], files: bool) -> Outcome:
    """How an item stands after what was found. Files that nobody has looked at yet come first: nothing passes unseen, even by staff."""
    if files:
        return Outcome.LOOKING
    return Outcome.HELD if any(one.does == Does.HOLD for one in found) else Outcome.PASSED


def stand_as(item: Item, outcome: Outcome, act: Act) -> None:
    """Set how it stands, and the desk's clock where it is held: that began when it arrived."""
    item.outcome = outcome
    if outcome != Outcome.LOOKING:
        item.settled_at = act.arrived
    if outcome == Outcome.HELD:
        item.held_at, item.due_at = act.arrived, item.arrived_at + HELD_FOR


def write_down(act: Act, item: Item, found: Sequence[Finding]) -> None:
    """Keep what was found of an item, and tell whoever looks after the person where it worries."""
    for one in found:
        one.item, one.person_id = item, item.person_id
    if found:
        Finding.objects.bulk_create(found)
    if any(one.does == Does.CARE for one in found):
        care.tell(act, item)


def _file(item: Item, n: int, carried: Carried) -> ItemFile:
    return ItemFile(item=item, person_id=item.person_id, n=n, sha256=carried.sha256, type=carried.type)


def _by_decision(watch: Watch, whom: Whom, passage: Passage, act: Act) -> Iterator[Finding]:
    """Why it is read whatever stands in it."""
    if watch.is_stopped(whom, act.arrived):
        yield Finding(sort=Sort.STOPPED, does=Does.HOLD)
    if watch.is_target(whom, act.arrived):
        yield Finding(sort=Sort.TARGET, does=Does.HOLD)
    if passage.always:
        yield Finding(sort=Sort.ALWAYS, does=Does.HOLD)
    if watch.is_sample(passage.id, whom):
        yield Finding(sort=Sort.SAMPLE, does=Does.HOLD)


def home_of(act: Act, person: UUID) -> tuple[UUID | None, str]:
    """The establishment in which a person lives, and the path of the place; read once for an act."""

    def read() -> tuple[UUID | None, str]:
        stay = Stay.objects.filter(person=person, to_at=None).select_related("place").first()
        return (establishment_of(stay.place).pk, stay.place.path) if stay else (None, "/")

    return act.once(("home of", person), read)
