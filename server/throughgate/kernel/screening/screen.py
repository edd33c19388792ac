"""The one question that a module asks before anything passes the wall."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import establishment_of
from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Does, Finding, Item, Outcome, Sort, WatchRule
from throughgate.kernel.screening.passage import Passage

# Our own: a message is not left lying longer than a working day.
HELD_FOR = timedelta(hours=24)


def screen(act: Act, passage: Passage) -> Item:
    """Look at something that would pass the wall, and write down what was seen; in the transaction of the command that brings it.

    The item passed, is held, or is still looked at, where it has files: the worker finishes that (`desk.finish_look`).
    """
    found = list(_words_found(passage))
    if passage.always:
        found.append(Finding(sort=Sort.ALWAYS, does=Does.HOLD))
    item = Item(id=passage.id, kind=passage.kind, person_id=passage.person, contact_id=passage.contact, way=passage.way)
    item.establishment = _where(act, passage.person)
    item.arrived_at = act.arrived
    item.outcome = outcome_of(found, bool(passage.files))
    if item.outcome != Outcome.LOOKING:
        item.settled_at = act.arrived
    if item.outcome == Outcome.HELD:
        item.held_at, item.due_at = act.arrived, act.arrived + HELD_FOR
    item.save(force_insert=True)
    for one in found:
        one.item, one.person_id = item, passage.person
    Finding.objects.bulk_create(found)
    return item


def outcome_of(found: Sequence[Finding], files: bool) -> Outcome:
    """How an item stands after what was found in its words; files are still to be looked at."""
    if any(one.does == Does.HOLD for one in found):
        return Outcome.HELD
    return Outcome.LOOKING if files else Outcome.PASSED


def _words_found(passage: Passage) -> list[Finding]:
    words = passage.words.casefold()
    found = []
    for rule in WatchRule.objects.filter(sort=Sort.PHRASE, to_at=None):
        start = words.find(rule.words.casefold())
        if start >= 0:
            end = start + len(rule.words)
            found.append(Finding(rule=rule, sort=rule.sort, does=rule.does, start=start, end=end, seen=passage.words[start:end]))
    return found


def _where(act: Act, person: UUID) -> Place | None:
    def read() -> Place | None:
        stay = Stay.objects.filter(person=Person(pk=person), to_at=None).select_related("place").first()
        return establishment_of(stay.place) if stay else None

    return act.once(("establishment of", person), read)
