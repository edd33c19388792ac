"""Where a request stands, in the one way in which staff, the person and the contact are told."""

from enum import StrEnum
from typing import Any

from throughgate.kernel.people.relationships import is_official


class Standing(StrEnum):
    """`second`: another worker looks; `asked`: the contact has not answered; `declined`: they said no."""

    WAITING = "waiting"
    SECOND = "second"
    ASKED = "asked"
    YES = "yes"
    REFUSED = "refused"
    DECLINED = "declined"


def standing(decision: Any) -> Standing:
    """Of no decision at all: it waits."""
    if decision is None:
        return Standing.WAITING
    second, answer = getattr(decision, "second", None), getattr(decision, "answer", None)
    if decision.outcome == "no" or (second and not second.agrees):
        return Standing.REFUSED
    if decision.safeguards and second is None:
        return Standing.SECOND
    if answer:
        return Standing.YES if answer.yes else Standing.DECLINED
    return Standing.YES if at_once(decision) else Standing.ASKED


def at_once(decision: Any) -> bool:
    """Whether nobody has to be asked any more: officials, and whoever asked themself."""
    return is_official(decision.request.kind) or decision.request.contact_id is not None
