"""The app's own words, read from its sources, so that a story taps what a person reads, in either language."""

import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "client" / "src"
SAYS_SOMETHING = 4
PAIR = re.compile(r"""'([\w.]+)':\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")


@cache
def words(lang: str) -> dict[str, str]:
    """Every word key and its sentence in that language ("en" or "cy")."""
    found: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("words*.ts")):
        text = path.read_text()
        if path.name in ("words.en.ts", "words.cy.ts"):
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
