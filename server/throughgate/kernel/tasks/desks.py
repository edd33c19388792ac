"""Desks: where something waits for whoever sits there, such as the people who keep a shelf of the library.

A module that has desks says at which of them a worker sits. Who it is about is then no reason to see it.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope

DesksOf = Callable[[Act], Iterable[UUID]]

_known: dict[str, DesksOf] = {}


def declare(module: str, desks: DesksOf) -> None:
    """Make known how a module finds a worker's desks. Called by the registry."""
    _known[module] = desks


def desks_of(act: Act) -> list[UUID]:
    """Those at which this worker sits now."""
    return act.once("desks", lambda: _read(act)) if act.worker_id else []


def _read(act: Act) -> list[UUID]:
    with scope(act):
        return sorted({desk for desks in _known.values() for desk in desks(act)})
