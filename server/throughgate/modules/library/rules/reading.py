"""How hard a text is to read. A plain function, for English; what it says is a hint to who writes, never a gate."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

HARDEST = 3
# Of fewer words nobody can tell.
FEWEST_WORDS = 20
# A school year of the formula's country, and how old children are who begin the first.
AGE_AT_GRADE_0 = 5
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Reading:
    """`age`: of a child who just reads it. `hardest`: the sentences that stand most in the way, the worst first."""

    age: int
    hardest: tuple[str, ...]


def reading_of(texts: Iterable[str]) -> Reading | None:
    """What these texts, each with a full stop or without, ask of a reader together; None where there is too little of it.

    Source: M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring", Journal of Applied Psychology 60,
    1975, pages 283 and 284: the grade is 0.0588 x letters and -0.296 x sentences for 100 words, less 15.8.
    """
    sentences = [one.strip() for text in texts for one in _ENDS.split(text) if _WORD.search(one)]
    if sum(len(_WORD.findall(one)) for one in sentences) < FEWEST_WORDS:
        return None
    hard = sorted(sentences, key=lambda one: (-_weight(one), one))
    return Reading(max(AGE_AT_GRADE_0, round(_grade(sentences)) + AGE_AT_GRADE_0), tuple(hard[:HARDEST]))


def _grade(sentences: list[str]) -> float:
    words = [word for one in sentences for word in _WORD.findall(one)]
    letters = sum(len(word) for word in words)
    return 0.0588 * letters * 100 / len(words) - 0.296 * len(sentences) * 100 / len(words) - 15.8


def _weight(sentence: str) -> float:
    """Long sentences of long words first; a long name alone in a short one is no trouble."""
    words = _WORD.findall(sentence)
    return float(sum(len(word) for word in words) * len(words) ** 0.5)
