"""Whatever comes, in whichever order, however often: the books agree, nobody owes, and nothing is paid for or given back twice."""

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make import NOON, as_person
from throughgate.basics.ids import uuid_from
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money import public
from throughgate.modules.money.models import Entry, Tariff
from throughgate.modules.money.tests import make

MESSAGES = [uuid_from("message", n) for n in range(4)]
STEPS = st.lists(st.tuples(st.sampled_from(["send", "answer", "back", "pay"]), st.sampled_from(MESSAGES), st.integers(1, 3)), max_size=12)


@given(steps=STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_books_agree_whatever_happens(db, steps):
    who, other = make.two()
    if not Tariff._base_manager.exists():
        make.tariff(5)
    for what, message, n in steps:
        # Somebody else's world each time, in one database.
        _step(what, who, other, uuid_from(who.pk, message), n)
        make.walk_the_books()
    with scope(as_person(who)):
        sent = {uuid_from(who.pk, message): Entry.objects.filter(for_what=uuid_from(who.pk, message)) for message in MESSAGES}
        for entries in sent.values():
            assert entries.filter(what="message").count() <= 1
            assert entries.filter(what="given_back").count() <= entries.filter(what="message").count()


def _step(what: str, who, other, message: UUID, n: int) -> None:
    if what == "pay":
        return make.paid_in(7 * n, person=who.pk) if n < 3 else make.paid_in(9, contact=other.pk)
    act = as_person(who)
    with scope(act):
        if what == "back":
            public.give_back(act, message, "It was not passed on.")
            return None
        price = public.price_of(who.pk, other.pk, "text", "out" if what == "send" else "in", NOON, n, "text")
        try:
            public.take(act, message, price)
        except public.NotEnoughMoney:
            assert price.left < 0
    return None
