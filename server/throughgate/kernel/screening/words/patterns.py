"""Numbers and addresses by their shape: telephone, card, account, postcode, address, name on a network, page.

Each pattern has a name, by which a rule asks for it. Nothing is looked for in words that hold neither a digit, an @ nor a page.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import cycle
from typing import NamedTuple


class Place(NamedTuple):
    """Where it stands, in letters."""

    start: int
    end: int


Finder = Callable[[str], Iterator[Place]]

_APART = r"[\s().\-/_,*]{0,3}"
_NUMBER = re.compile(rf"(?<![\w@])\+?(?:\d{_APART}){{6,17}}\d(?!\w)")
_CARD = re.compile(r"(?<!\d)[3-6](?:[ .\-]?\d){12,18}(?!\d)")
_SORT_CODE = re.compile(r"(?<!\d)\d{2}[ \-]?\d{2}[ \-]?\d{2}(?!\d)")
_ACCOUNT = re.compile(r"(?<!\d)\d{4}[ ]?\d{4}(?!\d)")
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}(?!\w)")
# Source: BS 7666, as the Post Office's own guide spells it out.
_AREA = r"[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
_POSTCODE = re.compile(rf"(?<!\w){_AREA} ?\d[ABD-HJLNP-UW-Z]{{2}}", re.I)
# It is sought by its end, since a digit is rarer than a letter.
_POSTCODE_END, _POSTCODE_MOST = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?!\w)"), 8
_STREET = (
    "street|st|road|rd|lane|ln|avenue|ave|close|drive|dr|way|court|crescent|terrace|gardens|grove|place|square|row|hill|park|mews|"
    "stryd|heol|ffordd|lôn|rhodfa|clos|maes"
)
_ADDRESS = re.compile(rf"(?<!\w)(?:flat \d+,? )?\d{{1,4}}[a-z]?,? (?:[\w’'\-]+ ){{0,3}}(?:{_STREET})(?!\w)", re.I)
_NETWORKS = "snap(?:chat)?|insta(?:gram)?|whatsapp|telegram|signal|tik ?tok|facebook|fb|messenger|discord|wickr|x|twitter"
_HANDLE = re.compile(rf"(?<![\w.])@[A-Za-z]\w{{2,29}}|(?<!\w)(?:{_NETWORKS})(?: name| me)?(?: is|:| -|=|’s|'s)+ ?[\w.]{{3,30}}", re.I)
_MAIL = r"[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}"
_ENDINGS = "com|co\\.uk|org|net|uk|wales|cymru|io|me|ly|gg|tv|ru|info|biz|app|link|xyz|to|eu|fr|de|pl|ro|al|cn"
_SITE = rf"(?<![\w.@])(?:[A-Za-z0-9\-]{{2,63}}\.){{1,3}}(?:{_ENDINGS})(?![\w.])"
_PAGE = re.compile(rf"{_MAIL}|(?:https?://|www\.)[^\s<>]{{3,200}}|{_SITE}", re.I)

_ENGLISH = {"zero": 0, "nought": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_WELSH = {"dim": 0, "un": 1, "dau": 2, "dwy": 2, "tri": 3, "tair": 3, "pedwar": 4, "pedair": 4, "pump": 5, "chwech": 6, "saith": 7}
_WORTH = _ENGLISH | {"eight": 8, "nine": 9} | _WELSH | {"wyth": 8, "naw": 9}
_SAID = "|".join(sorted(_WORTH, key=len, reverse=True))
_SPOKEN = re.compile(rf"(?<!\w)(?:(?:double |triple )?(?:{_SAID}|\d)(?!\w)[\s,.\-]{{0,3}}){{7,17}}", re.I)
_TIMES = {"double": 2, "triple": 3}
_HINTS_AT_SAID = re.compile(r"\b(?:zero|nought|oh|seven|eight|nine|double|triple|saith|wyth|naw)\b", re.I)
_HINTS_AT_HANDLE = re.compile(rf"@|^(?:{_NETWORKS})\b", re.I)
_HINTS_AT_PAGE = re.compile(r"\w\.\w|:/|@")
_DIGIT = re.compile(r"\d")


def hinted_by(word: str) -> set[str]:
    """The names of patterns of which a word may be part. A text without such a word holds none of them."""
    hints = set[str]()
    if _DIGIT.search(word):
        hints |= {"telephone", "card", "account", "postcode", "address"}
    if _HINTS_AT_SAID.search(word):
        hints.add("telephone")
    if _HINTS_AT_HANDLE.search(word):
        hints.add("handle")
    if _HINTS_AT_PAGE.search(word):
        hints.add("page")
    return hints


def found_in(text: str, wanted: Set[str]) -> Iterator[tuple[str, Place]]:
    """The names of wanted patterns, and where they stand."""
    for name in PATTERNS:
        if name in wanted:
            for place in PATTERNS[name](text):
                yield name, place


def telephones(text: str) -> Iterator[Place]:
    """Numbers that somebody could ring, in figures or said in words, as they are dialled in Britain or with a country's code.

    What is said holds a nought, a seven or the like: numbers that do not are rare.
    """
    for found in _NUMBER.finditer(text):
        if _can_be_rung(found[0]):
            yield Place(*found.span())
    if not _HINTS_AT_SAID.search(text):
        return
    for found in _SPOKEN.finditer(text):
        said = found[0].rstrip(" ,.-\n\t")
        if not _NUMBER.fullmatch(said) and _can_be_rung(_figures(said)):
            yield Place(found.start(), found.start() + len(said))


def postcodes(text: str) -> Iterator[Place]:
    """Codes of the Post Office by their form; whether there is such a place nobody asks."""
    for end in _POSTCODE_END.finditer(text):
        if found := _POSTCODE.search(text, max(0, end.end() - _POSTCODE_MOST), end.end()):
            yield Place(*found.span())


def cards(text: str) -> Iterator[Place]:
    """Numbers of cards: their last digit is right. Source: ISO/IEC 7812-1, annex B (Luhn)."""
    return (Place(*found.span()) for found in _CARD.finditer(text) if _luhn(_only_digits(found[0])))


def accounts(text: str) -> Iterator[Place]:
    """A sort code with an account's number not far from it, or an IBAN whose check is right (ISO 13616: mod 97)."""
    for code in _SORT_CODE.finditer(text):
        if number := _ACCOUNT.search(text, code.end(), code.end() + 40):
            yield Place(code.start(), number.end())
    for found in _IBAN.finditer(text):
        if _iban(found[0].replace(" ", "").upper()):
            yield Place(*found.span())


def _by(pattern: re.Pattern[str]) -> Finder:
    return lambda text: (Place(*found.span()) for found in pattern.finditer(text))


PATTERNS: Mapping[str, Finder] = {
    "telephone": telephones,
    "card": cards,
    "account": accounts,
    "postcode": postcodes,
    "address": _by(_ADDRESS),
    "handle": _by(_HANDLE),
    "page": _by(_PAGE),
}


def _can_be_rung(number: str) -> bool:
    # 3 MB, and only for who writes so many digits.
    import phonenumbers

    try:
        read = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(read)


def _figures(spoken: str) -> str:
    figures, times = "", 1
    for word in re.findall(r"\w+", spoken.casefold()):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            figures, times = figures + (word if word.isdigit() else str(_WORTH[word])) * times, 1
    return figures


def _only_digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def _luhn(digits: str) -> bool:
    doubled = (int(one) * times for one, times in zip(reversed(digits), cycle((1, 2)), strict=False))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def _iban(number: str) -> bool:
    return int("".join(str(int(one, 36)) for one in number[4:] + number[:4])) % 97 == 1
