"""Coming in: by a code that works once, on a kiosk by number and PIN, and out again."""

from datetime import timedelta

import pytest

from tests.device import Tablet, clock_at, code_for, tablet_of
from tests.make import DAY, MINUTE, person, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.identity.codes import ALPHABET, make_code
from throughgate.kernel.identity.devices import revoke, uses_of
from throughgate.kernel.identity.models import Device, DeviceKind, EnrolmentCode, Holding, PersonSession, Pin, WrongTry
from throughgate.kernel.identity.sessions import sweep_sessions
from throughgate.kernel.identity.tries import sweep_tries
from throughgate.kernel.places.models import Setting
from throughgate.kernel.places.moves import move

pytestmark = pytest.mark.django_db


def refusals():
    return list(TrailEntry.objects.filter(outcome="refused").order_by("pk").values_list("what", "detail"))


# --- codes ---


def test_a_code_binds_a_device_to_a_person(who):
    tablet = Tablet()
    answer = tablet.enrol(code_for(who, DeviceKind.PHONE)).json()
    device = Device.objects.get(pk=answer["device"]["id"])
    assert (device.kind, device.place) == ("phone", wing())
    assert answer["person"]["known_as"] == who.known_as
    assert answer["pin"] == {"min": 6}
    assert "d" not in answer["seal"][0]
    assert Holding.objects.get(device=device).person == who
    assert TrailEntry.objects.get(what="identity.enrol").person_id == who.pk
    tablet.pull()
    assert tablet.feed("people.me")


def test_a_code_is_hard_to_mistake_and_only_its_hash_is_kept(who):
    code, row = make_code(worker(), DeviceKind.TABLET, now(), person=who)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)
    assert not set("0O1IL5S8B2ZUV") & set(ALPHABET)
    assert code not in str(EnrolmentCode.objects.filter(pk=row.pk).values().get())


def test_a_code_may_be_typed_as_people_type(who):
    code = code_for(who)
    assert Tablet().enrol(f" {code[:4].lower()}-{code[4:].lower()} ").status_code == 200


def test_a_code_works_once(who):
    code = code_for(who)
    Tablet().enrol(code)
    answer = Tablet().enrol(code)
    assert (answer.status_code, answer.json()["code"]) == (410, "code_used")
    assert "ask staff" in answer.json()["says"].lower()
    assert refusals() == [("identity.enrol", {"code": "code_used", "tries": 1, "locked": False})]
    assert Receipt.objects.get(outcome="refused").code == "code_used"


def test_a_code_runs_out_after_seven_days(who):
    code = code_for(who)
    with clock_at(now() + 8 * DAY):
        tablet = Tablet()
        tablet.offset = 8 * DAY
        answer = tablet.enrol(code)
    assert (answer.status_code, answer.json()["code"]) == (410, "code_expired")


def test_a_wrong_code(who):
    answer = Tablet().enrol("AAAAAAAA")
    assert (answer.status_code, answer.json()["code"]) == (404, "code_unknown")
    assert refusals() == [("identity.enrol", {"code": "code_unknown", "tries": 1, "locked": False})]


def test_after_five_wrong_codes_even_the_right_one_must_wait(who):
    tablet, code = Tablet(), code_for(who)
    assert [tablet.enrol("AAAAAAAA").status_code for _n in range(6)] == [404] * 5 + [429]
    assert tablet.enrol(code).status_code == 429
    assert Tablet().enrol("AAAAAAAA").status_code == 404, "a whole prison may share an address: another key has its own five"
    with clock_at(now() + 11 * MINUTE):
        tablet.offset = 11 * MINUTE
        assert tablet.enrol(code).status_code == 200


def test_a_flood_from_one_address_is_stopped(who):
    code = code_for(who)
    for _n in range(20):
        tablet = Tablet()
        for _m in range(5):
            tablet.enrol("AAAAAAAA")
    assert Tablet().enrol(code).status_code == 429
    assert [tries["tries"] for _what, tries in refusals()] == [1, *[5] * 19, 100]


def at_address(address):
    tablet = Tablet()
    tablet.browser.defaults["REMOTE_ADDR"] = address
    return tablet


def test_a_network_of_version_6_is_one_address(who):
    code = code_for(who)
    answers = [at_address(f"2001:db8:0:7:{n:x}::1").enrol("AAAAAAAA").status_code for n in range(100)]
    assert answers == [404] * 100
    assert at_address("2001:db8:0:7:ffff::9").enrol(code).status_code == 429
    assert at_address("2001:db8:0:8::9").enrol(code).status_code == 200


def test_whoever_guesses_all_day_adds_two_lines_in_ten_minutes(who):
    tablet, began = Tablet(), now()
    for minute in range(60):
        tablet.offset = minute * MINUTE
        with clock_at(began + tablet.offset):
            for _n in range(8):
                tablet.enrol("AAAAAAAA")
    assert [tries["tries"] for _what, tries in refusals()] == [1, 5] * 6
    assert Receipt.objects.filter(outcome="refused").count() == 12


def test_whoever_guesses_slowly_is_on_the_trail_too(who):
    tablet, began = Tablet(), now()
    for minute in range(0, 60, 3):
        tablet.offset = minute * MINUTE
        with clock_at(began + tablet.offset):
            assert tablet.enrol("AAAAAAAA").status_code == 404
    assert len(refusals()) == 5


def test_words_before_we_know_who_it_is_follow_the_browser(who):
    tablet = Tablet()
    answer = tablet.call("POST", "/sync/v1/enrol", {"code": "AAAAAAAA"}, token=False, **{"Accept-Language": "cy"})
    assert answer.status_code == 404


def test_a_second_person_on_a_tablet(who):
    tablet, other = tablet_of(who), person()
    answer = tablet.enrol(code_for(other)).json()
    assert answer["person"]["id"] == str(other.pk)
    assert Device.objects.count() == 1
    assert Holding.objects.filter(device=tablet.id, to_at=None).count() == 2


def test_a_second_person_does_not_move_a_tablet_to_where_they_live(who):
    tablet = tablet_of(who)
    tablet.enrol(code_for(person(lives=wing("C"))))
    assert Device.objects.get().place == wing()


def test_a_place_may_move_its_kiosk():
    kiosk = Tablet()
    for stands in (wing(), wing("C")):
        kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=stands))
    assert Device.objects.get().place == wing("C")


def test_a_kiosk_is_bound_to_a_place_and_to_nobody():
    kiosk = Tablet()
    answer = kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=wing())).json()
    assert answer["device"]["kind"] == "kiosk"
    assert "person" not in answer
    assert "token" not in answer
    assert Device.objects.get().place == wing()


def test_a_pin_reset_ends_the_old_sessions_on_that_device_only(who):
    tablet, other = tablet_of(who), tablet_of(who)
    old = tablet.token
    tablet.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "123456"})
    code = code_for(who, for_device=Device.objects.get(pk=tablet.id))
    assert other.enrol(code).status_code == 404, "a code for another device is no code here"
    assert tablet.enrol(code).status_code == 200
    assert not Pin.objects.exists()
    assert tablet.token != old
    tablet.pull()
    other.pull()
    tablet.token = old
    assert tablet.call("POST", "/sync/v1/pull", {"streams": []}).status_code == 401


def test_a_device_that_was_turned_off_cannot_come_in_again(who):
    tablet = tablet_of(who)
    revoke(Device.objects.get(pk=tablet.id), worker(), now(), "lost")
    answer = tablet.enrol(code_for(who))
    assert (answer.status_code, answer.json()["code"]) == (410, "revoked")


@pytest.mark.parametrize("body", [{}, {"code": 7}, {"code": "x" * 1000}, [], None])
def test_a_body_that_is_no_code(body):
    answer = Tablet().call("POST", "/sync/v1/enrol", body, token=False)
    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")


# --- kiosks ---


@pytest.fixture
def kiosk():
    kiosk = Tablet()
    kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=wing()))
    return kiosk


@pytest.fixture
def number(who):
    tablet_of(who).call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "246810"})
    return who.numbers.get().value


def test_signing_in_on_a_kiosk(kiosk, number, who):
    answer = kiosk.sign_in(f" {number.lower()} ", "246810")
    assert answer.json()["person"]["id"] == str(who.pk)
    act = kiosk.say("nothing.yet@1")
    assert kiosk.push()[str(act)]["r"] == "held", "an act of whoever was signed in"
    kiosk.pull()
    assert kiosk.call("DELETE", "/sync/v1/sessions").status_code == 204
    assert kiosk.call("POST", "/sync/v1/pull", {"streams": []}).json()["code"] == "signed_out"


def test_signing_in_with_pictures(kiosk, who):
    tablet_of(who).call("POST", "/sync/v1/pin", {"kind": "pictures", "secret": "cat-boat-tree-sun"})
    assert kiosk.sign_in(who.numbers.get().value, "cat-boat-tree-sun", "pictures").status_code == 200
    assert kiosk.sign_in(who.numbers.get().value, "cat-boat-sun-tree", "pictures").status_code == 403


@pytest.mark.parametrize("bound_to_it", [True, False])
def test_a_code_lets_somebody_choose_a_pin_on_a_kiosk_that_stays_nobodys(kiosk, who, bound_to_it):
    device = Device.objects.get(pk=kiosk.id)
    answer = kiosk.enrol(code_for(who, for_device=device if bound_to_it else None)).json()
    assert (answer["device"]["id"], answer["person"]["id"]) == (kiosk.id, str(who.pk))
    assert kiosk.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "975310"}).status_code == 204
    act = kiosk.say("nothing.yet@1")
    assert kiosk.push()[str(act)]["r"] == "held"
    assert kiosk.call("DELETE", "/sync/v1/sessions").status_code == 204
    assert not Holding.objects.exists()
    [use] = uses_of(device)
    assert use.covers(who.pk, use.from_at)
    assert not use.covers(who.pk, now() + MINUTE)
    assert TrailEntry.objects.filter(what="identity.reset_pin", person_id=who.pk).exists()
    assert kiosk.sign_in(who.numbers.get().value, "975310").status_code == 200


def test_a_television_takes_nobody(who):
    screen = Tablet()
    screen.enrol(code_for(kind=DeviceKind.TV, place=wing()))
    assert screen.enrol(code_for(who)).json()["code"] == "code_unknown"
    assert not EnrolmentCode.objects.get(person=who).used_at


def test_a_wrong_pin_ten_times(kiosk, number):
    answers = [kiosk.sign_in(number, "000000") for _n in range(10)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [423] * 5
    assert [answer.json()["left"] for answer in answers[:5]] == [4, 3, 2, 1, 0]
    assert answers[9].json()["until"] > answers[9].json()["time"]
    assert refusals() == [
        ("identity.sign_in", {"code": "wrong_pin", "tries": 1, "locked": False}),
        ("identity.sign_in", {"code": "wrong_pin", "tries": 5, "locked": True}),
    ]
    assert Receipt.objects.filter(outcome="refused").count() == 2
    assert kiosk.sign_in(number, "246810").status_code == 423
    with clock_at(now() + 11 * MINUTE):
        kiosk.offset = 11 * MINUTE
        assert kiosk.sign_in(number, "246810").status_code == 200


def test_a_reset_by_staff_opens_the_lock(kiosk, number, who):
    tablet = tablet_of(who)
    for _n in range(6):
        kiosk.sign_in(number, "000000")
    tablet.enrol(code_for(who, for_device=Device.objects.get(pk=tablet.id)))
    tablet.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "975310"})
    assert kiosk.sign_in(number, "975310").status_code == 200


def test_a_number_that_nobody_has_is_answered_like_a_wrong_pin(kiosk, number):
    unknown, wrong = kiosk.sign_in("X999999", "246810"), kiosk.sign_in(number, "999999")
    assert (unknown.status_code, unknown.json() | {"time": ""}) == (wrong.status_code, wrong.json() | {"time": ""})


def test_a_kiosk_on_which_every_number_is_tried_waits_too(kiosk, number):
    answers = [kiosk.sign_in(f"Y{n:06}", "246810").status_code for n in range(101)]
    assert answers == [403] * 100 + [423]
    assert kiosk.sign_in(number, "246810").status_code == 423
    assert [tries["tries"] for _what, tries in refusals()] == [1, 100]


def test_a_kiosk_knows_only_those_who_live_where_it_stands(number, who):
    here, there = Tablet(), Tablet()
    here.enrol(code_for(kind=DeviceKind.KIOSK, place=wing("C")))
    there.enrol(code_for(kind=DeviceKind.KIOSK, place=wing("A", "ZMI")))
    assert here.sign_in(number, "246810").status_code == 200, "any wing of their prison"
    right, nobody = there.sign_in(number, "246810"), there.sign_in("X999999", "246810")
    assert (right.status_code, right.json() | {"time": ""}) == (nobody.status_code, nobody.json() | {"time": ""})
    assert "ask staff" in right.json()["says"]
    assert [there.sign_in(number, "246810").status_code for _n in range(5)] == [403] * 4 + [423], "it is a wrong try like any other"


def test_a_session_on_a_kiosk_ends_for_who_moves_away(kiosk, number, who):
    kiosk.sign_in(number, "246810")
    kiosk.pull()
    move(who, wing("A", "ZMI"), Setting.CLOSED, now())
    kiosk.pull()
    assert kiosk.dropped[0]["wipe"]
    assert kiosk.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "975310"}).status_code == 404
    assert kiosk.sign_in(number, "246810").status_code == 403


def test_a_code_opens_no_kiosk_where_somebody_does_not_live(kiosk):
    elsewhere = person(lives=wing("A", "ZMI"))
    assert kiosk.enrol(code_for(elsewhere)).json()["code"] == "code_unknown"
    assert not EnrolmentCode.objects.get(person=elsewhere).used_at


def test_only_a_kiosk_takes_numbers(number, who):
    assert tablet_of(who).sign_in(number, "246810").status_code == 404


@pytest.mark.parametrize(
    ("kind", "secret"), [("pin", "12345"), ("pin", "12345a"), ("pictures", "cat-boat"), ("word", "123456"), ("pin", "1" * 199)]
)
def test_a_pin_that_is_none(who, kind, secret):
    answer = tablet_of(who).call("POST", "/sync/v1/pin", {"kind": kind, "secret": secret})
    assert (answer.status_code, answer.json()["code"]) == (400, "not_a_pin")


def test_a_long_pin_is_a_pin(who):
    assert tablet_of(who).call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "31415926535897932384"}).status_code == 204


def test_a_pin_is_kept_as_argon2(who):
    tablet_of(who).call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "246810"})
    assert Pin.objects.get().hash.startswith("$argon2id$")


def test_sessions_on_a_kiosk_are_short_and_on_ones_own_device_long(kiosk, number, who):
    tablet = tablet_of(who)
    kiosk.sign_in(number, "246810")
    later = now() + timedelta(minutes=16)
    with clock_at(later):
        kiosk.offset = tablet.offset = timedelta(minutes=16)
        assert kiosk.call("POST", "/sync/v1/pull", {"streams": []}).status_code == 401
        assert tablet.call("POST", "/sync/v1/pull", {"streams": []}).status_code == 200
    with clock_at(later + 91 * DAY):
        tablet.offset = 91 * DAY + timedelta(minutes=16)
        assert tablet.call("POST", "/sync/v1/pull", {"streams": []}).status_code == 401
    sweep_sessions(later + 91 * DAY)
    assert not PersonSession.objects.filter(ended_at=None).exists()


def test_wrong_tries_are_forgotten(kiosk, number):
    kiosk.sign_in(number, "000000")
    assert sweep_tries(now()) == 0
    assert sweep_tries(now() + 11 * MINUTE) > 0
    assert not WrongTry.objects.exists()
