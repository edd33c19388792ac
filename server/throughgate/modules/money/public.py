"""What other modules may ask of money: what something costs, to take it, to give it back. All inside their own command or feed."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.modules.money import queries
from throughgate.modules.money.commands import taking
from throughgate.modules.money.commands.ledger import Changed
from throughgate.modules.money.commands.taking import NotEnoughMoney
from throughgate.modules.money.rules.prices import Price

__all__ = ["Changed", "NotEnoughMoney", "Price", "give_back", "pence_to_write", "price_of", "take"]


def price_of(person: UUID, contact: UUID, kind: str, way: str, at: datetime, segments: int = 1, channel: str = "page") -> Price:
    """What it costs to send this at that moment, who pays, why, and what they have left after it: shown before, in pence.

    `kind`: a message's ("text", "voice"…); `way`: "out" (the person pays) or "in" (the contact pays); `channel`: "page", "mail", or
    "text", where each of the `segments` costs. Asked by when it was written, so that what is taken is what was shown.
    """
    return queries.price_of(queries.Sending(person, contact, kind, way, channel, segments), at)


def pence_to_write(people: Collection[UUID], at: datetime) -> dict[UUID, int]:
    """What a few words cost each of these people now, in one go for a feed; who pays nothing is not in it."""
    return queries.pence_to_write(people, at)


def take(act: Act, for_what: UUID, price: Price) -> Changed:
    """Take it, once for each `for_what`, however often it is tried; also where it costs nothing. Name what it returns in `Done.changed`.

    Raises: NotEnoughMoney, in plain words with what to do, and nothing is taken.
    """
    return taking.take(act, for_what, price)


def give_back(act: Act, for_what: UUID, why: str) -> Changed:
    """Give back whatever was taken for this, to whoever paid it, exactly once. `why`: in words that they read.

    Returns the rows that changed: none, where nothing was taken or it was given back before.
    """
    return taking.give_back(act, for_what, why)
