"""What money offers."""

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Module
from throughgate.modules.money import commands
from throughgate.modules.money.feed import BALANCE, ENTRIES
from throughgate.modules.money.policy import PAY_IN, SET_PRICES

BOOKS = Keep(None, "the books: whoever paid may ask years later, and the estate's own rule for accounts ends that")
TABLES = ("Tariff", "Allowance", "Account", "Entry", "Posting", "Cover", "Payment", "PaymentStep", "Refund", "Reconciliation")

MODULE = Module(
    name="money",
    title=_("Money for messages"),
    commands=(commands.set_price, commands.set_allowance, commands.grant_allowance),
    feeds=(BALANCE, ENTRIES),
    capabilities=(
        Capability(PAY_IN, _("Pay in for messages"), staff_only=True, for_contacts=True),
        Capability(SET_PRICES, _("Set prices"), staff_only=True, decided_by=frozenset({Role.ADMINISTRATOR})),
    ),
    keeps={f"money.{table}": BOOKS for table in TABLES},
    not_in_feeds={
        "money.Tariff": "what something costs is shown where it is sent, worked out by the server",
        "money.Allowance": "what came of it travels as a purse",
        "money.Posting": "travels inside its entry, as what it comes to",
        "money.Cover": "shows as a price of nothing, with the day",
        "money.Payment": "between a contact and the provider; what came of it travels as an entry",
        "money.PaymentStep": "between a contact and the provider",
        "money.Refund": "between workers, until it is an entry",
        "money.Reconciliation": "between workers",
    },
)
