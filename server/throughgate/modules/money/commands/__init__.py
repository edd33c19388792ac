"""Every write of money, with its named refusals."""

from throughgate.modules.money.commands.granting import grant_allowance
from throughgate.modules.money.commands.pricing import set_allowance, set_price
from throughgate.modules.money.commands.taking import NotEnoughMoney

__all__ = ["NotEnoughMoney", "grant_allowance", "set_allowance", "set_price"]
