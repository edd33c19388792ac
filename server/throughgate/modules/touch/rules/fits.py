"""What a message may hold, and of which sort it may be for two people whose contact has limits."""

from collections.abc import Collection

LETTERS = 2_000
PIECES = 30
SECONDS = 120.0
STORY_SECONDS = 1_200.0

TEXT_ONLY, NO_PICTURES = "text_only", "no_pictures"
SOUNDS = frozenset({"audio/webm", "audio/ogg", "audio/mp4", "audio/wav"})
PICTURES = frozenset({"image/webp", "image/jpeg", "image/png"})


def allowed(kind: str, types: Collection[str], limits: Collection[str]) -> bool:
    """Whether something of that kind, with files of these types, may pass. Text only means words; no pictures still lets a voice pass."""
    if TEXT_ONLY in limits:
        return kind == "text" and not types
    shows = any(one in PICTURES for one in types)
    return NO_PICTURES not in limits or not (shows or kind in ("photo", "drawing", "page", "story"))


def too_long(kind: str, seconds: Collection[float | None]) -> bool:
    """Whether there is more sound than may be in one message: two minutes; twenty in a story, of which no page is longer than two."""
    each = [one or 0.0 for one in seconds]
    return max(each, default=0.0) > SECONDS or sum(each) > (STORY_SECONDS if kind == "story" else SECONDS)


def belongs(kind: str, types: Collection[str], words: str, design: str) -> bool:
    """Whether a message of that kind has what makes it one, and nothing that does not belong to it."""
    sounds, shows = [one for one in types if one in SOUNDS], [one for one in types if one in PICTURES]
    if len(sounds) + len(shows) != len(types):
        return False
    wants = {
        "text": bool(words.strip()) and not types,
        "voice": len(sounds) == 1 and not shows,
        "photo": bool(shows) and not sounds,
        "drawing": bool(shows) and not sounds,
        "card": bool(design or shows) and not sounds,
        "stickers": bool(design or shows) and not sounds,
        "page": bool(design or shows) and not sounds,
        "story": bool(shows or sounds),
    }
    return wants[kind]


def kind_of(types: Collection[str]) -> str:
    """What somebody sends who did not say: words, a voice, photos; pictures and sound together are a story."""
    sounds = sum(one in SOUNDS for one in types)
    if not types:
        return "text"
    if sounds == 0:
        return "photo"
    return "voice" if len(types) == 1 else "story"
