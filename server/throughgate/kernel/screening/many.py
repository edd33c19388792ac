"""The same words to many: a broadcast, by whoever sends it."""

import hmac
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from throughgate.kernel.screening.models import Does, Finding, Item, Sort
from throughgate.kernel.screening.words.letters import PLAIN, settled

# Our own. "Good night, love" is the same for many; a text of this many letters is not, unless it was meant for many.
SHORTEST, MANY, WITHIN = 60, 10, timedelta(days=1)


def alike(text: str) -> str:
    """The same for the same words, whatever their case, accents and spaces; "" for a short text. Nobody can guess words from it."""
    folded = settled(PLAIN.of(text))
    if len(folded) < SHORTEST:
        return ""
    return hmac.digest(settings.SECRET_KEY.encode(), b"alike|" + folded, "sha256").hex()[:32]


def same_words(item: Item) -> Iterator[Finding]:
    """Held from the tenth conversation on in which the same words stood within a day."""
    if not item.alike:
        return
    before = Item.objects.filter(alike=item.alike, arrived_at__gt=item.arrived_at - WITHIN)
    others = before.exclude(person=item.person_id, contact=item.contact_id)
    if others.values("person", "contact").distinct()[: MANY - 1].count() >= MANY - 1:
        yield Finding(sort=Sort.MANY, does=Does.HOLD)
