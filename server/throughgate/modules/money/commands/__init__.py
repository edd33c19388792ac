"""Every write of money, with its named refusals."""

from throughgate.modules.money.commands.checking import reconcile
from throughgate.modules.money.commands.following import follow, settle
from throughgate.modules.money.commands.granting import grant_allowance
from throughgate.modules.money.commands.paying import LEAST, MOST, begin_payment, pay_in, settle_payment
from throughgate.modules.money.commands.pricing import set_allowance, set_price
from throughgate.modules.money.commands.refunding import refund, release_refund, second_refund
from throughgate.modules.money.commands.taking import NotEnoughMoney

__all__ = [
    "LEAST",
    "MOST",
    "NotEnoughMoney",
    "begin_payment",
    "follow",
    "grant_allowance",
    "pay_in",
    "reconcile",
    "refund",
    "release_refund",
    "second_refund",
    "set_allowance",
    "set_price",
    "settle",
    "settle_payment",
]
