"""The app's own words, read from its sources, so that a story taps what a person reads, in either language."""

import re
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "client" / "src"
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
