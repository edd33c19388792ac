"""How many people came to the end of what an item gives them to do: counted, never by person."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.rules.kinds import Verb

# Of fewer, somebody who knows the wing could tell who it was. Source: docs/adr/0006-the-library.md, "Tally".
FEWEST = 5


@dataclass(frozen=True)
class DoneBy:
    """How many people finished, how many of these passed, and the average of their best scores out of 100; no figures of few."""

    people: int = 0
    passed: int = 0
    percent: int | None = None
    few: bool = False


def done_by(act: Act, item_id: UUID) -> DoneBy | None:
    """What people did with an item of a shelf that this worker keeps; None where nobody did anything."""
    best: dict[UUID, list[float]] = defaultdict(list)
    passed: set[UUID] = set()
    for person, verb, score in policy.did_with(act, item_id).values_list("person", "verb", "score"):
        best[person] += [] if score is None else [score]
        passed |= {person} if verb == Verb.PASSED else set()
    if not best:
        return None
    if len(best) < FEWEST:
        return DoneBy(few=True)
    scores = [max(each) for each in best.values() if each]
    # An average of few is as telling as their names.
    percent = round(100 * sum(scores) / len(scores)) if len(scores) >= FEWEST else None
    return DoneBy(len(best), len(passed), percent)
