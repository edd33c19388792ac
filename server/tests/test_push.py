"""Up: whatever a device hands in is kept once, judged once, and answered in words."""

import json
from datetime import timedelta

import pytest

from tests.make import DAY, HOUR, place, stay, worker
from tests.tiny import HELP, PHONE, changes_of, outcome, phone_of, trail
from throughgate.basics.clock import now
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.people.models import ContactDetail
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.sync.apply import apply_all, wake
from throughgate.kernel.sync.models import Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import public_key, signed_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


def the_trail_is_whole():
    return list(breaks()) == []


# --- once ---


def test_an_act_is_stored_applied_and_answered(tablet, who):
    act = tablet.say(PHONE, phone="07700 900001")
    result = tablet.push()[str(act)]
    assert result == {"id": str(act), "r": "accepted"}
    assert phone_of(who) == "07700 900001"
    tablet.pull()
    assert tablet.receipt(act)["outcome"] == "accepted"
    assert list(tablet.feed("test.phones").values()) == [{"number": "07700 900001"}]
    assert the_trail_is_whole()


def test_a_choice_is_read_as_one(tablet, who):
    act = tablet.say(PHONE, phone="someone@example.org", kind="email")
    assert tablet.push()[str(act)]["r"] == "accepted"
    assert ContactDetail.objects.get().kind == "email"


def test_the_exact_bytes_and_the_signature_are_kept(tablet):
    act = tablet.say(PHONE, phone="1", note="Siân – “ydw”")
    tablet.push()
    kept = StoredAct.objects.get(act=act)
    assert signed_by(public_key(kept.device), bytes(kept.raw), bytes(kept.sig))
    assert json.loads(bytes(kept.raw))["say"]["note"] == "Siân – “ydw”"


def test_an_answer_lost_on_its_way_makes_nothing_twice(tablet, who):
    acts = [tablet.say(PHONE, phone=str(n)) for n in range(1, 6)]
    tablet.offer()
    again = tablet.push()
    assert [again[str(act)]["r"] for act in acts] == ["duplicate"] * 5
    assert changes_of(who) == 5
    assert all(trail(act) == ["accepted"] for act in acts)


def test_a_batch_may_come_doubled_and_in_any_order(tablet, who):
    for n in range(1, 6):
        tablet.say(PHONE, phone=str(n))
    answer = tablet.offer([*reversed(tablet.outbox), *tablet.outbox]).json()
    assert sorted(result["r"] for result in answer["results"]) == ["accepted"] * 5 + ["duplicate"] * 5
    assert answer["stored_to"] == 5
    assert (phone_of(who), changes_of(who)) == ("5", 5)


def test_a_duplicate_of_a_refusal_carries_its_words(tablet):
    act = tablet.say(PHONE, phone="0")
    first, again = tablet.offer().json()["results"][0], tablet.offer().json()["results"][0]
    assert (first["r"], again["r"]) == ("refused", "duplicate")
    assert first["says"] == again["says"] == "There is no phone with that number."
    assert outcome(act) == [("refused", "no_such_phone")]


def test_a_packed_batch(tablet):
    tablet.say(PHONE, phone="1")
    assert tablet.offer(packed=True).json()["stored_to"] == 1


def test_what_a_device_says_of_itself_is_noted(tablet):
    tablet.push()
    assert DeviceState.objects.get(device=tablet.id).persisted is True


# --- judged by the access they had then ---


def restrict(who, since):
    Restriction.objects.create(
        person=who, capability="test.phone", reason="You lost this for a week.", by=worker(), from_at=since, until=since + 7 * DAY
    )


def test_access_that_ended_after_it_was_made(tablet, who):
    Device.objects.update(enrolled_at=now() - 2 * DAY)
    who.holdings.update(from_at=now() - 2 * DAY)
    restrict(who, now() - HOUR)
    before, after = tablet.say(PHONE, phone="1", made=now() - 2 * HOUR), tablet.say(PHONE, phone="2")
    essential = tablet.say(HELP, words="Please")
    results = tablet.push()
    assert results[str(before)]["r"] == "accepted"
    assert (results[str(after)]["r"], results[str(after)]["says"]) == ("refused", "You lost this for a week.")
    assert results[str(essential)]["r"] == "accepted"
    assert phone_of(who) == "1"


def test_somebody_who_has_moved_away_since(tablet, who):
    act = tablet.say(PHONE, phone="1")
    Stay.objects.filter(person=who).update(to_at=now())
    stay(who, place(), since=now())
    assert tablet.push()[str(act)]["r"] == "accepted"


# --- what it says ---


def test_a_command_that_this_server_does_not_know_is_held_until_it_does(tablet, who):
    unknown, after = tablet.say("test.later@1", words="x"), tablet.say(PHONE, phone="2")
    newer = tablet.say("test.change_phone@2", phone="3")
    results = tablet.push()
    assert (results[str(unknown)]["r"], results[str(unknown)]["code"]) == ("held", "not_known_yet")
    assert results[str(newer)]["r"] == "held"
    assert results[str(after)]["r"] == "accepted"
    assert trail(unknown) == ["held"]
    StoredAct.objects.filter(act=newer).update(command=PHONE)
    assert wake() == 1
    apply_all(now(), 1)
    assert Waiting.objects.count() == 2


def test_a_hundred_thousand_characters(tablet, who):
    act = tablet.say(PHONE, phone="1", note="x" * 100_000)
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("refused", "not_understood")
    assert "“note”" in result["says"]
    assert "longer than 1000" in result["says"]
    assert trail(act) == ["refused"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "“phone” is not as it should be (it is missing)"),
        ({"phone": 7}, "“phone”"),
        ({"phone": "1", "colour": "red"}, "“colour” is not as it should be (it is not known here)"),
        ({"phone": "a\x00b"}, "a character that cannot be kept"),
        ({"phone": "1", "kind": "pigeon"}, "“kind” is not as it should be (it is not an answer that fits there)"),
    ],
)
def test_an_answer_that_does_not_fit(tablet, said, words):
    act = tablet.say(PHONE, **said)
    result = tablet.push()[str(act)]
    assert (result["r"], result["code"]) == ("refused", "not_understood")
    assert words in result["says"]


def test_the_answer_is_in_the_persons_language(tablet, who):
    act = tablet.say(PHONE, phone="0")
    type(who).objects.update(language="cy")
    assert tablet.push()[str(act)]["says"]


# --- our own mistakes ---


def test_a_failure_of_ours_is_tried_again_with_growing_waits_and_then_set_aside(tablet, who, tiny):
    tiny.broken = {"13"}
    bad, after = tablet.say(PHONE, phone="13"), tablet.say(PHONE, phone="14")
    start = now()
    assert {row["r"] for row in tablet.push().values()} == {"stored"}
    waits = []
    for _try in range(4):
        waits.append(Waiting.objects.get(stored__act=bad).try_at)
        assert apply_all(waits[-1] - timedelta(seconds=1), 1) == 0
        apply_all(waits[-1], 5)
    gaps = [later - earlier for earlier, later in zip([start, *waits], waits, strict=False)]
    assert gaps == sorted(gaps)
    assert outcome(bad) == [("quarantined", "could_not_apply")]
    assert Quarantined.objects.get(act=bad).stored is not None
    assert outcome(after) == [("accepted", "")]
    assert phone_of(who) == "14"
    assert changes_of(who) == 1


def test_an_act_that_works_at_the_second_try_is_done_once(tablet, who, tiny):
    tiny.broken = {"13"}
    act = tablet.say(PHONE, phone="13")
    tablet.push()
    tiny.broken.clear()
    apply_all(now() + HOUR, 1)
    apply_all(now() + HOUR, 1)
    assert (outcome(act), changes_of(who)) == ([("accepted", "")], 1)


def test_with_no_time_to_judge_everything_is_stored_for_the_worker(tablet, who, settings):
    settings.APPLY_SECONDS = 0
    acts = [tablet.say(PHONE, phone=str(n)) for n in range(1, 121)]
    assert {row["r"] for row in tablet.push().values()} == {"stored"}
    assert apply_all(now(), 60) == 120
    assert [outcome(act) for act in acts] == [[("accepted", "")]] * 120
    assert phone_of(who) == "120"
