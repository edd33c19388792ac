"""Up: whatever a device hands in is kept once, judged once, answered in words, and never lost."""

import gzip
import json
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from tests.device import Tablet, code_for, seal_keys, tablet_of
from tests.make import DAY, HOUR, MINUTE, person, place, stay, wing, worker
from tests.tiny import HELP, PHONE
from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.identity.devices import revoke, take_from
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.people.models import ContactDetail
from throughgate.kernel.places.models import Stay
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.sync.apply import apply_all, wake
from throughgate.kernel.sync.epoch import begin_epoch
from throughgate.kernel.sync.models import Backup, Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import public_key, signed_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


@pytest.fixture
def who():
    return person(lives=wing())


@pytest.fixture
def tablet(who):
    return tablet_of(who)


def phone_of(someone):
    """The number they have now; every change ever made stands before it."""
    return ContactDetail.objects.filter(person=someone, to_at=None).values_list("value", flat=True).first()


def changes_of(someone):
    return ContactDetail.objects.filter(person=someone).count()


def outcome(act):
    return list(Receipt.objects.filter(act=act).values_list("outcome", "code"))


def trail(act):
    return list(TrailEntry.objects.filter(act=act).order_by("pk").values_list("outcome", flat=True))


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


def raw_of(tablet, act, more):
    """An act's bytes, as its device would write them."""
    raw = {"v": 1, "device": tablet.id, "by": tablet.person, "do": PHONE, "made": "2026-11-21T09:10:03.120Z"}
    raw |= {"clock": {"boot": str(act), "mono_ms": 1, "off_ms": 0}, "say": {"phone": "9"}, "files": []}
    return json.dumps(raw | more).encode()


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


# --- what is not an act at all ---


def test_too_many_at_once(tablet):
    for _n in range(501):
        tablet.say(PHONE, phone="1")
    answer = tablet.offer()
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many")
    assert not StoredAct.objects.exists()


def test_too_much_at_once(tablet):
    tablet.say(PHONE, phone="1", note="x" * 900_000)
    assert tablet.offer().status_code == 413


def test_a_small_body_that_unpacks_to_a_huge_one(tablet):
    bomb = gzip.compress(b" " * 50_000_000)
    answer = tablet.call("POST", "/sync/v1/push", bomb, token=False, **{"Content-Encoding": "gzip"})
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"device":1}', b"[" * 100_000])
def test_a_body_that_is_no_push(tablet, body):
    answer = tablet.call("POST", "/sync/v1/push", body, token=False)
    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")
    assert answer.json()["says"]


def test_an_act_without_its_key_is_not_taken(tablet):
    tablet.say(PHONE, phone="1")
    body = {"device": tablet.id, "epoch": tablet.epoch, "keys": [], "acts": tablet.outbox}
    assert tablet.call("POST", "/sync/v1/push", body, token=False).json()["code"] == "key_missing"
    assert not Quarantined.objects.exists()


def test_a_device_speaks_only_for_itself(tablet):
    other = tablet_of(person())
    body = {"device": other.id, "epoch": tablet.epoch, "keys": [], "acts": []}
    assert tablet.call("POST", "/sync/v1/push", body, token=False).status_code == 404


# --- restores, backups, rotated keys ---


def test_after_a_restore_everything_above_what_we_have_is_offered_again(tablet, who):
    first = tablet.say(PHONE, phone="1")
    tablet.push()
    begin_epoch(now(), "restored from the backup of last night")
    second = tablet.say(PHONE, phone="2")
    answer = tablet.offer()
    assert answer.status_code == 409
    assert answer.json()["stored_to"] == 1
    tablet.push()
    assert outcome(first) == outcome(second) == [("accepted", "")]
    assert changes_of(who) == 2


def test_a_device_drops_nothing_before_a_backup_holds_it(tablet):
    first = tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (1, 0)
    Backup.objects.create(holds_to=now(), at=now())
    StoredAct.objects.filter(act=first).update(arrived=now() - HOUR)
    tablet.say(PHONE, phone="2")
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (2, 1)


def test_where_the_database_is_its_own_backup(tablet, settings):
    settings.DATABASE_IS_BACKUP = True
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.backed_up_to, tablet.outbox) == (1, [])


def test_a_rotated_seal_key_still_opens(tablet, settings):
    old = tablet.say(PHONE, phone="1")
    fresh = ECKey.generate_key("P-256", {"kid": "newer"}, private=True).as_dict(private=True)
    settings.SEAL_KEYS = json.dumps([fresh, *seal_keys()])
    assert tablet.push()[str(old)]["r"] == "accepted"
    tablet.seal = tablet.offer([]).json()["seal"]
    assert tablet.seal[0]["kid"] == "newer"
    assert "d" not in tablet.seal[0]
    tablet.unlock_again()
    tablet.outbox = []
    new = tablet.say(PHONE, phone="2")
    assert tablet.push()[str(new)]["r"] == "accepted"
