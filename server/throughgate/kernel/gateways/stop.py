"""Whether somebody says STOP: the whole message, and nothing else, in any of the languages that families write to us in."""

import unicodedata

from throughgate.basics.text import fold

# Not “end”, “quit” or “cancel”, as networks elsewhere have it: a mother who writes “Cancel” means a visit.
_SAYS_STOP = frozenset(
    map(
        fold,
        (
            "stop",
            "stop all",
            "stopall",
            "stop please",
            "please stop",
            "stop messages",
            "stop texts",
            "stop contact",
            "stop contacting me",
            "unsubscribe",
            # Welsh
            "stopio",
            "stopiwch",
            "stopia",
            "peidiwch",
            "peidiwch â chysylltu",
            # Polish
            "zatrzymaj",
            "przestań",
            "przestańcie",
            "stop wszystko",
            # Romanian
            "opriți",
            "oprește",
            "stop toate",
            # Albanian
            "ndalo",
            "ndaloni",
            # Urdu and Arabic
            "بند کرو",
            "بند کریں",
            "روکو",
            "سٹاپ",
            "توقف",
            "قف",
            "أوقف",
            # Others that families here write
            "arrêt",
            "arrêtez",
            "стоп",
            "parar",
            "pare",
            "停止",
            "🛑",
        ),
    )
)
LONGEST = 60


def is_stop(words: str) -> bool:
    """“STOP”, “ stop. ”, “Stop all!”, “STOPIO”, “stop stop”. Not “Stop it, you make me laugh”: that is a message."""
    if len(words) > LONGEST:
        return False
    said = fold(" ".join("".join(_letter(sign) for sign in words).split()))
    return bool(said) and (said in _SAYS_STOP or set(said.split()) == {"stop"})


def _letter(sign: str) -> str:
    """Signs that surround words are spaces; those that nobody sees are nothing."""
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn") and not unicodedata.combining(sign):
        return ""
    return " " if kind[0] in "PZC" or (kind[0] == "S" and sign != "🛑") else sign
