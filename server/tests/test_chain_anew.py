"""When a device may say where its chain goes on: once after a restore, which alone can lack what it has let go of."""

import pytest

from tests.device import code_for
from tests.tiny import PHONE, outcome
from throughgate.basics.clock import now
from throughgate.kernel.sync.epoch import begin_epoch
from throughgate.kernel.sync.models import Missing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


def restored():
    begin_epoch(now(), "restored")


def claims(tablet, first):
    """It says that it has nothing before that any more, and hands in that one."""
    tablet.first, tablet.n, tablet.outbox = first, first - 1, []
    act = tablet.say(PHONE, phone=str(first))
    tablet.push()
    return act


def test_no_device_moves_its_own_chain_where_nothing_was_restored(tablet):
    tablet.say(PHONE, phone="1")
    tablet.push()
    far = claims(tablet, 1_000)
    assert (tablet.stored_to, Missing.objects.count()) == (1, 0)
    assert outcome(far) == [("quarantined", "gap_in_chain")]


def test_after_a_restore_it_may_once(tablet):
    tablet.say(PHONE, phone="1")
    tablet.push()
    restored()
    assert outcome(claims(tablet, 4)) == [("accepted", "")]
    assert Missing.objects.values_list("first", "last").get() == (2, 3)
    assert outcome(claims(tablet, 9)) == [("quarantined", "gap_in_chain")]
    assert Missing.objects.count() == 1


def test_a_push_without_an_act_is_no_second_chance(tablet):
    restored()
    for first in (3, 6):
        tablet.first = first
        tablet.push()
    assert Missing.objects.values_list("first", "last").get() == (1, 2)


def test_a_code_that_is_used_first_after_a_restore_does_not_take_that_away(tablet, who):
    restored()
    tablet.first = 3
    assert tablet.enrol(code_for(who)).status_code == 200
    assert Missing.objects.values_list("first", "last").get() == (1, 2)
