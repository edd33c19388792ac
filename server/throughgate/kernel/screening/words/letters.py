"""Letters made alike: case, accents, letters that look like others, letters that are not seen.

A folded text is bytes, in which one space stands around every word.
"""

import re
import unicodedata
from collections.abc import Mapping

SPACE = b" "
# What people write for a letter.
SIGNS = "@$!|+€"
_DROPPED = "'`´’‘ʼ＇\N{ARABIC TATWEEL}"
# Of no width, or of no shape: Unicode's Default_Ignorable_Code_Point, and what is drawn as an empty box.
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
# Marks that make another letter in the scripts of India and in Japanese; all other marks are accents.
_MARKS_THAT_COUNT = frozenset({0, 7, 8, 9})
_NAMED = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) ([A-Z]{1,2})(?: WITH .*)?$")
# Scripts that put no space between words: each letter stands alone, and a phrase is found anywhere.
_UNSPACED = re.compile("[\u0e01-\u0ede\u1000-\u109f\u1780-\u17d3\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The same letter on other keyboards: Turkish; Arabic, Persian and Urdu.
_SAME = {"ı": "i", "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه", "ە": "ه"}

# What is drawn like a letter of English, after our own reading of Unicode's charts: the letter, then what looks like it.
_LOOKS = """
a аΑαɑ∂𐊠ᗅꓮ b ВвЬьΒβꓐƅᏴ c СсϹϲᴄꓚⅽᏟ d ԁɗꓒᏧ e ЕеΕεєҽꓰ℮ϵ f ꞙꓝϜ g ԍɡꓖᏀ h НнΗһҺꓧᏂ i ІіΙιӏǀ׀ɩ⍳ꙇᎥ j ЈјϳꓙᎫ k КкΚκꓗᏦ l ӀⅼꓡᏞ
m МмΜꓟᎷ n ΝηпոՈꓠ o ОоΟοσөՕօ०੦ꓳᏫ p РрΡρꓑᏢ q ԛզ r гᎱꓣᴦ s ЅѕʂꓢՏᏚ t ТтΤτꓔᎢ u υսʋՍꓴᑌ v Ѵѵνᴠꓦᐯ w ԜԝωшꓪᎳ x ХхΧχꓫ᙭ y УуΥγүҮꓬ z Ζꓜʐ
"""


def _looks() -> dict[str, str]:
    words = _LOOKS.split()
    drawn = {one: letter for letter, alike in zip(words[::2], words[1::2], strict=True) for one in alike}
    for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6):
        drawn |= {chr(first + n): chr(ord("a") + n) for n in range(26)}
    return drawn


class Table(dict[int, str]):
    """What each letter is folded to; worked out when it is first met. `first` goes before the general rule."""

    def __init__(self, first: Mapping[str, str]) -> None:
        super().__init__()
        self._first = dict(first)
        self.weights = _Weights(self)
        made = [self[code] for code in range(128)]
        self._bytes = bytes(ord(to) if to else 0 for to in made) + bytes(128)
        self._dropped = bytes(code for code, to in enumerate(made) if not to)

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = made = self._first[letter] if letter in self._first else folded_letter(letter)
        return made

    def of(self, text: str) -> bytes:
        """The text in letters of this table; spaces are not counted yet."""
        if text.isascii():
            return text.encode().translate(self._bytes, self._dropped)
        return text.translate(self).encode()


class _Weights(dict[str, int]):
    """How many bytes, spaces left out, each letter is folded to."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, letter: str) -> int:
        self[letter] = weight = len(self._table[ord(letter)].replace(" ", "").encode())
        return weight


def folded_letter(letter: str) -> str:
    """One letter, small, without accent; what is no letter or digit is a space, what is not seen is nothing."""
    if letter in _DROPPED or _UNSEEN.match(letter):
        return ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(map(_part, apart))


def _part(part: str) -> str:
    kind = unicodedata.category(part)
    if kind[0] == "M" and (unicodedata.combining(part) not in _MARKS_THAT_COUNT or kind == "Me"):
        return ""
    if part.isascii() and part.isalnum():
        return part
    if kind == "Nd":
        return str(unicodedata.digit(part))
    if kind[0] not in "LM":
        return " "
    if _UNSPACED.match(part):
        return f" {part} "
    named = _NAMED.match(unicodedata.name(part, ""))
    return named[1].lower() if named else _SAME.get(part, part)


LOOKS = _looks()
_FOR_LETTERS = {"0": "o", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "+": "t", "€": "e"}
PLAIN = Table({})
ALIKE = Table(LOOKS)
# One sign stands for two letters: each is read.
LEET = (
    Table(LOOKS | _FOR_LETTERS | dict.fromkeys("1!|", "i")),
    Table(LOOKS | _FOR_LETTERS | dict.fromkeys("1!|", "l")),
)


def settled(raw: bytes) -> bytes:
    """One space around every word, whatever stood there."""
    return b" " + b" ".join(raw.split()) + b" "
