"""Every read that a page, a job or another module needs, as small frozen shapes."""

from throughgate.modules.money.queries.books import (
    Line,
    PaymentView,
    books,
    card,
    difference,
    entry_line,
    establishments,
    last_reconciled,
    lines,
    may_set_prices,
    my_money,
    payment_at_provider,
    payment_view,
    refund_view,
    would_have_cost,
)
from throughgate.modules.money.queries.clockwork import payments_to_ask_about, payments_to_pay_back, people_without_allowance
from throughgate.modules.money.queries.prices import Sending, pence_to_write, price_of
from throughgate.modules.money.queries.tariffs import allowances, prices

__all__ = [
    "Line",
    "PaymentView",
    "Sending",
    "allowances",
    "books",
    "card",
    "difference",
    "entry_line",
    "establishments",
    "last_reconciled",
    "lines",
    "may_set_prices",
    "my_money",
    "payment_at_provider",
    "payment_view",
    "payments_to_ask_about",
    "payments_to_pay_back",
    "pence_to_write",
    "people_without_allowance",
    "price_of",
    "prices",
    "refund_view",
    "would_have_cost",
]
