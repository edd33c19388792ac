"""What a worker may have looked for."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.kernel.screening.models import Sort

# The rest the machine looks for by itself.
WATCHED = (Sort.PHRASE, Sort.PATTERN, Sort.PICTURE)
SHORTEST = 3
SHAPES: Mapping[str, Says] = {
    "telephone": _("Telephone number"),
    "card": _("Number of a bank card"),
    "account": _("Number of a bank account"),
    "postcode": _("Postcode"),
    "address": _("Address"),
    "handle": _("Name on a social network"),
    "page": _("Page or email address"),
}


def is_watchable(sort: str, words: str) -> bool:
    """Whether there is enough of it: “a” would hold everything. A pattern has a name, a picture a hash (PDQ)."""
    if sort == Sort.PATTERN:
        return words in SHAPES
    if sort == Sort.PICTURE:
        return len(words) == 64 and all(letter in "0123456789abcdef" for letter in words)
    return sum(letter.isalnum() for letter in words) >= SHORTEST
