"""Messages and watch phrases in twelve languages, out of the translations that our libraries bring along: no text of anybody's."""

import gettext
import random
import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

LANGUAGES = ("cy", "pl", "ro", "sq", "ar", "fa", "vi", "zh_Hans", "lt", "tr", "ru")
LIBRARIES = ("django", "wagtail", "allauth")
_NOT_WORDS = re.compile(r"%\(\w+\)\w|%\w|\{[^}]*\}|<[^>]*>|[&%]\S*")
MANY, MOST = 140, 2_000


def sentences() -> dict[str, list[str]]:
    """Every sentence that they have, by language; English is what was translated."""
    found: dict[str, set[str]] = {language: set() for language in ("en", *LANGUAGES)}
    for language in LANGUAGES:
        for said, meant in _catalogues(language):
            found[language].add(meant)
            found["en"].add(said)
    return {language: sorted(one for one in all_of if len(one) > 15) for language, all_of in found.items()}


def messages(many: int, chance: random.Random) -> list[str]:
    """As long as people write them: 140 letters in the middle, up to 2,000; of the first half of each language's sentences."""
    halves = [all_of[::2] for all_of in sentences().values()]
    return [_message(chance.choice(halves), round(chance.lognormvariate(0, 0.9) * MANY), chance) for _ in range(many)]


def phrases(many: int, texts: list[str], chance: random.Random) -> list[str]:
    """Words and pairs of words of the other half that stand in none of these messages: a watch list is not of what everybody says."""
    said = {_bare(one) for text in texts for one in _spans(text)}
    found: list[str] = []
    for all_of in sentences().values():
        rare = sorted({one for text in all_of[1::2] for one in _spans(text) if len(one) > 4 and _bare(one) not in said})
        found += chance.sample(rare, min(len(rare), many // 12))
    return found


def planted(texts: list[str], phrases: list[str], one_in: int, chance: random.Random) -> list[str]:
    """The same messages; in one of so many stands a phrase."""
    return [f"{text} {chance.choice(phrases)}." if chance.randrange(one_in) == 0 else text for text in texts]


def _bare(text: str) -> str:
    from throughgate.basics.text import fold

    return re.sub(r"[\W_]+", "", fold(text))


def _spans(text: str) -> list[str]:
    words = [word.strip(".,:;!?()“”\"'") for word in text.split()]
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


def _catalogues(language: str) -> Iterator[tuple[str, str]]:
    for library in LIBRARIES:
        spec = find_spec(library)
        assert spec
        assert spec.origin
        for path in sorted(Path(spec.origin).parent.rglob(f"{language}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                told = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            pairs = ((said, meant) for said, meant in told.items() if said and isinstance(said, str) and isinstance(meant, str))
            yield from ((_NOT_WORDS.sub("", said).strip(), _NOT_WORDS.sub("", meant).strip()) for said, meant in pairs)


def _message(of: list[str], letters: int, chance: random.Random) -> str:
    text = chance.choice(of)
    while len(text) < letters:
        text += f" {chance.choice(of)}"
    return text[: min(max(letters, 5), MOST)]
