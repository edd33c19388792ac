"""A hub for tests of the server's side: a key of its own, and what it carries for tablets."""

import gzip
import hashlib
import json
import os
from base64 import b32encode
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc import jwe
from joserfc.jwk import ECKey

from tests.device import CHUNK, Tablet, _b64, code_for
from tests.make import prison
from throughgate.kernel.identity.models import DeviceKind


class Carrier(Tablet):
    """Enrolled as a hub at a prison; never holds anything that opens an act."""

    def __init__(self) -> None:
        super().__init__()
        assert self.enrol(code_for(kind=DeviceKind.HUB, place=prison())).status_code == 200

    def hand_in(self, *parcels: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self.call("POST", "/sync/v1/relay", {"parcels": list(parcels)}, token=False)
        assert answer.status_code == 200, answer.content
        return answer.json()["parcels"]

    def carry(self, tablet: Tablet, acts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """All that waits on a tablet, or these acts."""
        return self.hand_in(parcel_of(tablet, acts))[0]

    def carry_file(self, tablet: Tablet, h: str, content: bytes | None = None):
        """A file of the tablet's, piece by piece; `content` is what a carrier might put in its place. Returns the last answer."""
        content, answer = tablet.files[h][1] if content is None else content, None
        for at in range(0, len(content), CHUNK):
            answer = self.carry_piece(sealed_piece(tablet, h, at, content[at : at + CHUNK]))
        return answer

    def carry_piece(self, piece: dict[str, Any]):
        return self.call("POST", "/sync/v1/relay/files", piece, token=False)


def parcel_of(tablet: Tablet, acts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    acts = tablet.outbox if acts is None else acts
    keys = [{"k": k, "jwe": tablet.keys[k]} for k in sorted({act["k"] for act in acts})]
    return {"device": tablet.id, "keys": keys, "acts": acts}


def sealed_piece(tablet: Tablet, h: str, offset: int, content: bytes) -> dict[str, Any]:
    """As a hub seals what a tablet sends it, before it touches the disk."""
    secret, iv = os.urandom(32), os.urandom(12)
    seal = tablet.seal[0]
    key = jwe.encrypt_compact({"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": seal["kid"]}, secret, ECKey.import_key(seal))
    ct = AESGCM(secret).encrypt(iv, content, f"{h}/{offset}".encode())
    return {"device": tablet.id, "sha256": h, "offset": offset, "jwe": key, "iv": _b64(iv), "ct": _b64(ct)}


def bundle_of(tablet: Tablet, files: bool = True) -> bytes:
    """What the app gives out by hand: lines of JSON with their own end, packed."""
    parcel = parcel_of(tablet)
    lines: list[dict[str, Any]] = [{"bundle": 1, "device": tablet.id, "made": "2026-11-21T09:10:03.120Z"}]
    lines += [{"key": key} for key in parcel["keys"]] + [{"act": act} for act in parcel["acts"]]
    for h, (_kind, content) in tablet.files.items() if files else ():
        for at in range(0, len(content), CHUNK):
            piece = sealed_piece(tablet, h, at, content[at : at + CHUNK])
            lines.append({"piece": {name: piece[name] for name in ("sha256", "offset", "jwe", "iv", "ct")}})
    return packed(lines)


def packed(lines: list[dict[str, Any]]) -> bytes:
    body = "".join(json.dumps(line) + "\n" for line in lines).encode()
    end = {"end": {"lines": len(lines), "sha256": hashlib.sha256(body).hexdigest()}}
    return gzip.compress(body + json.dumps(end).encode() + b"\n")


def squares_of(bundle: bytes, most: int = 600) -> list[str]:
    """The same as the app shows it, for a hand scanner."""
    whole = b32encode(bundle).decode().rstrip("=")
    parts = [whole[at : at + most] for at in range(0, len(whole), most)]
    name = b32encode(hashlib.sha256(bundle).digest()).decode()[:4]
    return [f"TG1-{name}-{n}-{len(parts)}-{part}" for n, part in enumerate(parts, 1)]
