"""What the access policy says, why, and until when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.make import DAY, NOON, person, place, rollout, stay, worker
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.policy.decide import decide_for
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.policy.models import Marker, Restriction

CHECKIN = Capability("supervision.checkin", "Check-in", needs_rollout=True)
TALK = Capability("talk.ask", "Talk", essential=True)


def decision(who, wanted=CHECKIN, at=NOON):
    return decide_for(facts_about(who.pk, at), wanted)


def resident():
    who = person()
    stay(who, place("OFF-A"))
    rollout("supervision.checkin", place("OFF-A"))
    return who


def test_rolled_out_where_they_live():
    assert decision(resident()).ok


def test_default_is_no_and_says_so():
    elsewhere = person()
    stay(elsewhere, place("OFF-B"))
    rollout("supervision.checkin", place("OFF-A"))
    no = decision(elsewhere)
    assert not no.ok
    assert "not switched on where you live" in no.says


def test_a_marker_stops_all_but_what_is_essential_and_only_while_it_stands():
    who = resident()
    Marker.objects.create(person=who, code="XIT", from_at=NOON - DAY, to_at=NOON + DAY)
    no = decision(who)
    assert not no.ok
    assert no.rules == ("marker_xit",)
    assert no.until == NOON + DAY
    assert decision(who, TALK).ok
    assert decision(who, at=NOON - 2 * DAY).ok
    assert decision(who, at=NOON + DAY).ok


def test_a_restriction_gives_its_own_reason_and_end():
    who, by = resident(), worker()
    Restriction.objects.create(
        person=who, capability="supervision.checkin", reason="The phone was shared.", by=by, from_at=NOON - DAY, until=NOON + 7 * DAY
    )
    no = decision(who)
    assert (no.ok, no.says, no.until) == (False, "The phone was shared.", NOON + 7 * DAY)


def test_no_sanction_takes_away_what_is_essential():
    who = resident()
    Restriction.objects.create(person=who, capability="talk.ask", reason="Misused.", by=worker(), from_at=NOON - DAY, until=NOON + DAY)
    assert decision(who, TALK).ok


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"until": None}, {"until": NOON - timedelta(days=2)}])
def test_the_database_refuses_a_restriction_without_reason_or_end(wrong):
    given = {"capability": "x", "reason": "Why.", "from_at": NOON - DAY, "until": NOON + DAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(person=person(), by=worker(), **given)
