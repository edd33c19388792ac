"""Near copies among ten thousand texts and as many pictures: making a sketch of each, once, and finding the pairs, at each look."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from figures import world
from figures.lines import line

MANY, WORDS, VOCABULARY, COPIES = 10_000, 300, 4_000, 200
MADE = 300
Result = TypeVar("Result")


def main() -> None:
    world.begin()
    from throughgate.modules.library.rules.sketch import near_pictures, near_words, sketch_of

    chance = random.Random(1)
    texts = [_text(chance) for _n in range(MADE)]
    sketches, made = _timed(lambda: [sketch_of(text) for text in texts])
    line("library.sketch_ms", made / MADE * 1000, f"ms to sketch a text of {WORDS} words, once for each edition and language")
    # Of the others only sketches that have nothing in common: what is looked for is found by sketches alone.
    many = {n: sketches[n] if n < MADE else chance.randbytes(len(sketches[0])) for n in range(MANY)}
    many |= {MANY + n: sketch_of(_changed(texts[n], chance)) for n in range(COPIES)}
    found, took = _timed(lambda: near_words(many, lambda *_both: True))
    line("library.duplicates_ms", took * 1000, f"ms to find the near copies among {MANY + COPIES} sketches")
    line("library.duplicates_found", len(found), f"pairs found, of {COPIES} copies in which one word of fifty was changed")
    looks = {n: chance.randbytes(8) for n in range(MANY)}
    _pairs, took = _timed(lambda: near_pictures(looks, lambda *_both: True))
    line("library.duplicate_pictures_ms", took * 1000, f"ms for {MANY} pictures")


def _text(chance: random.Random) -> str:
    return " ".join(f"w{chance.randrange(VOCABULARY)}" for _n in range(WORDS))


def _changed(text: str, chance: random.Random) -> str:
    return " ".join(f"w{chance.randrange(VOCABULARY)}" if n % 50 == 25 else word for n, word in enumerate(text.split()))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


if __name__ == "__main__":
    main()
