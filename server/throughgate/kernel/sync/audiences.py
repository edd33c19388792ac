"""Audiences: who shares a stream with whom. A module that addresses many at once says which audiences somebody belongs to."""

from collections.abc import Callable, Iterable
from uuid import UUID

from throughgate.kernel.policy.facts import Facts

AudiencesOf = Callable[[Facts], Iterable[UUID]]

_known: dict[str, AudiencesOf] = {}


def declare(module: str, audiences: AudiencesOf) -> None:
    """Make known how a module finds the audiences of a person at a moment. Called by the registry."""
    _known[module] = audiences


def audiences_of(facts: Facts) -> list[UUID]:
    """All that this person belongs to now, in a fixed order."""
    return sorted({audience for audiences in _known.values() for audience in audiences(facts)})
