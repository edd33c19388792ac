"""The capabilities that the installed modules have declared, by name."""

from dataclasses import dataclass

from throughgate.basics.errors import NotFound


@dataclass(frozen=True)
class Capability:
    """Something a person may or may not use.

    `essential`: cannot be taken away by a sanction or a marker (legal, Samaritans, complaints, health requests).
    `needs_rollout`: only where a roll-out says so. `decided_by`: roles of workers who see and decide it.
    """

    name: str
    title: str
    essential: bool = False
    needs_rollout: bool = False
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
    """All of them, by name."""
    return [_declared[name] for name in sorted(_declared)]
