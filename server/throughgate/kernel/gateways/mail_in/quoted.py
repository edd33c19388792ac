"""What somebody wrote anew, without the mail that they answer: that was read already, and its words are not theirs."""

import re

# Stands above each mail of a thread that we send; every language of ours has the same sign in it.
MARK = "— ✂ —"
_WROTE = re.compile(
    r"^[ \t>]*(?:On|Ar|Am|Dnia|W dniu|Le|El|Il|Op|Den|На|Em|În data de|Më)\b[^\n]{0,200}(?:\n[^\n]{0,200})?:\s*$", re.MULTILINE
)
_FORWARDS = re.compile(r"^(?:-{2,} ?(?:Original Message|Neges Wreiddiol|Wiadomość oryginalna) ?-{2,}|_{20,})\s*$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*>")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def new_words(words: str) -> str:
    """Cut at our mark, or at the line that says who wrote the rest; then without quoted lines at the end, and without a signature."""
    words = words.partition(MARK)[0]
    lines = words.split("\n")
    cut = _cut(words)
    kept = words[:cut].split("\n") if cut is not None else lines
    while kept and (not kept[-1].strip() or _QUOTED.match(kept[-1])):
        kept.pop()
    kept_words = "\n".join(kept)
    signed = _SIGNATURE.search(kept_words)
    return kept_words[: signed.start()] if signed else kept_words


def _cut(words: str) -> int | None:
    """Where a quotation begins that goes on to the end: an “On … wrote:” with only quoted lines below it, or a line that says so."""
    for found in _WROTE.finditer(words):
        below = [line for line in words[found.end() :].split("\n") if line.strip()]
        if not below or all(_QUOTED.match(line) for line in below):
            return found.start()
    forwards = _FORWARDS.search(words)
    return forwards.start() if forwards else None
