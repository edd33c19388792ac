"""How much of a mail we read, and what of it is left out. Sources: our own, but for the hops: RFC 5321, 6.3."""

from enum import StrEnum

MOST_BYTES = 25 * 2**20
# A sender's program writes some ten of these; each makes our reading of every line slower.
MOST_LAYERS = 60
MOST_PARTS = 400
MOST_FILES = 10
MOST_FILE_BYTES = 8 * 2**20
MOST_WORDS = 20_000
MOST_BODY = 10**6
MOST_HTML = 2 * 2**20
MOST_HOPS = 50
# A picture so small that stands inside a mail is a line, a logo, or tells somebody that the mail was opened.
SMALLEST_INSIDE = 3 * 2**10
# What we can show and look at; everything else could not pass.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/heif"})
SOUNDS = frozenset(
    {"audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/ogg", "audio/wav", "audio/x-wav", "audio/amr", "audio/webm"}
)


class TooMuch(StrEnum):
    """Why a whole mail is not read."""

    TOO_DEEP = "too_deep"
    TOO_MANY_FILES = "too_many_files"
    TOO_LONG = "too_long"
    NOTHING = "nothing"
    NOT_READABLE = "not_readable"


class LeftOut(StrEnum):
    """Why a part of it was left out."""

    TOO_BIG = "too_big"
    OUTLOOK = "outlook"
    CALENDAR = "calendar"
    OTHER_KIND = "other_kind"
