"""What a message costs is taken as it is sent, and given back by itself when it does not arrive. Where there is no money, all is free."""

from uuid import UUID

from django.apps import apps
from django.db import models

from throughgate.kernel.policy.act import Act
from throughgate.modules.touch.models import CameBy, Message
from throughgate.modules.touch.policy import Writing

CHANNELS = {CameBy.MAIL: "mail", CameBy.TEXT: "text"}


def is_installed() -> bool:
    return apps.is_installed("throughgate.modules.money")


def take(act: Act, to: Writing, others: UUID, message: Message) -> list[models.Model]:
    """Take what it costs whoever sends it, and note that with the message. Raises: NotEnoughMoney, in words, and nothing is sent."""
    if not is_installed():
        return []
    from throughgate.modules.money import public

    way, contact = ("out", others) if to.sender is None else ("in", act.contact)
    channel = CHANNELS.get(CameBy(message.came_by), "page")
    price = public.price_of(to.person, contact, message.kind, way, act.at, channel=channel)
    message.pence = price.pence or None
    return list(public.take(act, message.item_id, price))


def give_back(act: Act, message: Message, why: str) -> list[models.Model]:
    """What was taken for it goes back to whoever paid, once. `why`: in words that they read."""
    if message.pence is None:
        return []
    from throughgate.modules.money import public

    return list(public.give_back(act, message.item_id, why))
