"""How a message stands, in the one way in which both sides are told."""

from collections.abc import Collection
from enum import StrEnum

GOES_ON = frozenset({"passed", "released", "blacked"})


class Standing(StrEnum):
    """`checking`: a machine looks at it; `held`: staff will. `stopped`: contact ended before it had passed."""

    CHECKING = "checking"
    HELD = "held"
    DELIVERED = "delivered"
    READ = "read"
    WITHHELD = "withheld"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"


def standing(outcome: str, taken_back: bool, whys: Collection[str], read: bool) -> Standing:
    """`outcome`: of its item; `whys`: of each who was to be reached why not, "" where they were; `read`: by anybody of them."""
    if taken_back:
        return Standing.TAKEN_BACK
    if whys and all(whys):
        return Standing.STOPPED
    if outcome in GOES_ON:
        return Standing.READ if read else Standing.DELIVERED
    return {"held": Standing.HELD, "withheld": Standing.WITHHELD}.get(outcome, Standing.CHECKING)
