"""What a hub carries: whoever brings it, an act is its device's, once; and a carrier that lies can spoil nothing."""

import copy
from base64 import urlsafe_b64decode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.device import CHUNK, _b64, tablet_of
from tests.hub import Carrier, parcel_of, sealed_piece
from tests.make import person, wing, worker
from tests.test_files import OGG, picture, say_with
from tests.tiny import PHONE, changes_of, outcome, phone_of, trail
from throughgate.basics.clock import now
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.audit.trail import breaks
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.devices import revoke
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import Quarantined, RefusedFile, StoredAct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


@pytest.fixture
def hub():
    return Carrier()


# --- carried well ---


def test_what_a_hub_carries_is_stored_judged_and_answered_and_the_trail_names_the_carrier(hub, tablet, who):
    acts = [tablet.say(PHONE, phone=str(n)) for n in range(1, 4)]
    answer = hub.carry(tablet)
    assert (answer["r"], answer["stored_to"], [one["r"] for one in answer["results"]]) == ("taken", 3, ["accepted"] * 3)
    assert phone_of(who) == "3"
    for entry in TrailEntry.objects.filter(act__in=acts):
        assert (entry.detail["carrier"], entry.person_id) == (f"device/{hub.id}", who.pk)
    assert list(breaks()) == []


def test_the_device_itself_comes_later_and_nothing_is_done_twice(hub, tablet, who):
    act = tablet.say(PHONE, phone="1")
    hub.carry(tablet)
    assert tablet.push()[str(act)] == {"id": str(act), "r": "duplicate"}
    assert (changes_of(who), trail(act), tablet.stored_to) == (1, ["accepted"], 1)


def test_a_hub_that_brings_everything_twice(hub, tablet, who):
    tablet.say(PHONE, phone="1")
    tablet.say(PHONE, phone="0")
    hub.carry(tablet)
    again = hub.carry(tablet)["results"]
    assert [(one["r"], one.get("code")) for one in again] == [("duplicate", None), ("duplicate", "no_such_phone")]
    assert changes_of(who) == 1


def test_what_was_brought_behind_a_gap_goes_on_when_the_device_closes_it_and_keeps_its_carrier(hub, tablet):
    first, second = tablet.say(PHONE, phone="1"), tablet.say(PHONE, phone="2")
    gap = hub.carry(tablet, tablet.outbox[1:])
    assert (gap["stored_to"], gap["results"][0]["code"]) == (0, "gap_in_chain")
    answer = tablet.offer(tablet.outbox[:1]).json()
    assert answer["stored_to"] == 2
    assert dict(StoredAct.objects.values_list("act", "carrier")) == {first: "", second: f"device/{hub.id}"}


def test_several_tablets_in_one_call_and_one_that_is_not_ours(hub, tablet):
    other = tablet_of(person(lives=wing()))
    other.say(PHONE, phone="5")
    tablet.say(PHONE, phone="1")
    foreign = parcel_of(tablet) | {"device": str(uuid7())}
    answers = hub.hand_in(parcel_of(tablet), foreign, parcel_of(other))
    assert [one["r"] for one in answers] == ["taken", "not_ours", "taken"]
    assert "not known here" in answers[1]["says"]
    assert StoredAct.objects.count() == 2
    refused = TrailEntry.objects.get(what="sync.relay")
    assert (refused.actor, refused.detail["code"], refused.detail["parcel"]) == (f"device/{hub.id}", "not_ours", foreign["device"])


# --- who may carry ---


def test_only_a_hub_carries(tablet):
    tablet.say(PHONE, phone="1")
    for path, body in (("relay", {"parcels": [parcel_of(tablet)]}), ("hub/pull", {"sessions": []})):
        answer = tablet.call("POST", f"/sync/v1/{path}", body, token=False)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not StoredAct.objects.exists()


def test_a_hub_that_was_turned_off_brings_nothing_more(hub, tablet):
    tablet.say(PHONE, phone="1")
    revoke(Device.objects.get(pk=hub.id), worker(), now(), "taken away")
    answer = hub.call("POST", "/sync/v1/relay", {"parcels": [parcel_of(tablet)]}, token=False)
    assert (answer.status_code, answer.json()["code"]) == (410, "revoked")
    assert not StoredAct.objects.exists()


def test_claims_for_a_device_that_was_turned_off_stand_in_quarantine(hub, tablet, who):
    act = tablet.say(PHONE, phone="1")
    revoke(Device.objects.get(pk=tablet.id), worker(), now(), "lost")
    answer = hub.carry(tablet)
    assert (answer["revoked"], answer["results"][0]["code"]) == (True, "revoked")
    assert (phone_of(who), outcome(act)) == (None, [("quarantined", "revoked")])


def test_a_parcel_without_its_key_is_no_trouble_of_the_others(hub, tablet):
    tablet.say(PHONE, phone="1")
    answers = hub.hand_in(parcel_of(tablet) | {"keys": []}, parcel_of(tablet))
    assert [one["r"] for one in answers] == ["key_missing", "taken"]


# --- a hub that lies ---


def forged(by: Carrier, tablet, n: int):
    """An act that the hub made up, for somebody else's device and person."""
    liar = copy.copy(tablet)
    liar.key, liar.outbox, liar.n, liar._key = by.key, [], n - 1, None
    liar.say(PHONE, phone="666")
    return parcel_of(liar)


def test_an_invented_act_is_set_aside_and_takes_nobodys_place(hub, tablet, who):
    answer = hub.hand_in(forged(hub, tablet, 1))[0]
    assert (answer["stored_to"], answer["results"][0]["code"]) == (0, "bad_signature")
    act = tablet.say(PHONE, phone="1")
    assert tablet.push()[str(act)]["r"] == "accepted"
    assert (phone_of(who), tablet.stored_to) == ("1", 1)


def test_invented_acts_for_places_to_come_do_not_fill_them(hub, tablet, who):
    hub.hand_in(forged(hub, tablet, 2))
    first = tablet.say(PHONE, phone="1")
    tablet.push()
    assert tablet.stored_to == 1
    second = tablet.say(PHONE, phone="2")
    assert tablet.push()[str(second)]["r"] == "accepted"
    assert outcome(first) == [("accepted", "")]


def test_what_the_carrier_could_not_prove_is_taken_from_the_device_itself(hub, tablet):
    """The same unreadable bytes: from a carrier they prove nothing, from the device they fill its place so that it goes on."""
    tablet.say(PHONE, phone="1")
    torn = tablet.outbox[0] | {"ct": _b64(urlsafe_b64decode(tablet.outbox[0]["ct"] + "==")[:-1] + b"x")}
    assert hub.carry(tablet, [torn])["stored_to"] == 0
    assert tablet.offer([torn]).json()["stored_to"] == 1


def test_an_act_under_another_devices_name(hub, tablet):
    other = tablet_of(person(lives=wing()))
    tablet.say(PHONE, phone="1")
    answer = hub.hand_in(parcel_of(tablet) | {"device": other.id})[0]
    assert (answer["stored_to"], answer["results"][0]["code"]) == (0, "other_device")
    assert Quarantined.objects.get().device_id == Device.objects.get(pk=other.id).pk


LIES = ("alter", "cut", "drop", "double", "reorder", "rename", "renumber", "swap")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lies=st.lists(st.tuples(st.sampled_from(LIES), st.integers(0, 4), st.integers(0, 60)), max_size=6), calls=st.integers(1, 3))
def test_whatever_a_hub_makes_of_it_the_device_gets_its_acts_in_once_in_order(tiny, lies, calls):
    who = person(lives=wing())
    tablet, hub = tablet_of(who), Carrier()
    acts = [tablet.say(PHONE, phone=str(n)) for n in range(1, 6)]
    carried = tablet.outbox
    for lie in lies:
        carried = told(carried, *lie)
    for _call in range(calls):
        hub.carry(tablet, carried)
    results = tablet.push()
    assert {results[str(act)]["r"] for act in acts} <= {"accepted", "duplicate"}
    assert (tablet.stored_to, phone_of(who), changes_of(who)) == (5, "5", 5)
    assert list(StoredAct.objects.filter(device=tablet.id).order_by("n").values_list("act", flat=True)) == acts
    assert all(trail(act).count("accepted") == 1 for act in acts)


def told(acts, lie, which, where):
    """The same acts, as a hub that lies hands them in."""
    acts = [dict(act) for act in acts]
    if acts:
        TOLD[lie](acts, acts[which % len(acts)], where)
    return acts


def alter(acts, act, where):
    raw = bytearray(urlsafe_b64decode(act["ct"] + "=="))
    if raw:
        raw[where % len(raw)] ^= 1
    act["ct"] = _b64(bytes(raw))


def cut(acts, act, where):
    act["ct"] = _b64(urlsafe_b64decode(act["ct"] + "==")[:where])


def swap(acts, act, where):
    other = acts[where % len(acts)]
    act["ct"], other["ct"] = other["ct"], act["ct"]


TOLD = {
    "alter": alter,
    "cut": cut,
    "swap": swap,
    "drop": lambda acts, act, where: acts.remove(act),
    "double": lambda acts, act, where: acts.append(dict(act)),
    "reorder": lambda acts, act, where: acts.reverse(),
    "rename": lambda acts, act, where: act.update(id=str(uuid7())),
    "renumber": lambda acts, act, where: act.update(n=1 + where % 9),
}


# --- files ---


def test_a_file_comes_in_sealed_pieces_and_wakes_its_act(hub, tablet):
    content = OGG + bytes(range(256)) * 2500
    act = say_with(tablet, content, "audio/ogg")
    assert hub.carry(tablet)["need_files"] == list(tablet.files)
    (h,) = tablet.files
    assert hub.carry_file(tablet, h).json() == {"offset": len(content), "whole": True}
    assert outcome(act) == [("accepted", "")]
    assert file_store.path_of(h).read_bytes() == content


def test_pieces_twice_overlapping_and_in_the_wrong_order(hub, tablet):
    content = OGG + bytes(2 * CHUNK)
    act = say_with(tablet, content, "audio/ogg")
    hub.carry(tablet)
    (h,) = tablet.files
    early = hub.carry_piece(sealed_piece(tablet, h, CHUNK, content[CHUNK:]))
    assert (early.status_code, early.headers["Upload-Offset"]) == (409, "0")
    for at in (0, 0, 1000):
        last = hub.carry_piece(sealed_piece(tablet, h, at, content[at : at + CHUNK]))
    assert last.json() == {"offset": 1000 + CHUNK, "whole": False}
    assert hub.carry_piece(sealed_piece(tablet, h, CHUNK, content[CHUNK:])).json()["whole"]
    assert outcome(act) == [("accepted", "")]
    assert hub.carry_file(tablet, h).json() == {"offset": len(content), "whole": True}


def test_a_file_that_the_carrier_spoilt_is_thrown_away_and_the_device_sends_it(hub, tablet):
    act = say_with(tablet, picture())
    hub.carry(tablet)
    (h,) = tablet.files
    answer = hub.carry_file(tablet, h, picture(size=(41, 30)).ljust(len(tablet.files[h][1]), b"\0")[: len(tablet.files[h][1])])
    assert (answer.status_code, answer.json()["code"]) == (422, "piece_damaged")
    assert not RefusedFile.objects.exists()
    tablet.push()
    assert outcome(act) == [("accepted", "")]


def test_what_the_device_sends_itself_is_not_touched_by_what_a_carrier_brings(hub, tablet):
    content = OGG + bytes(2 * CHUNK)
    act = say_with(tablet, content, "audio/ogg")
    tablet.offer()
    (h,) = tablet.files
    tablet.send_chunk(h, content, 0, "audio/ogg")
    hub.carry_piece(sealed_piece(tablet, h, 0, bytes(CHUNK)))
    tablet.push()
    assert outcome(act) == [("accepted", "")]


def test_a_piece_that_cannot_be_opened_or_was_moved(hub, tablet):
    say_with(tablet, picture())
    hub.carry(tablet)
    (h,) = tablet.files
    piece = sealed_piece(tablet, h, 0, tablet.files[h][1])
    for broken in (piece | {"ct": piece["ct"][:-4]}, piece | {"iv": "?"}, piece | {"jwe": "a.b.c.d.e"}):
        answer = hub.carry_piece(broken)
        assert (answer.status_code, answer.json()["code"]) == (422, "piece_damaged")


def test_a_file_that_no_act_of_the_device_names(hub, tablet):
    content = picture()
    h = tablet.keep_file(content, "image/webp")["h"]
    assert hub.carry_file(tablet, h).status_code == 404


def test_a_file_that_is_not_what_its_act_says_is_refused_as_if_the_device_had_sent_it(hub, tablet):
    act = say_with(tablet, b"not a picture at all")
    hub.carry(tablet)
    (h,) = tablet.files
    answer = hub.carry_file(tablet, h)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture")
    hub.carry(tablet)
    assert outcome(act)[0][1] == "not_a_picture"


# --- where a hub stands ---


ELSEWHERE = "https://hub.example.org"


def call_from_elsewhere(tablet, voucher, proof):
    body = {"device": tablet.id, "epoch": tablet.epoch, "keys": [], "acts": []}
    return tablet.call("POST", "/sync/v1/push", body, token=False, proof=proof, **{"Throughgate-Via": voucher})


def proof_for_elsewhere(tablet):
    return tablet.proof("POST", "/sync/v1/push", htu=f"{ELSEWHERE}/sync/v1/push")


def test_a_proof_that_was_made_for_a_hubs_address_counts_where_that_hub_vouches_for_it(hub, tablet):
    proof = proof_for_elsewhere(tablet)
    voucher = hub.proof("POST", "/sync/v1/push", proof, origin=ELSEWHERE)
    assert call_from_elsewhere(tablet, voucher, proof).status_code == 200
    assert call_from_elsewhere(tablet, voucher, proof).json()["code"] == "proof_used"


def test_nobody_else_can_vouch_for_an_address(hub, tablet):
    proof, other = proof_for_elsewhere(tablet), proof_for_elsewhere(tablet)
    assert tablet.call("POST", "/sync/v1/push", {}, token=False, proof=proof).json()["code"] == "bad_proof"
    for voucher in (
        tablet.proof("POST", "/sync/v1/push", proof, origin=ELSEWHERE),
        hub.proof("POST", "/sync/v1/push", other, origin=ELSEWHERE),
        hub.proof("POST", "/sync/v1/pull", proof, origin=ELSEWHERE),
        hub.proof("POST", "/sync/v1/push", proof),
        "x",
    ):
        answer = call_from_elsewhere(tablet, voucher, proof)
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_proof")
    revoke(Device.objects.get(pk=hub.id), worker(), now(), "stolen")
    assert call_from_elsewhere(tablet, hub.proof("POST", "/sync/v1/push", proof, origin=ELSEWHERE), proof).status_code == 401
