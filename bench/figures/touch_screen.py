"""Looking at words: 5,000 phrases in twelve languages with the patterns that come with the product, and the bare automaton beside it."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from figures import tongues, world
from figures.lines import line

MANY, PHRASES, ROUNDS = 5_000, 5_000, 5


def main() -> None:
    world.begin()
    chance = random.Random(7)
    plain = tongues.messages(MANY, chance)
    phrases = tongues.phrases(PHRASES, plain, chance)
    texts = tongues.planted(plain, phrases, 20, chance)
    look, found = _ours(phrases)
    spent = sorted(_each(look, texts))
    held = sum(bool(found(text)) for text in texts)
    line(
        "touch.screen_p99_ms",
        spent[int(MANY * 0.99)] * 1000,
        f"ms, {len(phrases)} phrases, {held * 100 // MANY} % of the messages hold one",
    )
    line("touch.screen_p50_us", spent[MANY // 2] * 1e6, "µs, the same; with its language")
    ours, bare = _beside(texts, phrases)
    line(
        "touch.screen_vs_automaton",
        ours,
        "MB/s of folded text, phrases in any disguise",
        "the automaton alone over the same text, folded before",
        bare,
    )


def _ours(phrases: Sequence[str]) -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    """Looking at a message as `screen` does, before it writes anything down; and the same without asking for its language."""
    from uuid import UUID

    from django.utils import timezone

    from throughgate.kernel.screening.languages import language_of
    from throughgate.kernel.screening.models import WatchRule
    from throughgate.kernel.screening.reading import found_in
    from throughgate.kernel.screening.watch import Whom, what_stands

    rules = [WatchRule(sort="phrase", words=words, does="hold", why="A figure.", from_at=timezone.now()) for words in phrases]
    WatchRule.objects.bulk_create(rules)
    watch = what_stands()

    def look(text: str) -> Any:
        return found_in(watch, Whom(UUID(int=1), None, None, "/", language_of(text)), text)

    nobody = Whom(UUID(int=1), None, None, "/")
    return look, lambda text: found_in(watch, nobody, text)


def _each(look: Callable[[str], Any], texts: Sequence[str]) -> list[float]:
    for text in texts:
        look(text)
    spent = []
    for text in texts:
        began = time.thread_time()
        look(text)
        spent.append(time.thread_time() - began)
    return spent


def _beside(texts: Sequence[str], phrases: Sequence[str]) -> tuple[float, float]:
    """Megabytes a second of each, in turns, the best of five: phrases alone, of texts in which none stands, as nearly all are."""
    from ahocorasick_rs import AhoCorasick, Implementation

    from throughgate.kernel.screening.watch import what_stands
    from throughgate.kernel.screening.words.letters import PLAIN, settled

    sought = what_stands().phrases
    clean = [text for text in texts if not sought.found_in(text)]
    folded = [settled(PLAIN.of(text)).decode() for text in clean]
    bare = AhoCorasick([settled(PLAIN.of(one)).decode().strip() for one in phrases], implementation=Implementation.DFA)
    size = sum(len(text.encode()) for text in folded) / 1e6

    def ours(text: str) -> None:
        if (glance := sought.glance(text)) and glance.phrases:
            sought.found_in(text)

    def alone(text: str) -> None:
        bare.find_matches_as_indexes(text, overlapping=True)

    rounds = [(_time(ours, clean), _time(alone, folded)) for _ in range(ROUNDS)]
    return size / min(one for one, _other in rounds), size / min(other for _one, other in rounds)


def _time(look: Callable[[str], Any], texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        look(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
