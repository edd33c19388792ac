"""Two messages at the same moment, and money for one."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.make import NOON, as_person
from throughgate.basics.ids import uuid7
from throughgate.kernel.commands.batch import together
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money import public
from throughgate.modules.money.tests import make


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_refused_and_nobody_owes():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(15, person=who.pk)
    told, both = [], Barrier(2)

    def write() -> None:
        act = as_person(who)
        try:
            both.wait(20)
            with scope(act), together([act]):
                price = public.price_of(who.pk, other.pk, "text", "out", NOON)
                public.take(act, uuid7(), price)
            told.append("taken")
        except public.NotEnoughMoney:
            told.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=write) for _n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["refused", "taken"]
    assert make.purses(person=who.pk)["own"] == 3
    make.walk_the_books()
