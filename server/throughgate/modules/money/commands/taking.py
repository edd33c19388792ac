"""Money for what is sent: taken once, given back once. Other modules come by `public.py`, inside their own command."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import Refused
from throughgate.kernel.policy.act import Act
from throughgate.modules.money.commands.ledger import Changed, Fact, Line, account_of, back_of, lock, locked, ours, write, written
from throughgate.modules.money.models import Account, Cover, Purse, What
from throughgate.modules.money.rules.prices import Price, Shares, period, pounds, shared
from throughgate.modules.money.rules.sorts import PERIODS


class NotEnoughMoney(Refused):
    says = gettext_lazy("This costs {cost}, and there is {left} left. {forward}")


def take(act: Act, for_what: UUID, price: Price) -> Changed:
    """Take what it costs, once for each `for_what`. Also called where it costs nothing, so that it is counted what a price would bring.

    Returns the rows that changed, to be named in `Done.changed`. Raises: NotEnoughMoney, before anything is written.
    """
    key = f"take:{for_what}"
    if not price.total:
        return () if written(key) else write(act, _fact(key, for_what, price), [])
    own, weekly = _held(price)
    # Asked under lock: of two tries at once the second finds what the first wrote.
    if written(key):
        return ()
    shares = shared(price.total, price.subsidy, _usable(weekly, act))
    if shares.own and shares.own > (own.pence or 0):
        raise _not_enough(price, (own.pence or 0) + shares.weekly)
    changed = write(act, _fact(key, for_what, price), _lines(shares, own, weekly))
    if price.tariff and price.basis in PERIODS:
        begins, ends = period(price.basis, act.at)
        Cover.objects.create(
            entry_id=changed[0].pk, person_id=own.person_id, account=own, tariff_id=price.tariff, from_at=begins, to_at=ends
        )
    return changed


def give_back(act: Act, for_what: UUID, why: str) -> Changed:
    """Give back all that was taken for this, to whoever paid it, once. Nothing, where nothing was taken. `why`: as they read it."""
    taken = written(f"take:{for_what}")
    if taken is None or not taken.pence:
        return ()
    lines = locked(back_of(taken))
    if written(f"back:{for_what}"):
        return ()
    more = {"answers": taken, "kind": taken.kind, "way": taken.way, "channel": taken.channel, "establishment_id": taken.establishment_id}
    fact = Fact(f"back:{for_what}", What.GIVEN_BACK, for_what, taken.pence, taken.person_id, taken.contact_id, why, more)
    return write(act, fact, lines)


def _held(price: Price) -> tuple[Account, Account | None]:
    """The purses of who pays, held: of a person, their weekly allowance too."""
    if price.way == "in":
        return lock(account_of(contact=price.contact))[0], None
    own, weekly = lock(account_of(price.person), account_of(price.person, purse=Purse.WEEKLY))
    return own, weekly


def _usable(weekly: Account | None, act: Act) -> int:
    """By when it was written: what waited on a tablet over Sunday is paid for as it was shown."""
    return weekly.pence or 0 if weekly and (weekly.until is None or weekly.until > act.at) else 0


def _lines(shares: Shares, own: Account, weekly: Account | None) -> list[Line]:
    revenue = ours(Purse.REVENUE)
    lines = [Line(own, revenue, shares.own), Line(ours(Purse.SUBSIDY), revenue, shares.subsidy)]
    return [Line(weekly, revenue, shares.weekly), *lines] if weekly else lines


def _fact(key: str, for_what: UUID, price: Price) -> Fact:
    """Whose record it is: of who sends, for the other does not read what it cost."""
    outward = price.way == "out"
    more = {name: getattr(price, name) for name in ("kind", "way", "channel", "segments")} | {"establishment_id": price.establishment}
    person, contact = (price.person, None) if outward else (None, price.contact)
    return Fact(key, What.MESSAGE, for_what, price.total, person, contact, more=more)


def _not_enough(price: Price, left: int) -> NotEnoughMoney:
    inside = _("Your weekly allowance comes on Monday, and your family can pay in for you. What you wrote is kept.")
    outside = _("You can pay in on the page “Money”. What you wrote is kept.")
    return NotEnoughMoney(cost=pounds(price.pence), left=pounds(left), forward=inside if price.way == "out" else outside)
