"""Audiences: who shares a stream with whom. A module that addresses many at once says which audiences somebody belongs to."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from throughgate.kernel.policy.facts import Facts, facts_about_many

# Stands for the question who belongs where: whoever listens hears of it, so that an audience may be new and its people many.
EVERYBODY = UUID(int=0)


@dataclass(frozen=True)
class Audiences:
    """How a module finds them: `of(facts)` says of many people at once which audiences each belongs to, by person.

    A row of `table` is among what a command changed where an audience begins or ends.
    `at(paths)` says which hang at each of some places, where a screen that is nobody's may show them.
    """

    of: Callable[[Sequence[Facts]], Mapping[UUID, Collection[UUID]]]
    table: type[Model]
    at: Callable[[Collection[str]], Mapping[str, Collection[UUID]]] | None = None


_known: dict[str, Audiences] = {}


def declare(module: str, audiences: Audiences) -> None:
    """Make known how a module finds the audiences of people at a moment. Called by the registry."""
    _known[module] = audiences


def audiences_of(facts: Facts) -> list[UUID]:
    """All that this person belongs to now, in a fixed order."""
    return sorted(_of([facts])[facts.person_id])


def audiences_of_people(people: Collection[UUID], at: datetime) -> dict[UUID, set[UUID]]:
    """The same of many people, in as many queries as of one."""
    return _of(list(facts_about_many({(person_id, at) for person_id in people}).values()))


def audiences_at(paths: Collection[str]) -> dict[str, set[UUID]]:
    """What hangs at each of these places, for everybody who stands before it."""
    found: dict[str, set[UUID]] = {path: set() for path in paths}
    for audiences in _known.values():
        for path, theirs in (audiences.at(paths) if audiences.at and paths else {}).items():
            found[path].update(theirs)
    return found


def begins_or_ends(changed: Iterable[Model]) -> bool:
    """Is one of these an audience?"""
    tables = tuple(audiences.table for audiences in _known.values())
    return any(isinstance(row, tables) for row in changed)


def _of(facts: Sequence[Facts]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {one.person_id: set() for one in facts}
    for audiences in _known.values() if facts else ():
        for person_id, theirs in audiences.of(facts).items():
            found[person_id].update(theirs)
    return found
