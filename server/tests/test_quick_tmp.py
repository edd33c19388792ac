import pytest
from tests.device import *
from tests import make

pytestmark = pytest.mark.django_db


def test_quick():
    p = make.person(lives=make.wing())
    t = tablet_of(p)
    t.pull()
    print(t.rows)
    a = t.say("nothing.here@1", x=1)
    print(t.push())
    t.pull()
    print(t.receipt(a), t.can)
