"""Attacks by name: what each is, what is answered, and that nothing of it stays."""

import gzip
import io
import json
import tracemalloc
from datetime import timedelta
from functools import cache
from typing import Any
from zlib import compressobj

import pytest
from django.core.exceptions import ValidationError
from joserfc.jwk import ECKey

from tests.device import Tablet, _b64, clock_at, raw_of, tablet_of
from tests.fuzz.faces import Face, call, rows
from tests.hub import Carrier, bundle_of, parcel_of
from tests.make import as_worker, person, wing, worker
from tests.test_files import OGG
from tests.tiny import PHONE, changes_of, outcome
from throughgate.basics.clock import now
from throughgate.basics.errors import Refused
from throughgate.basics.ids import uuid7
from throughgate.basics.packing import TooLarge, Torn, unpacked
from throughgate.basics.text import holds_zero
from throughgate.faces.asked import AskedByLoop
from throughgate.kernel.identity.dpop import REMEMBERED, sweep_proofs
from throughgate.kernel.sync import arrivals
from throughgate.kernel.sync.bundle import bring_in, read_bundle
from throughgate.kernel.sync.models import ActFile, Quarantined, RefusedFile, StoredAct, Stream
from throughgate.kernel.sync.pull import MOST_STREAMS
from throughgate.kernel.web.forms import DateField

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
PUSH, PULL = "/sync/v1/push", "/sync/v1/pull"
PACKED = {"Content-Encoding": "gzip"}


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


# --- packed bodies ---


def test_gzip_that_ends_too_early_anywhere_or_goes_on_after_its_end(tablet):
    tablet.say(PHONE, phone="1")
    body = {"epoch": tablet.epoch} | parcel_of(tablet)
    whole = gzip.compress(json.dumps(body).encode())
    before = rows()
    for torn in [*(whole[:end] for end in (0, 1, 2, 9, 10, len(whole) // 2, -9, -8, -4, -1)), whole + b"x", whole + whole]:
        answer = tablet.call("POST", PUSH, torn, token=False, **PACKED)
        assert code(answer) == (400, "not_understood"), len(torn)
    assert rows() == before
    assert tablet.call("POST", PUSH, whole, token=False, **PACKED).status_code == 200


@pytest.mark.parametrize("path", [PUSH, "/sync/v1/enrol", "/sync/v1/relay", "/sync/v1/files/" + "a" * 64])
def test_a_bomb_is_never_unpacked_beyond_the_limit(tablet, path):
    caller = Carrier() if "relay" in path else tablet
    bomb = _bomb()
    method = "PATCH" if "files" in path else "POST"
    said = PACKED | ({"Upload-Offset": "0", "Upload-Length": "8"} if "files" in path else {})
    caller.call("GET", "/sync/v1/ping", token=False)
    tracemalloc.start()
    answer = caller.call(method, path, bomb, token=False, **said)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code(answer) == (413, "too_many")
    assert most < 8 * 2**20


def test_unpacking_is_whole_or_not_at_all():
    assert unpacked(gzip.compress(b"x" * 100), 100) == b"x" * 100
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(b"x" * 101), 100)
    for torn in (b"", b"x", gzip.compress(b"x")[:-1], gzip.compress(b"") + b"\0"):
        with pytest.raises(Torn):
            unpacked(torn, 100)


@cache
def _bomb() -> bytes:
    """300 MB of nothing, in 300 kB."""
    packing = compressobj(9, wbits=31)
    return b"".join(packing.compress(bytes(10_000_000)) for _part in range(30)) + packing.flush()


# --- cursors, epochs, streams ---


@pytest.mark.parametrize("packed", [False, True])
def test_a_million_streams_asked_for(tablet, packed):
    asked = b'{"streams":[' + b",".join([b'{"s":"","at":""}'] * 1_000_000) + b"]}"
    answer = tablet.call("POST", PULL, gzip.compress(asked) if packed else asked, **(PACKED if packed else {}))
    assert code(answer) == (413, "too_many")
    few = {"streams": [{"s": f"person/{n}", "at": ""} for n in range(MOST_STREAMS + 1)]}
    assert code(tablet.call("POST", PULL, few)) == (400, "not_understood")
    assert not Stream.objects.filter(name="person/1").exists()


def test_one_stream_asked_for_as_often_as_there_is_room_in_one_call(tablet):
    tablet.pull()
    mine = f"person/{tablet.person}"
    asked = {"epoch": tablet.epoch, "scope_v": tablet.scope_v, "streams": [{"s": mine, "at": ""}] * MOST_STREAMS, "limit": 3}
    answer = tablet.call("POST", PULL, asked)
    assert sum(len(page["ops"]) for page in answer.json()["streams"]) <= 3


@pytest.mark.parametrize("far", [False, True])
def test_cursors_from_another_device(tablet, far):
    other = tablet_of(person(lives=wing()))
    for n in range(5):
        other.say(PHONE, phone=str(n))
    other.push()
    other.pull()
    tablet.pull()
    mine, theirs = f"person/{tablet.person}", f"person/{other.person}"
    cursor = "999999999999999999" if far else other.cursors[theirs]
    tablet.cursors = {mine: cursor, theirs: cursor}
    had = dict(tablet.rows)
    tablet.rows = {}
    said = tablet.ask([mine, theirs])
    assert said["reset"] == [mine]
    assert said["streams"] == []
    tablet.pull()
    assert tablet.rows == had


@pytest.mark.parametrize("epoch", ["ffffffff-ffff-7fff-bfff-ffffffffffff", "9" * 500, "", "2999-01-01", None])
def test_epochs_from_the_future(tablet, who, epoch):
    tablet.pull()
    act, ours = tablet.say(PHONE, phone="1"), tablet.epoch
    tablet.epoch = epoch
    before = rows()
    answer = tablet.offer()
    assert (code(answer), answer.json()["epoch"], answer.json()["stored_to"]) == ((409, "other_epoch"), ours, 0)
    said = tablet.ask([*tablet.cursors])
    assert (said["epoch"], said["reset"], said["streams"]) == (ours, [*tablet.cursors], [])
    assert rows() == before
    tablet.pull()
    tablet.push()
    assert outcome(act) == [("accepted", "")]
    assert changes_of(who) == 1


# --- files ---


def test_bytes_that_do_not_hash_to_their_name_spoil_nothing_of_anybody_else(tablet):
    other = tablet_of(person(lives=wing()))
    for one in (tablet, other):
        one.say(PHONE, phone="1", files=[one.keep_file(OGG, "audio/ogg")])
        one.offer()
    name = next(iter(other.files))
    tablet.files[name] = ("audio/ogg", OGG[:-1] + b"?")
    assert code(tablet.send_file(name)) == (422, "file_damaged")
    assert other.send_file(name).status_code == 204
    assert RefusedFile.objects.get().device_id != ActFile.objects.get(device=other.id).device_id


OFFSETS = [
    *[("100", "8", 409), ("8", "8", 409), ("1", "0", 409)],
    *[("-1", "8", 400), ("0", "-8", 400), ("9" * 400, "8", 400), ("1e3", "8", 400), ("٣", "8", 400)],
]


@pytest.mark.parametrize(("offset", "length", "answered"), OFFSETS)
def test_offsets_past_the_end_and_offsets_that_are_none(tablet, offset, length, answered):
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(OGG, "audio/ogg")])
    tablet.offer()
    name = next(iter(tablet.files))
    said = {"Upload-Offset": offset, "Upload-Length": length, "X-File-Type": "audio/ogg"}
    answer = tablet.call("PATCH", f"/sync/v1/files/{name}", b"", token=False, **said)
    assert answer.status_code == answered
    assert not RefusedFile.objects.exists()
    assert tablet.send_file(name).status_code == 204


# --- proofs ---


def proof_of(tablet: Tablet, header: dict[str, Any] | None = None, claims: bytes | dict[str, Any] | None = None) -> str:
    """A proof signed with the device's own key, of whatever it is told to sign."""
    told = {"typ": "dpop+jwt", "alg": "ES256", "jwk": tablet.key.as_dict(private=False)} | (header or {})
    said = {"htm": "POST", "htu": tablet.host + PUSH, "iat": int(now().timestamp()), "jti": "one"}
    body = claims if isinstance(claims, bytes) else json.dumps(said | (claims or {})).encode()
    signed = f"{_b64(json.dumps(told).encode())}.{_b64(body)}"
    return f"{signed}.{_b64(tablet.sign(signed.encode()))}"


@pytest.mark.parametrize(
    ("header", "claims", "why"),
    [
        ({}, {"iat": 10**400}, "clock"),
        ({}, {"iat": float("nan")}, "clock"),
        ({}, {"iat": float("inf")}, "clock"),
        ({}, b"[" * 3_000 + b"]" * 3_000, "bad_proof"),
        ({}, b'{"htm":' * 3_000, "bad_proof"),
        ({}, b"\xff", "bad_proof"),
        ({}, b"[]", "bad_proof"),
        ({"crit": 5}, {}, "bad_proof"),
        ({"crit": ["b64"], "b64": False}, {}, "bad_proof"),
        ({"alg": ["ES256"]}, {}, "bad_proof"),
        ({"typ": {}}, {}, "bad_proof"),
        ({}, {"htu": ["x"]}, "bad_proof"),
    ],
)
def test_proofs_made_to_trip_over(tablet, header, claims, why):
    before = rows()
    assert code(tablet.call("POST", PUSH, {}, token=False, proof=proof_of(tablet, header, claims))) == (401, why)
    assert rows() == before


def test_a_proof_with_half_a_character_in_its_name_works_once(tablet):
    proof = proof_of(tablet, {}, {"jti": "\ud800"})
    assert code(tablet.call("POST", PUSH, {}, token=False, proof=proof)) == (400, "not_understood")
    assert code(tablet.call("POST", PUSH, {}, token=False, proof=proof)) == (401, "proof_used")


@pytest.mark.parametrize("path", ["push", "pull", "relay", "enrol", "sessions", "drafts"])
def test_a_proof_that_was_overheard_is_good_for_nothing(tablet, path):
    caller, with_token = (Carrier(), False) if path == "relay" else (tablet, path == "pull")
    proof = caller.proof("POST", f"/sync/v1/{path}", caller.token if with_token else None)
    caller.call("POST", f"/sync/v1/{path}", {}, token=with_token, proof=proof)
    before = rows()
    for address in (path, "push", "pull"):
        assert caller.call("POST", f"/sync/v1/{address}", {}, token=with_token, proof=proof).status_code == 401
    assert rows() == before


def test_a_proof_is_too_old_before_it_is_forgotten(tablet):
    proof = tablet.proof("POST", PUSH)
    tablet.call("POST", PUSH, {}, token=False, proof=proof)
    later = now() + REMEMBERED + timedelta(seconds=1)
    assert sweep_proofs(later) > 0
    with clock_at(later):
        assert code(tablet.call("POST", PUSH, {}, token=False, proof=proof)) == (401, "clock")


# --- acts and what stands around them ---

HEAD = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM"}


def jwe_with(tablet: Tablet, **changes: Any) -> str:
    """The key of an outbox, its header rewritten."""
    _head, *rest = tablet.keys["k0"].split(".")
    return ".".join([_b64(json.dumps(HEAD | {"kid": tablet.seal[0]["kid"]} | changes).encode()), *rest])


CURVE = {"kty": "EC", "crv": "P-256"}
TRAPS: list[dict[str, Any]] = [
    *[{"enc": []}, {"alg": {}}, {"kid": []}, {"crit": 5}, {"zip": "DEF"}, {"apu": 5}],
    *[{"epk": "x"}, {"epk": CURVE | {"x": 5}}, {"epk": CURVE | {"x": "AA", "y": "AA"}}],
    {"alg": "PBES2-HS256+A128KW", "p2c": 10**9, "p2s": "x"},
]
NO_TIME = ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]


@pytest.mark.parametrize("changes", TRAPS)
def test_a_key_made_to_trip_over_is_set_aside_and_the_device_goes_on(tablet, who, changes):
    tablet.say(PHONE, phone="1")
    tablet.keys["k0"] = jwe_with(tablet, **changes)
    tablet.unlock_again()
    after = tablet.say(PHONE, phone="2")
    tablet.push()
    assert Quarantined.objects.get().code == "unreadable_seal"
    assert outcome(after) == [("accepted", "")]


def test_of_many_keys_only_those_that_acts_name_are_opened(tablet, monkeypatch):
    opened: list[str] = []
    open_key = arrivals.open_key
    monkeypatch.setattr(arrivals, "open_key", lambda sealed: opened.append(sealed) or open_key(sealed))
    tablet.say(PHONE, phone="1")
    keys = [{"k": f"x{n}", "jwe": tablet.keys["k0"]} for n in range(499)] + [{"k": "k0", "jwe": tablet.keys["k0"]}]
    body = {"device": tablet.id, "epoch": tablet.epoch, "keys": keys, "acts": tablet.outbox}
    assert tablet.call("POST", PUSH, body, token=False).status_code == 200
    assert len(opened) == 1


@pytest.mark.parametrize("more", [*({"made": moment} for moment in NO_TIME), {"do": "test.change\0phone@1"}])
def test_an_act_that_no_database_can_hold_is_set_aside_and_the_device_goes_on(tablet, more):
    raw = json.loads(raw_of(tablet, uuid7(), {"id": str(uuid7()), "n": 1, "prev": "0" * 64})) | more
    tablet.add(raw)
    after = tablet.say(PHONE, phone="2")
    tablet.push()
    assert Quarantined.objects.get().code == "unreadable_seal"
    assert outcome(after) == [("accepted", "")]


@pytest.mark.parametrize("oldest", NO_TIME)
def test_a_clock_at_either_end_of_time_stops_no_call(tablet, oldest):
    body = {"device": tablet.id, "epoch": tablet.epoch, "keys": [], "acts": [], "state": {"waiting": {"acts": 1, "oldest": oldest}}}
    assert tablet.call("POST", PUSH, body, token=False).status_code == 200
    assert tablet.call("POST", PULL, {"streams": [], "state": body["state"]}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", PUSH, {"device": "", "keys": [], "acts": [], "state": {"version": "\0"}}),
        ("POST", "/sync/v1/enrol", {"code": "AB\0CD"}),
        ("PUT", "/sync/v1/drafts/11111111-1111-4111-8111-111111111111", {"base_rev": 0, "body": "\0"}),
    ],
)
def test_a_zero_character_which_one_of_our_databases_cannot_hold(tablet, method, path, body):
    before = rows()
    assert code(tablet.call(method, path, body)) == (400, "not_understood")
    assert rows() == before


def test_a_backslash_before_u0000_is_no_zero_character():
    assert holds_zero(rb'{"a":"\u0000"}')
    assert holds_zero(rb'{"a":"\\\u0000"}')
    assert not holds_zero(rb'{"a":"\\u0000"}')
    assert not holds_zero(rb'{"a":"u0000"}')


KINDS = ["text/plain; charset*=UTF-8''%00", "text/plain; charset=\x01", ";;;=", "é/é; charset=x", "a" * 5_000]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_content_that_is_none(kind):
    scope = {"type": "http", "method": "GET", "path": "/sync/v1/ping", "query_string": b""}
    assert AskedByLoop(scope | {"headers": [(b"content-type", kind.encode("latin-1"))]}, io.BytesIO()).path == "/sync/v1/ping"
    assert call(Face("device"), "GET", "/sync/v1/ping", b"", {"Content-Type": kind}).status == 200


# --- those who carry ---


def another_estate() -> list[dict[str, str]]:
    """The public key that devices of another service seal to."""
    return [ECKey.generate_key("P-256", {"kid": "elsewhere"}, private=False).as_dict(private=False)]  # type: ignore[list-item]


def test_a_bundle_from_another_estate(who):
    stranger = Tablet()
    stranger.id, stranger.person, stranger.seal = str(uuid7()), str(who.pk), another_estate()
    stranger.say(PHONE, phone="1")
    before = rows()
    with pytest.raises(Refused) as refused:
        bring_in(as_worker(worker(), now()), read_bundle(bundle_of(stranger)))
    assert refused.value.code == "not_ours"
    assert {name for name, count in rows().items() if count != before[name]} <= {"audit.TrailEntry", "people.Worker", "identity.Account"}


def test_a_bundle_sealed_for_another_estate_under_the_name_of_a_device_of_ours(tablet, who):
    ours, tablet.seal = tablet.seal, another_estate()
    tablet.say(PHONE, phone="1")
    bring_in(as_worker(worker(), now()), read_bundle(bundle_of(tablet)))
    assert Quarantined.objects.get().code == "unreadable_seal"
    assert not StoredAct.objects.exists()
    tablet.seal, tablet.outbox, tablet.n, tablet.head = ours, [], 0, "0" * 64
    tablet.unlock_again()
    act = tablet.say(PHONE, phone="2")
    tablet.push()
    assert outcome(act) == [("accepted", "")]
    assert changes_of(who) == 1


def test_a_hub_that_lies_about_whose_it_is_and_what_is_in_it(tablet, who):
    hub, other = Carrier(), tablet_of(person(lives=wing()))
    act = tablet.say(PHONE, phone="1")
    keys, sealed = [{"k": "k0", "jwe": tablet.keys["k0"]}], tablet.outbox[0]
    lies = [
        {"device": other.id, "keys": keys, "acts": [sealed]},
        {"device": tablet.id, "keys": keys, "acts": [sealed | {"id": str(uuid7())}]},
        {"device": tablet.id, "keys": keys, "acts": [sealed | {"n": 2**53}]},
        {"device": tablet.id, "keys": [{"k": "k0", "jwe": "....."}], "acts": [sealed]},
        {"device": str(uuid7()), "keys": keys, "acts": [sealed]},
    ]
    for lie in lies:
        hub.hand_in(lie)
    assert not StoredAct.objects.exists()
    tablet.push()
    other.push()
    assert outcome(act)[-1:] == [("accepted", "")]
    assert changes_of(who) == 1


# --- dates that people type ---

NO_DAYS = [["31", "2", "2027"], ["1", "", "2027"], ["9" * 20, "1", "2027"], ["1", "1", "9" * 20], ["0", "0", "0"], ["x", "1", "1"]]


@pytest.mark.parametrize("typed", NO_DAYS)
def test_three_boxes_that_make_no_day(typed):
    with pytest.raises(ValidationError):
        DateField(required=False).clean(typed)
