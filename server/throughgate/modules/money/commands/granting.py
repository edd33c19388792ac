"""The weekly allowance: what was left lapses, and this week's comes, once."""

from uuid import UUID

from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.contacts import standing_at
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.facts import facts_about
from throughgate.modules.money.commands.ledger import Changed, Fact, Line, account_of, lock, ours, write, written
from throughgate.modules.money.models import Account, Allowance, Purse, What
from throughgate.modules.money.policy import by_the_clock
from throughgate.modules.money.rules.prices import next_week, week_of


@command("money.grant_allowance", by=ActorKind.CLOCK)
def grant_allowance(act: Act, *, person: UUID) -> Done:
    """Give somebody, once, what people of their level may use this week; what was left of last week lapses."""
    by_the_clock(act, "a week begins")
    week, pence = week_of(act.at), _allowed(act, person)
    (weekly,) = lock(account_of(person, purse=Purse.WEEKLY))
    key = f"allowance:{person}:{week}"
    if written(key):
        return Done(person)
    lapsed = _lapse(act, person, weekly, f"lapsed:{person}:{week}")
    weekly.until = next_week(act.at)
    weekly.save(update_fields=["until"])
    come = write(act, Fact(key, What.ALLOWANCE, uuid_from(key), pence, person), [Line(ours(Purse.SUBSIDY), weekly, pence)])
    return Done(person, (*lapsed, *come, weekly))


def _lapse(act: Act, person: UUID, weekly: Account, key: str) -> Changed:
    """What was left goes back to whoever gave it."""
    left = weekly.pence or 0
    fact = Fact(key, What.LAPSED, uuid_from(key), left, person)
    return write(act, fact, [Line(weekly, ours(Purse.SUBSIDY), left)]) if left else ()


def _allowed(act: Act, person: UUID) -> int:
    """By where they live and their level: the establishment's own word before that for everywhere."""
    facts = facts_about(person, act.at)
    codes = facts.place_path.strip("/").split("/")
    rows = Allowance.objects.filter(standing_at(act.at), level=facts.regime).select_related("establishment")
    fits = [row for row in rows if row.establishment is None or row.establishment.code in codes]
    nearest = max(fits, key=lambda row: (row.establishment is not None, row.from_at), default=None)
    return nearest.pence if nearest else 0
