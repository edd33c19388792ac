"""A device for tests: a real key, real proofs, real seals, over real HTTP. It does what the app does and keeps what the app keeps.

tablet = Tablet().enrol(code)
tablet.say("talk.ask@1", about="worker", words="Hello")
tablet.push()
tablet.pull()
"""

import gzip
import hashlib
import json
import os
import struct
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.test import Client
from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from tests.faces import browser_at
from tests.make import worker
from throughgate.basics.clock import now, wire
from throughgate.basics.ids import uuid7
from throughgate.kernel.identity.codes import make_code
from throughgate.kernel.identity.models import Device, DeviceKind
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place

HOST = "http://testserver"
NOTHING_BEFORE = "0" * 64
CHUNK = 256 * 1024


def device_browser() -> Client:
    """A browser that is at the device's face, with no key."""
    return browser_at("device")


def code_for(
    person: Person | None = None, kind: DeviceKind = DeviceKind.TABLET, place: Place | None = None, for_device: Device | None = None
) -> str:
    """A fresh enrolment code, as staff would hand it over."""
    return make_code(worker(), kind, now(), person=person, place=place, for_device=for_device)[0]


def tablet_of(person: Person, kind: DeviceKind = DeviceKind.TABLET) -> "Tablet":
    """A device, enrolled for a person and unlocked."""
    tablet = Tablet()
    tablet.enrol(code_for(person, kind))
    return tablet


class Tablet:
    """One device. `ahead` is how far its own clock runs ahead of ours; `offset` what it believes server minus device to be.

    `signer`: by which it knows the server's word. `at_hub`: what nobody has signed stands at a hub, as far as it knows.
    """

    signer: dict[str, str]
    at_hub = False
    notice = ""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.key = ECKey.generate_key("P-256", private=True)
        self.browser, self.host = device_browser(), HOST
        self.ahead, self.offset = ahead, timedelta()
        self.token: str | None = None
        self.person: str | None = None
        self.id, self.epoch, self.scope_v = "", "", None
        self.n, self.head = 0, NOTHING_BEFORE
        self.outbox: list[dict[str, Any]] = []
        self.keys: dict[str, str] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.rows: dict[tuple[str, str, str], tuple[int, Any]] = {}
        self.cursors: dict[str, str] = {}
        self.stored_to = self.backed_up_to = 0
        self.can: dict[str, Any] = {}
        # Of whom something is on it, where it says so.
        self.vaults: list[dict[str, Any]] | None = None
        self.gone: list[dict[str, str]] = []
        self.dropped: list[dict[str, Any]] = []
        self.seal: list[dict[str, str]] = []
        self.signer = {}
        self.first = 1
        # What it was given at enrolment, what whoever is here was given, and under which key that was.
        self.first_slip, self.slip, self.slips = "", "", {}
        self.named: dict[str, int] = {}
        self.uploaded: set[str] = set()

    # --- calls ---

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: bool = True,
        packed: bool = False,
        proof: str | None = None,
        **headers: str,
    ):
        """One request with a proof. `body` is JSON, or bytes as they are."""
        given = {"DPoP": proof or self.proof(method, path, self.token if token else None)} | headers
        if token and self.token:
            given["Authorization"] = f"DPoP {self.token}"
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        if packed:
            data, given["Content-Encoding"] = gzip.compress(data), "gzip"
        kind = "application/json" if not isinstance(body, bytes) else "application/offset+octet-stream"
        return self.browser.generic(method, path, data, content_type=kind, headers=given)

    def proof(self, method: str, path: str, token: str | None = None, **other: Any) -> str:
        header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": self.key.as_dict(private=False)}
        claims = {"htm": method, "htu": self.host + path, "iat": int(self.best_time().timestamp()), "jti": str(uuid7())}
        if token:
            claims["ath"] = _b64(hashlib.sha256(token.encode()).digest())
        claims |= other
        signed = ".".join(_b64(json.dumps(part).encode()) for part in (header, claims))
        return f"{signed}.{_b64(self.sign(signed.encode()))}"

    def enrol(self, code: str):
        was = {"was": {"device": self.id, "first": self.first, "slip": self.first_slip}} if self.first_slip else {}
        answer = self.call("POST", "/sync/v1/enrol", {"code": code, "about": {"ua": "test", "version": "1"}} | was, token=False)
        if answer.status_code == 200:
            said = answer.json()
            self.id, self.epoch, self.seal, self.signer = said["device"]["id"], said["epoch"], said["seal"], said["signer"]
            self.token = said.get("token") or self.token
            self.first_slip, self.slip = self.first_slip or said["slip"], said["slip"]
            self.person = said.get("person", {}).get("id", self.person)
        return answer

    def sign_in(self, number: str, secret: str, kind: str = "pin"):
        answer = self.call("POST", "/sync/v1/sessions", {"number": number, "kind": kind, "secret": secret}, token=False)
        if answer.status_code == 200:
            self.token, self.person = answer.json()["token"], answer.json()["person"]["id"]
            self.slip = answer.json()["slip"]
            self.unlock_again()
        return answer

    # --- acts ---

    def own_time(self) -> datetime:
        return now() + self.ahead

    def best_time(self) -> datetime:
        return self.own_time() + self.offset

    def sign(self, raw: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.private_key.sign(raw, ec.ECDSA(SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def keep_file(self, content: bytes, kind: str) -> dict[str, Any]:
        h = hashlib.sha256(content).hexdigest()
        self.files[h] = (kind, content)
        return {"h": h, "n": len(content), "t": kind}

    def say(
        self, command: str, *, files: list[dict[str, Any]] | None = None, by: Any = None, made: datetime | None = None, **said: Any
    ) -> UUID:
        """Make an act and put it into the outbox. Returns its id."""
        raw = {
            "v": 1,
            "id": str(uuid7()),
            "n": self.n + 1,
            "prev": self.head,
            "device": self.id,
            "by": str(by or self.person),
            "do": command,
            "made": wire(made or self.own_time()),
            "clock": {"boot": str(uuid4()), "mono_ms": 81233.25, "off_ms": self.offset // timedelta(milliseconds=1)},
            "say": said,
            "files": files or [],
        }
        self.named |= {file["h"]: self.n + 1 for file in files or []}
        return self.add(raw)

    def add(self, raw: dict[str, Any], sig: bytes | None = None) -> UUID:
        """Sign, chain and seal exactly this."""
        written = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
        self.n, self.head = raw["n"], hashlib.sha256(written).hexdigest()
        self.outbox.append(self.sealed(raw["id"], raw["n"], written, sig or self.sign(written)))
        return UUID(raw["id"])

    def sealed(self, act_id: str, n: int, raw: bytes, sig: bytes) -> dict[str, Any]:
        k, secret = self._outbox_key()
        iv = os.urandom(12)
        ct = AESGCM(secret).encrypt(iv, struct.pack(">I", len(raw)) + raw + sig, act_id.encode())
        return {"id": act_id, "n": n, "k": k, "iv": _b64(iv), "ct": _b64(ct)}

    def unlock_again(self) -> None:
        """A new outbox key, as at each unlocking."""
        self._key = None

    _key: tuple[str, bytes] | None = None

    def _outbox_key(self) -> tuple[str, bytes]:
        if self._key is None:
            secret = os.urandom(32)
            first = ECKey.import_key(self.seal[0])
            head = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": self.seal[0]["kid"]}
            self._key = (f"k{len(self.keys)}", secret)
            self.slips[self._key[0]] = self.slip
            self.keys[self._key[0]] = jwe.encrypt_compact(head, secret, first)
        return self._key

    # --- up ---

    def offer(self, acts: list[dict[str, Any]] | None = None, *, packed: bool = False):
        """One push of these acts (all that wait, unless told). Nothing is taken in."""
        acts = self.outbox if acts is None else acts
        keys = [{"k": k, "jwe": self.keys[k], "slip": self.slips.get(k, "")} for k in sorted({act["k"] for act in acts})]
        known = {"signer": self.signer["kid"] if self.signer else ""}
        body = {"device": self.id, "epoch": self.epoch, "keys": keys, "acts": acts, "state": self.state()} | known
        return self.call("POST", "/sync/v1/push", body, token=False, packed=packed)

    def push(self) -> dict[str, dict[str, Any]]:
        """Hand in the outbox and the files that are wanted, as the app does. Returns what became of each act."""
        answer = self.offer()
        if answer.status_code == 409 and (word := self.word_in(answer.json())):
            self.epoch, self.stored_to = word["epoch"], word["stored_to"]
            answer = self.offer()
        assert answer.status_code == 200, answer.content
        said = answer.json()
        self._believe(said)
        self.gone = said["gone"]
        self.outbox = [act for act in self.outbox if act["n"] > self.backed_up_to]
        self.first = max(self.first, self.backed_up_to + 1)
        for h in said["need_files"]:
            if h in self.files:
                self.send_file(h)
                self.uploaded.add(h)
        gone = {h for h in self.uploaded if self.named.get(h, self.first) < self.first}
        self.files = {h: file for h, file in self.files.items() if h not in gone}
        return {result["id"]: result for result in said["results"]}

    def word_in(self, said: dict[str, Any]) -> dict[str, Any] | None:
        """The server's own word in an answer, if it is that."""
        try:
            word = json.loads(jws.deserialize_compact(said.get("word", ""), ECKey.import_key(self.signer), algorithms=["ES256"]).payload)
        except (JoseError, ValueError):
            return None
        return word if word["device"] == self.id else None

    def _believe(self, said: dict[str, Any]) -> None:
        """Nothing is dropped, and no key is taken, on anybody else's word."""
        word = self.word_in(said)
        self.at_hub = word is None or word["epoch"] != self.epoch or "hub_to" in said
        if word is None or word["epoch"] != self.epoch:
            return
        self.stored_to, self.backed_up_to = word["stored_to"], word["backed_up_to"]
        if not self.at_hub and {*word["keys"]} >= {_thumbprint(key) for key in (*said["seal"], said["signer"])}:
            self.seal, self.signer = said["seal"], said["signer"]

    def state(self) -> dict[str, Any]:
        waiting = {"acts": len(self.outbox), "files": len(self.files)}
        vaults = {} if self.vaults is None else {"vaults": self.vaults}
        return {"version": "1", "persisted": True, "usage": 1000, "quota": 10_000, "waiting": waiting, "first": self.first} | vaults

    def send_file(self, h: str, kind: str | None = None):
        """In chunks, from where the server is."""
        kind, content = kind or self.files[h][0], self.files[h][1]
        at = int(self.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"])
        answer = None
        while answer is None or at < len(content):
            answer = self.send_chunk(h, content, at, kind)
            if answer.status_code != 204:
                break
            at = int(answer.headers["Upload-Offset"])
        return answer

    def send_chunk(self, h: str, content: bytes, at: int, kind: str):
        headers = {"Upload-Offset": str(at), "Upload-Length": str(len(content)), "X-File-Type": kind}
        return self.call("PATCH", f"/sync/v1/files/{h}", content[at : at + CHUNK], token=False, **headers)

    # --- down ---

    def pull(self, limit: int = 500) -> None:
        """Until nothing more is there; rebuilds a stream that does not add up, once."""
        asking, rebuilt = list(self.cursors), set()
        for _round in range(100):
            said = self.ask(asking, limit)
            asking = self._take(said, rebuilt)
            if not asking:
                return
        raise AssertionError("a pull that never ends")

    def ask(self, streams: list[str], limit: int = 500) -> dict[str, Any]:
        asked = [{"s": s, "at": self.cursors.get(s, ""), "digest": self.digest(s)} for s in streams]
        body = {"epoch": self.epoch, "scope_v": self.scope_v, "streams": asked, "limit": limit, "state": self.state()}
        answer = self.call("POST", "/sync/v1/pull", body)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def digest(self, s: str) -> str:
        parts = (_row_digest(feed, key, rev) for (stream, feed, key), (rev, _value) in self.rows.items() if stream == s)
        return f"{sum(parts) % 2**64:016x}"

    def feed(self, name: str) -> dict[str, Any]:
        """What the screens see of one feed: key → value."""
        return {key: value for (_stream, feed, key), (_rev, value) in self.rows.items() if feed == name}

    def receipt(self, act: UUID) -> dict[str, Any] | None:
        return self.feed("sync.receipts").get(str(act))

    def _take(self, said: dict[str, Any], rebuilt: set[str]) -> list[str]:
        self.epoch = said["epoch"]
        asking = [self._empty(s) for s in said["reset"]]
        scope = said.get("scope")
        if scope:
            self.scope_v, self.can, self.dropped = scope["v"], {row["c"]: row for row in scope["can"]}, scope["drop"]
            self.notice = scope["notice"]
            asking += [s for s in scope["add"] if s not in asking]
            for left in self.cursors.keys() - set(scope["add"]):
                self._empty(left)
                del self.cursors[left]
            for drop in scope["drop"]:
                self.rows = {at: row for at, row in self.rows.items() if at[0] != drop.get("s") and at[1] != drop.get("feed")}
        for page in said["streams"]:
            self._take_page(page)
            if page["more"]:
                asking.append(page["s"])
            elif self.digest(page["s"]) != page["digest"]:
                assert page["s"] not in rebuilt, "a stream that does not add up after it was rebuilt"
                rebuilt.add(page["s"])
                asking.append(self._empty(page["s"]))
        return list(dict.fromkeys(asking))

    def _take_page(self, page: dict[str, Any]) -> None:
        for what, feed, key, rev, *value in page["ops"]:
            if what == "put":
                self.rows[page["s"], feed, key] = (rev, value[0])
            else:
                self.rows.pop((page["s"], feed, key), None)
        self.cursors[page["s"]] = page["at"]

    def _empty(self, s: str) -> str:
        self.rows = {at: row for at, row in self.rows.items() if at[0] != s}
        self.cursors[s] = ""
        return s


def raw_of(tablet: Tablet, act: UUID, more: dict[str, Any]) -> bytes:
    """The bytes of an act, as its device would write them but for what `more` says."""
    raw = {"v": 1, "device": tablet.id, "by": tablet.person, "do": "test.change_phone@1", "made": "2026-11-21T09:10:03.120Z"}
    raw |= {"clock": {"boot": str(act), "mono_ms": 1, "off_ms": 0}, "say": {"phone": "9"}, "files": []}
    return json.dumps(raw | more).encode()


def clock_at(moment: datetime):
    """The server's clock stands there, for whatever a device asks. Use as a context manager."""
    return patch("throughgate.faces.device.door.now", lambda: moment)


def seal_keys() -> list[dict[str, str]]:
    return json.loads(settings.SEAL_KEYS)


def _thumbprint(key: dict[str, str]) -> str:
    return ECKey.import_key({name: value for name, value in key.items() if name != "kid"}).thumbprint()


def _row_digest(feed: str, key: str, rev: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{feed}\x1f{key}\x1f{rev}".encode()).digest()[:8], "big")


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
