"""What money offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Job, Line, Module, Nav, Outside
from throughgate.modules.money import commands, demo, jobs, queries
from throughgate.modules.money.feed import BALANCE, ENTRIES
from throughgate.modules.money.policy import DIFFERENCE, PAY_IN, REFUND, SECOND, SEE, SET_PRICES

GIVES_BACK = frozenset({Role.CASE_MANAGER, Role.ADMINISTRATOR})
SEES = GIVES_BACK | {Role.PRISON_OFFICER, Role.SECURITY, Role.SENIOR_PROBATION_OFFICER}
BOOKS = Keep(None, "the books: whoever paid may ask years later, and the estate's own rule for accounts ends that")
TABLES = ("Tariff", "Allowance", "Account", "Entry", "Posting", "Cover", "Payment", "PaymentStep", "Refund", "Reconciliation")

MODULE = Module(
    name="money",
    title=_("Money for messages"),
    commands=(
        commands.set_price,
        commands.set_allowance,
        commands.grant_allowance,
        commands.pay_in,
        commands.begin_payment,
        commands.settle_payment,
        commands.refund,
        commands.second_refund,
        commands.release_refund,
        commands.reconcile,
    ),
    feeds=(BALANCE, ENTRIES),
    capabilities=(
        Capability(PAY_IN, _("Pay in for messages"), staff_only=True, for_contacts=True),
        Capability(SEE, _("See money for messages"), staff_only=True, decided_by=SEES),
        Capability(REFUND, _("Give money back by hand"), staff_only=True, decided_by=GIVES_BACK),
        Capability(SET_PRICES, _("Set prices"), staff_only=True, decided_by=frozenset({Role.ADMINISTRATOR})),
    ),
    jobs=(
        Job("money.grant_allowances", timedelta(hours=1), jobs.grant_allowances),
        Job("money.ask_about_payments", timedelta(minutes=2), jobs.ask_about_payments),
        Job("money.pay_back", timedelta(minutes=5), jobs.pay_back),
        Job("money.reconcile", timedelta(hours=6), jobs.reconcile),
    ),
    inbox=(
        Line(SECOND, _("More than £20 to give back"), "money:second", needs=REFUND),
        Line(DIFFERENCE, _("A purse does not add up"), "money:difference", needs=SEE),
    ),
    cards=(Card(_("Money for messages"), "money/card.html", queries.card, order=48),),
    nav=(Nav(_("Money"), "money:books", needs=REFUND, order=70),),
    staff_urls="throughgate.modules.money.staff.urls",
    outside=(Outside(_("Money"), "money:money", order=40),),
    family_urls="throughgate.modules.money.family.urls",
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
    demo=demo.show,
)
