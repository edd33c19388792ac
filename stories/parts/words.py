"""The app's own words, read from its sources, so that a story taps what a person reads, in either language."""

import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "client" / "src"
SAYS_SOMETHING = 4
OF_ONE = re.compile(r"words\.[a-z]{2}\.ts")
PAIR = re.compile(r"""'([\w.]+)':\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")


@cache
def words(lang: str) -> dict[str, str]:
    """Every word key and its sentence in that language ("en", "cy", or what there is in "pl")."""
    found: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("words*.ts")):
        text = path.read_text()
        if OF_ONE.fullmatch(path.name):
            text = text if path.name == f"words.{lang}.ts" else ""
        elif "\n  cy: {" in text:
            english, _, welsh = text.partition("\n  cy: {")
            text = english if lang == "en" else welsh
        found |= {key: one or two for key, one, two in PAIR.findall(text)}
    return found


def say(lang: str, key: str, **values: object) -> str:
    """One sentence, filled in."""
    return words(lang)[key].format(**values)


@cache
def only_in(lang: str, other: str) -> list[re.Pattern[str]]:
    """Whole sentences of one language that are no sentence of the other. {values} stand for anything; too little else says nothing."""
    spoken_elsewhere = set(words(other).values())
    own = [text for text in words(lang).values() if text not in spoken_elsewhere and len(re.sub(r"{\w+}|\W", "", text)) >= SAYS_SOMETHING]
    return [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(text))) for text in own]
