"""Words from outside, made plain before anybody reads them: what nobody can see, or what turns a line round, goes."""

import re
import unicodedata

# Turning a line round (U+202A to 202E, 2066 to 2069), and what has no width. The joiners stay: emoji and Persian are written with them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
# A flag such as that of Wales is written with tags; anywhere else they are hidden words.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]{1,8})|[\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# A joiner that joins nothing, twenty marks on one letter: ways of writing a word that no watch word finds.
_JOINERS = re.compile("[\u200c\u200d]{2,}|(?<![^\\s])[\u200c\u200d]|[\u200c\u200d](?=\\s|$)")
_MARKS = re.compile(r"([\u0300-\u036f]{3})[\u0300-\u036f]+")
_EMPTY_LINES = re.compile(r"\n{4,}")


def plain(words: str) -> str:
    """The same words, composed (NFC), each line ended the same way, without what nobody can see."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    seen = _JOINERS.sub("", _CONTROL.sub("", _TAGS.sub(r"\1", _UNSEEN.sub("", lines))))
    composed = unicodedata.normalize("NFC", _MARKS.sub(r"\1", seen))
    return _EMPTY_LINES.sub("\n\n\n", "\n".join(line.rstrip() for line in composed.split("\n"))).strip()


def one_line(words: str, most: int) -> str:
    """For a subject or a name: no line breaks, so that nothing more can be said in a header."""
    return " ".join(plain(words).split())[:most]
