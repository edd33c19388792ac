"""A hub, as a real program on a real wire: the line is cut and mended, nothing is lost, and nothing can be read on its disk."""

import hashlib
import os
import time
from base64 import b64encode, urlsafe_b64encode

import pytest

from tests.device import CHUNK, code_for
from tests.make import person, wing, worker
from tests.programs import HubProgram, Server
from tests.test_files import OGG
from tests.tiny import PHONE, changes_of, outcome, phone_of, trail
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.devices import revoke
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.people.models import ContactDetail
from throughgate.kernel.sync.models import StoredAct
from throughgate.kernel.sync.streams import rebuild, stream_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tiny")]
SECRET_WORDS = "They moved me to the wing by the river"


@pytest.fixture
def server():
    made = Server()
    yield made
    made.close()


@pytest.fixture
def hub(server, tmp_path):
    made = HubProgram(tmp_path / "hub", server)
    yield made
    made.stop()


@pytest.fixture
def who():
    return person(lives=wing())


@pytest.fixture
def tablet(hub, who):
    """Enrolled through the hub, and known to it."""
    hub.knows_line_is(up=True)
    made = hub.tablet()
    assert made.enrol(code_for(who)).status_code == 200
    made.push()
    made.pull()
    hub.until(lambda: hub.status()["kept_for"] == 1)
    return made


def cut(hub):
    """And somebody has asked, so that the hub knows."""
    hub.line.cut()
    hub.knows_line_is(up=False)


def is_empty(hub):
    return not hub.status()["waits"]


def test_while_the_line_is_up_a_hub_only_passes_on(hub, tablet, who):
    act = tablet.say(PHONE, phone="1")
    answer = tablet.offer()
    assert (answer.json()["results"], "throughgate-hub" in answer.headers) == ([{"id": str(act), "r": "accepted"}], False)
    tablet.pull()
    assert list(tablet.feed("test.phones").values()) == [{"number": "1"}]
    assert StoredAct.objects.get().carrier == ""
    assert is_empty(hub)


def test_acts_made_while_the_line_is_down_stand_at_the_hub_and_are_handed_in_when_it_is_back(hub, tablet, who):
    cut(hub)
    acts = [tablet.say(PHONE, phone=str(n)) for n in range(1, 4)]
    answer = tablet.offer()
    said = answer.json()
    assert (answer.status_code, said["hub_to"], said["stored_to"], said["results"]) == (200, 3, 0, [])
    assert answer.headers["Throughgate-Hub"].startswith("20")
    assert not StoredAct.objects.exists()
    assert [(one["acts"], one["files"]) for one in hub.status()["waits"]] == [(3, 0)]
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    assert (phone_of(who), changes_of(who)) == ("3", 3)
    assert set(TrailEntry.objects.filter(act__in=acts).values_list("detail__carrier", flat=True)) == {
        f"device/{Device.objects.get(kind='hub').pk}"
    }
    results = tablet.push()
    assert {results[str(act)]["r"] for act in acts} == {"duplicate"}
    assert changes_of(who) == 3


def test_the_hub_repeats_what_the_server_said_when_the_line_is_down_again(hub, tablet, who):
    cut(hub)
    good, bad = tablet.say(PHONE, phone="1"), tablet.say(PHONE, phone="0")
    tablet.offer()
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    cut(hub)
    said = tablet.offer().json()
    assert {one["id"]: one["r"] for one in said["results"]} == {str(good): "accepted", str(bad): "refused"}
    assert (said["stored_to"], said["hub_to"]) == (2, 2)
    assert is_empty(hub)


def test_answers_cross_in_one_minute_of_the_line_and_are_read_after_it(hub, tablet, who):
    cut(hub)
    act = tablet.say(PHONE, phone="07700 900001")
    tablet.offer()
    hub.line.mend()
    hub.until(lambda: phone_of(who) is not None)
    seen = tablet_has(tablet)
    assert seen == {}
    time.sleep(1.5)
    cut(hub)
    tablet.pull()
    assert list(tablet.feed("test.phones").values()) == [{"number": "07700 900001"}]
    assert tablet.receipt(act)["outcome"] == "accepted"


def tablet_has(tablet):
    return tablet.feed("test.phones")


def test_what_went_and_what_came_again_adds_up_for_a_device_that_was_away(hub, tablet, who):
    for n in range(1, 5):
        tablet.say(PHONE, phone=str(n))
        tablet.push()
    tablet.pull()
    ContactDetail.objects.filter(person=who, to_at=None).update(value="9")
    rebuild(stream_of(who.pk), now())
    time.sleep(1.5)
    cut(hub)
    tablet.pull(limit=2)
    assert [value["number"] for value in tablet.feed("test.phones").values()] == ["9"]
    fresh = hub.tablet()
    fresh.key, fresh.token, fresh.person, fresh.id, fresh.epoch = tablet.key, tablet.token, tablet.person, tablet.id, tablet.epoch
    fresh.pull()
    assert fresh.rows == tablet.rows


def test_nothing_is_lost_when_the_plug_is_pulled(hub, tablet, who):
    cut(hub)
    tablet.say(PHONE, phone="1")
    assert tablet.offer().json()["hub_to"] == 1
    hub.kill()
    hub.start()
    assert hub.status()["acts"] == 1
    assert tablet.offer().json()["hub_to"] == 1
    tablet.pull()
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    assert phone_of(who) == "1"


def test_files_are_sealed_before_they_touch_the_disk_and_arrive_whole(hub, tablet, who):
    content = OGG + os.urandom(2 * CHUNK + 5000)
    cut(hub)
    act = tablet.say(PHONE, phone="1", note=SECRET_WORDS, files=[tablet.keep_file(content, "audio/ogg")])
    (h,) = tablet.files
    tablet.offer()
    assert tablet.send_file(h).headers["Upload-Offset"] == str(len(content))
    assert tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"] == str(len(content))
    assert tablet.send_chunk(h, content, 5, "audio/ogg").status_code == 409
    nothing_readable(hub, content[1000:1040], SECRET_WORDS.encode(), tablet.token.encode(), who.family_name.encode())
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    assert outcome(act) == [("accepted", "")]
    assert hashlib.sha256(file_store.path_of(h).read_bytes()).hexdigest() == h
    cut(hub)
    assert tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"] == str(len(content))
    nothing_readable(hub, content[1000:1040], SECRET_WORDS.encode(), tablet.token.encode(), who.family_name.encode())


def test_a_file_that_somebody_has_fetched_is_there_while_the_line_is_down_for_whom_it_is(hub, tablet, who):
    content = OGG + os.urandom(2 * CHUNK)
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(content, "audio/ogg")])
    (h,) = tablet.files
    cut(hub)
    tablet.offer()
    tablet.send_file(h)
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    ContactDetail.objects.filter(person=who).update(value=h)
    rebuild(stream_of(who.pk), now())
    other = hub.tablet()
    assert other.enrol(code_for(person(lives=wing()))).status_code == 200
    other.push()
    assert file_of(tablet, h) == (200, content)
    hub.until(lambda: hub.status()["kept_for"] == 2)
    time.sleep(1.5)
    cut(hub)
    assert file_of(tablet, h) == (200, content)
    assert file_of(other, h)[0] == 503
    assert file_of(tablet, "0" * 64)[0] == 503
    nothing_readable(hub, content[1000:1040], h.encode())


def file_of(tablet, h):
    answer = tablet.call("GET", f"/sync/v1/files/{h}")
    return answer.status_code, answer.content


def test_a_file_that_was_begun_with_the_server_is_finished_at_the_hub(hub, tablet):
    content = OGG + os.urandom(2 * CHUNK)
    act = tablet.say(PHONE, phone="1", files=[tablet.keep_file(content, "audio/ogg")])
    (h,) = tablet.files
    tablet.offer()
    tablet.send_chunk(h, content, 0, "audio/ogg")
    cut(hub)
    tablet.send_file(h)
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    assert outcome(act) == [("accepted", "")]


def nothing_readable(hub, *secrets):
    """Not as it is, nor in any of the ways that base64 writes it."""
    time.sleep(0.2)
    for path in [hub.home.with_suffix(".out"), *hub.home.rglob("*")]:
        if path.is_file():
            disk = path.read_bytes()
            for secret in secrets:
                for written in (secret, secret.hex().encode(), *based(secret)):
                    assert written not in disk, (path, secret)


def based(secret):
    """What stays the same of it in each of the three ways in which it can stand within base64."""
    for shift in range(3):
        for write in (b64encode, urlsafe_b64encode):
            yield write(bytes(shift) + secret)[-(-shift * 8 // 6) : (shift + len(secret)) * 8 // 6]


def test_only_whom_the_server_has_let_in_is_let_in(hub, tablet, who):
    cut(hub)
    stranger = hub.tablet()
    stranger.id, stranger.epoch, stranger.seal, stranger.person = tablet.id, tablet.epoch, tablet.seal, tablet.person
    stranger.say(PHONE, phone="1")
    assert stranger.offer().json()["code"] == "line_down"
    stranger.token = tablet.token
    body = {"epoch": "", "scope_v": None, "streams": [], "limit": 5}
    assert stranger.call("POST", "/sync/v1/pull", body).json()["code"] == "line_down"
    with_no_proof = tablet.call("POST", "/sync/v1/push", {}, token=False, proof="x")
    assert (with_no_proof.status_code, with_no_proof.json()["code"]) == (401, "bad_proof")
    proof = tablet.proof("POST", "/sync/v1/pull", tablet.token)
    assert tablet.call("POST", "/sync/v1/pull", body, proof=proof).status_code == 200
    assert tablet.call("POST", "/sync/v1/pull", body, proof=proof).json()["code"] == "proof_used"
    other = tablet.call("POST", "/sync/v1/push", {"device": str(who.pk), "epoch": "", "keys": [], "acts": []}, token=False)
    assert (other.status_code, other.json()["code"]) == (404, "not_found")


def test_what_only_the_server_can_do_is_refused_in_words(hub, tablet):
    cut(hub)
    for method, path in (("POST", "enrol"), ("POST", "sessions"), ("DELETE", "sessions"), ("POST", "pin"), ("POST", "audio")):
        answer = tablet.call(method, f"/sync/v1/{path}", {})
        assert (answer.status_code, answer.json()["code"]) == (503, "line_down"), path
        assert answer.json()["after_ms"] > 0
    welsh = tablet.call("POST", "/sync/v1/audio", {}, **{"Accept-Language": "cy"})
    assert "line to the office" not in welsh.json()["says"]


def test_who_was_turned_off_finds_nothing_at_the_hub_once_it_has_heard(hub, tablet):
    revoke(Device.objects.get(pk=tablet.id), worker(), now(), "lost")
    time.sleep(1.5)
    cut(hub)
    body = {"epoch": tablet.epoch, "scope_v": None, "streams": [], "limit": 5}
    assert tablet.call("POST", "/sync/v1/pull", body).json()["code"] == "line_down"


def test_a_hub_that_the_server_turned_off_vouches_for_nobody(hub, tablet):
    revoke(Device.objects.get(kind="hub"), worker(), now(), "stolen")
    answer = tablet.offer()
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_proof")


def test_a_full_hub_says_so_and_keeps_what_it_has(server, tmp_path, who):
    hub = HubProgram(tmp_path / "small", server, "--most-held-mb", "1")
    try:
        hub.knows_line_is(up=True)
        tablet = hub.tablet()
        tablet.enrol(code_for(who))
        tablet.push()
        cut(hub)
        for n in range(40):
            tablet.say(PHONE, phone=str(n), note="x" * 40_000)
            answer = tablet.offer(tablet.outbox[-1:])
            if answer.status_code != 200:
                break
        assert (answer.status_code, answer.json()["code"]) == (503, "hub_full")
        held = hub.status()["acts"]
        assert held >= 5
        hub.line.mend()
        hub.until(lambda: is_empty(hub))
        assert StoredAct.objects.count() == held
        cut(hub)
        assert tablet.offer(tablet.outbox[-1:]).status_code == 200
    finally:
        hub.stop()


def test_staff_see_what_waits_and_nobody_else_does(hub, tablet):
    cut(hub)
    tablet.say(PHONE, phone="1")
    tablet.offer()
    assert tablet.browser.generic("GET", "/hub/status.json", b"", "text/plain", {}).status_code == 401
    facts = hub.status()
    assert (facts["acts"], facts["line"]["up"], facts["full_percent"]) == (1, False, 0)
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    state = DeviceState.objects.get(device__kind="hub")
    assert (state.waiting_acts, state.version, state.quota > state.usage) == (0, "0.1.0", True)


def test_the_app_starts_from_the_hub_while_the_line_is_down(hub):
    hub.knows_line_is(up=True)
    page = hub.tablet().browser.generic("GET", "/", b"", "text/plain", {})
    if page.status_code == 404:
        pytest.skip("the app is not built here")
    time.sleep(2)
    cut(hub)
    again = hub.tablet().browser.generic("GET", "/a/route/of/the/app", b"", "text/plain", {})
    assert (again.status_code, again.content) == (200, page.content)
    for name in ("sw.js", "version.json", "manifest.webmanifest"):
        assert hub.tablet().browser.generic("GET", f"/{name}", b"", "text/plain", {}).status_code == 200
    assert "default-src" in again.headers["Content-Security-Policy"]


def test_an_act_is_on_the_trail_once_however_often_it_was_carried(hub, tablet):
    cut(hub)
    act = tablet.say(PHONE, phone="1")
    for _again in range(3):
        tablet.offer()
    hub.line.mend()
    hub.until(lambda: is_empty(hub))
    tablet.push()
    assert trail(act) == ["accepted"]
