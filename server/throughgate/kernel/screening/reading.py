"""What is found in words: those of a message, those that stand in a picture, those that somebody said."""

from collections.abc import Iterator, Set

from throughgate.kernel.screening.models import Does, Finding, Sort
from throughgate.kernel.screening.watch import Rule, Watch, Whom
from throughgate.kernel.screening.words import patterns
from throughgate.kernel.screening.words.disguises import EASTERN, HIDDEN, MIXED, NOT_SEEN, TURNED

# Longer than anything that a module takes in; what is longer is held, so that the time to look at it is bounded.
LONGEST = 100_000
# So much of what was found is written down of one text.
MOST_FOUND = 100


def found_in(watch: Watch, whom: Whom, text: str, piece: int | None = None) -> list[Finding]:
    """What stands in a text, with the rule that found it, where, and as it was written. `piece`: the file that the words are of."""
    read = text[:LONGEST]
    glance, found = watch.phrases.glance(read), list[Finding]()
    if glance and glance.phrases:
        found += [*_spoken(watch, whom, read), *_tricks(read)]
    if glance and (wanted := watch.patterns.keys() & glance.patterns):
        found += _patterns(watch, whom, read, wanted)
    del found[MOST_FOUND:]
    if len(text) > LONGEST:
        found.append(Finding(sort=Sort.UNSEEN, does=Does.HOLD, start=LONGEST, end=len(text)))
    for one in found:
        one.piece = piece
    return found


def _spoken(watch: Watch, whom: Whom, text: str) -> Iterator[Finding]:
    for hit in watch.phrases.found_in(text):
        for rule in watch.spoken[hit.phrase]:
            if rule.concerns(whom):
                yield _by(rule, text, hit.start, hit.end)


def _patterns(watch: Watch, whom: Whom, text: str, wanted: Set[str]) -> Iterator[Finding]:
    for name, place in patterns.found_in(text, wanted):
        for rule in watch.patterns[name]:
            if rule.concerns(whom):
                yield _by(rule, text, *place)


def _tricks(text: str) -> Iterator[Finding]:
    """Letters that are not seen, or are of two alphabets in one word: counted. What turns the order of letters round is held: no keyboard
    does so by itself, and a reader would see other words than the machine.
    """
    if text.isascii():
        return
    tricks = [(MIXED, Does.COUNT)] if EASTERN.search(text) else []
    if NOT_SEEN.search(text):
        tricks += [(HIDDEN, Does.COUNT), (TURNED, Does.HOLD)]
    for pattern, does in tricks:
        for met in pattern.finditer(text):
            yield Finding(sort=Sort.TRICK, does=does, start=met.start(), end=met.end(), seen=met[0][:200])


def _by(rule: Rule, text: str, start: int, end: int) -> Finding:
    return Finding(rule_id=rule.id, sort=rule.sort, does=rule.does, start=start, end=end, seen=text[start:end][:200])
