"""The chain of a device: what is broken, foreign, out of place or of a wrong time is kept, said in words, and holds up nothing else."""

import json
from datetime import timedelta

import pytest

from tests.device import Tablet, code_for, raw_of, tablet_of
from tests.make import DAY, HOUR, MINUTE, person, wing, worker
from tests.tiny import PHONE, changes_of, outcome, phone_of, trail
from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.identity.devices import revoke, take_from
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import Quarantined, StoredAct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


def the_trail_is_whole():
    return list(breaks()) == []


# --- the chain ---


def test_what_comes_after_a_gap_waits_and_goes_on_when_the_gap_closes(tablet, who):
    first, second, third = (tablet.say(PHONE, phone=str(n)) for n in (1, 2, 3))
    result = {row["id"]: row for row in tablet.offer([tablet.outbox[0], tablet.outbox[2]]).json()["results"]}
    assert result[str(third)]["r"] == "quarantined"
    assert "has not arrived" in result[str(third)]["says"]
    assert outcome(third) == [("quarantined", "gap_in_chain")]
    assert trail(third) == ["quarantined"]
    assert phone_of(who) == "1"
    assert tablet.offer([tablet.outbox[1]]).json()["stored_to"] == 3
    assert [outcome(act) for act in (first, second, third)] == [[("accepted", "")]] * 3
    assert phone_of(who) == "3"
    assert the_trail_is_whole()


def test_an_act_behind_a_gap_is_offered_again_and_stays_one(tablet):
    tablet.say(PHONE, phone="1")
    act = tablet.say(PHONE, phone="2")
    tablet.offer([tablet.outbox[1]])
    assert tablet.offer([tablet.outbox[1]]).json()["results"][0]["r"] == "duplicate"
    assert Quarantined.objects.filter(act=act).count() == 1
    assert tablet.push()[str(act)]["r"] == "duplicate"
    assert outcome(act) == [("accepted", "")]


def test_a_broken_signature_is_kept_in_quarantine_and_the_rest_goes_on(tablet, who):
    bad = tablet.say(PHONE, phone="1")
    torn = tablet.outbox[-1]
    raw = {"id": str(bad), "n": 1, "prev": "0" * 64}
    tablet.outbox[-1] = tablet.sealed(torn["id"], 1, raw_of(tablet, bad, raw), bytes(64))
    good = tablet.say(PHONE, phone="2")
    results = tablet.push()
    assert (results[str(bad)]["r"], results[str(bad)]["code"]) == ("quarantined", "bad_signature")
    assert results[str(good)]["r"] == "accepted"
    kept = Quarantined.objects.get(act=bad)
    assert kept.raw
    assert trail(bad) == ["quarantined"]
    assert outcome(bad) == [("quarantined", "bad_signature")]
    assert phone_of(who) == "2"
    assert tablet.stored_to == 2


def unsigned(tablet, phone):
    """An act in its right place in the chain, with a signature that is none."""
    act = uuid7()
    where = {"id": str(act), "n": tablet.n + 1, "prev": tablet.head}
    return tablet.add(json.loads(raw_of(tablet, act, where | {"say": {"phone": phone}})), bytes(64))


def test_who_signed_the_act_that_follows_has_signed_the_one_before_it(tablet):
    """A batch is checked by its last signature: it names the hash of the act before, and so on to the first."""
    acts = [unsigned(tablet, "1"), tablet.say(PHONE, phone="2")]
    results = tablet.push()
    assert [results[str(act)]["r"] for act in acts] == ["accepted", "accepted"]


def test_where_the_last_signature_is_none_the_one_before_it_still_stands(tablet, who):
    acts = [tablet.say(PHONE, phone="1"), unsigned(tablet, "2")]
    results = tablet.push()
    assert [results[str(act)]["r"] for act in acts] == ["accepted", "quarantined"]
    assert phone_of(who) == "1"


def test_an_act_of_another_device_is_not_taken_from_this_one(tablet):
    other = tablet_of(person(lives=wing()))
    act = other.say(PHONE, phone="1")
    tablet.keys |= {"foreign": other.keys["k0"]}
    tablet.outbox = [other.outbox[0] | {"k": "foreign"}]
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("quarantined", "other_device")
    assert other.push()[str(act)]["r"] == "accepted"


def test_a_seal_that_cannot_be_opened_is_kept_as_it_came(tablet, who):
    act = tablet.say(PHONE, phone="1")
    tablet.outbox[0]["ct"] = "AAAA" + tablet.outbox[0]["ct"][4:]
    after = tablet.say(PHONE, phone="2")
    results = tablet.push()
    assert (results[str(act)]["r"], results[str(act)]["code"]) == ("quarantined", "unreadable_seal")
    assert bytes(Quarantined.objects.get(act=act).ct)[:3] == bytes(3)
    assert results[str(after)]["r"] == "accepted"
    assert trail(act) == ["quarantined"]


@pytest.mark.parametrize("jwe", ["", "x.y.z", "a.b.c.d.e"])
def test_a_key_that_cannot_be_opened(tablet, jwe):
    act = tablet.say(PHONE, phone="1")
    tablet.keys["k0"] = jwe
    assert tablet.push()[str(act)]["code"] == "unreadable_seal"


@pytest.mark.parametrize(("iv", "ct"), [("", ""), ("!!", "??"), ("AAAA", "A")])
def test_bytes_that_are_no_act(tablet, iv, ct):
    act = tablet.say(PHONE, phone="1")
    tablet.outbox[0] |= {"iv": iv, "ct": ct}
    assert tablet.push()[str(act)]["code"] == "unreadable_seal"
    assert tablet.stored_to == 1


def test_the_same_id_with_other_bytes_changes_nothing_and_is_kept(tablet, who):
    act = tablet.say(PHONE, phone="1")
    tablet.push()
    tablet.outbox.clear()
    forged = tablet.add(json.loads(raw_of(tablet, act, {"id": str(act), "n": 2, "prev": tablet.head})))
    result = tablet.push()[str(forged)]
    assert (result["r"], result["code"]) == ("quarantined", "same_id")
    assert phone_of(who) == "1"
    assert ("accepted", "") in outcome(act)
    assert Quarantined.objects.filter(act=act).count() == 1


def test_two_acts_for_one_place_as_two_tabs_would_make_them(tablet, who):
    one = tablet.say(PHONE, phone="1")
    tablet.n, tablet.head = 0, "0" * 64
    two = tablet.say(PHONE, phone="2")
    results = tablet.push()
    assert sorted(row["r"] for row in results.values()) == ["accepted", "quarantined"]
    assert "place_taken" in {results[str(act)].get("code") for act in (one, two)}
    assert changes_of(who) == 1


def test_an_act_that_does_not_follow_on_is_kept_and_those_after_it_go_on(tablet):
    tablet.say(PHONE, phone="1")
    tablet.head = "f" * 64
    broken, after = tablet.say(PHONE, phone="2"), tablet.say(PHONE, phone="3")
    results = tablet.push()
    assert results[str(broken)]["code"] == "chain_broken"
    assert results[str(after)]["r"] == "accepted"
    assert tablet.stored_to == 3


# --- who, and on what ---


def test_somebody_who_never_used_this_device(tablet, who):
    act = tablet.say(PHONE, phone="1", by=person().pk)
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("quarantined", "not_your_device")
    assert trail(act) == ["quarantined"]


def used_for(tablet, who, since, until):
    """They have used this device from then to then."""
    Device.objects.filter(pk=tablet.id).update(enrolled_at=since)
    who.holdings.update(from_at=since)
    take_from(Device.objects.get(pk=tablet.id), who, until)


def test_what_was_made_before_somebody_gave_the_device_back_still_counts(tablet, who):
    used_for(tablet, who, now() - 3 * HOUR, now() - HOUR)
    act = tablet.say(PHONE, phone="1", made=now() - 2 * HOUR)
    assert tablet.push()[str(act)]["r"] == "accepted"


def test_what_is_made_after_the_device_was_given_back_goes_to_quarantine(tablet, who):
    used_for(tablet, who, now() - 3 * HOUR, now() - HOUR)
    act = tablet.say(PHONE, phone="2")
    assert tablet.push()[str(act)]["code"] == "not_your_device"
    assert Quarantined.objects.get(act=act).raw


def test_a_device_that_was_turned_off_may_hand_in_and_gets_nothing_back(tablet, who):
    device = Device.objects.get(pk=tablet.id)
    act = tablet.say(PHONE, phone="1")
    revoke(device, worker(), now(), "stolen")
    assert tablet.offer([]).json()["revoked"] is True
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("quarantined", "revoked")
    assert tablet.stored_to == 1
    assert phone_of(who) is None
    for method, path in (("POST", "pull"), ("POST", "enrol"), ("POST", "audio"), ("POST", "pin"), ("DELETE", "sessions")):
        answer = tablet.call(method, f"/sync/v1/{path}", {"code": "ABCD"})
        assert (answer.status_code, answer.json()["code"]) in {(410, "revoked"), (404, "code_unknown")}
    assert tablet.call("POST", "/sync/v1/pull", {"streams": []}).status_code == 410


def test_several_people_on_one_tablet_read_their_own_answers_only(tablet, who):
    other = person(lives=wing())
    mine, first_token = tablet.say(PHONE, phone="1"), tablet.token
    tablet.enrol(code_for(other))
    theirs = tablet.say(PHONE, phone="0")
    tablet.push()
    tablet.pull()
    assert tablet.receipt(theirs)["outcome"] == "refused"
    assert tablet.receipt(mine) is None
    tablet.token, tablet.rows, tablet.cursors, tablet.scope_v = first_token, {}, {}, None
    tablet.pull()
    assert tablet.receipt(mine)["outcome"] == "accepted"
    assert tablet.receipt(theirs) is None


# --- the three times ---


def test_a_clock_that_is_wrong_and_known_to_be(who):
    tablet = Tablet(ahead=timedelta(days=365))
    tablet.offset = timedelta(days=-365)
    tablet.enrol(code_for(who))
    act = tablet.say(PHONE, phone="1")
    tablet.push()
    kept = StoredAct.objects.get(act=act)
    assert kept.made - kept.arrived > 364 * DAY
    assert kept.off_ms == -365 * 24 * 3600 * 1000
    assert abs(kept.at - kept.arrived) < MINUTE
    assert kept.bounded == ""


@pytest.mark.parametrize(("wrong", "bounded"), [(365 * DAY, "arrival"), (-365 * DAY, "enrolment")])
def test_a_clock_that_is_a_year_off_and_does_not_know_it(tablet, who, wrong, bounded):
    act = tablet.say(PHONE, phone="1", made=now() + wrong)
    assert tablet.push()[str(act)]["r"] == "accepted"
    kept = StoredAct.objects.get(act=act)
    assert kept.bounded == bounded
    assert Device.objects.get(pk=tablet.id).enrolled_at <= kept.at <= kept.arrived


@pytest.mark.parametrize("made", ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"])
def test_a_clock_at_the_end_of_time(tablet, made):
    raw = json.loads(raw_of(tablet, uuid7(), {"id": str(uuid7()), "n": 1, "prev": "0" * 64, "made": made}))
    raw["clock"]["off_ms"] = -(10**13) if made.startswith("0") else 10**13
    act = tablet.add(raw)
    assert tablet.push()[str(act)]["r"] == "accepted"
    assert StoredAct.objects.get(act=act).bounded
