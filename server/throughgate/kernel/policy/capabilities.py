"""The capabilities that the installed modules have declared, by name."""

from dataclasses import dataclass

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says


@dataclass(frozen=True)
class Capability:
    """Something a person may or may not use; or, where `staff_only`, something that only workers do.

    `essential`: cannot be taken away by a sanction or a marker (legal, Samaritans, complaints, health requests).
    `needs_rollout`: only where a roll-out says so. `decided_by`: roles of workers who see and decide it.
    `for_contacts`: those outside whom somebody may be in touch with take part in it.
    """

    name: str
    title: Says
    essential: bool = False
    needs_rollout: bool = False
    staff_only: bool = False
    for_contacts: bool = False
    decided_by: frozenset[str] = frozenset()


_declared: dict[str, Capability] = {}


def declare(capability: Capability) -> None:
    """Make a capability known to the policy. Called by the registry once for each module."""
    _declared[capability.name] = capability


def capability(name: str) -> Capability:
    """The capability of that name. Raises: NotFound."""
    if name not in _declared:
        raise NotFound
    return _declared[name]


def capabilities() -> list[Capability]:
    """Those that people in care may or may not use, by name. What only workers do is found by its name alone."""
    return [_declared[name] for name in sorted(_declared) if not _declared[name].staff_only]
