"""What the hub answers for itself while the line is down, to keys and tokens that the server has let in. Proofs are checked as ever."""

import os
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc import jwe
from joserfc.jwk import ECKey

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound
from throughgate.basics.packing import TooLarge, Torn, unpacked
from throughgate.faces.hub.held import Known, Piece
from throughgate.faces.hub.hub import Hub
from throughgate.faces.hub.kept import hash_of
from throughgate.faces.hub.refusals import LineDown, NotUnderstood, TooMuch
from throughgate.faces.hub.shapes import MOST_ACTS, MOST_BYTES, MOST_FILE_BYTES, HandedIn, PullAsk, PushAnswer
from throughgate.faces.hub.streams import World, answer, opened
from throughgate.kernel.identity.proof import BadProof, Proof, ProofUsed, read_proof

Shape = TypeVar("Shape")
AFTER_MS = 30_000


@dataclass(frozen=True)
class Call:
    """One request. Names of headers are lower case; `origin` is the address under which the device knows this hub."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    origin: str

    @property
    def token(self) -> str | None:
        scheme, _space, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme == "DPoP" else None

    def read(self, shape: type[Shape]) -> Shape:
        """Raises: NotUnderstood · TooMuch (unpacked, where it came as gzip)."""
        packed = self.headers.get("content-encoding") == "gzip"
        try:
            return msgspec.json.decode(unpacked(self.body, MOST_BYTES) if packed else self.body, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, Torn) as wrong:
            raise NotUnderstood(problem=str(wrong) or "gzip") from wrong
        except TooLarge as wrong:
            raise TooMuch from wrong


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes = b""


async def push(hub: Hub, call: Call) -> Reply:
    """Acts are written to the disk, sealed as they came, and answered with how far they stand here."""
    known, ask = await _device(hub, call), call.read(HandedIn)
    if ask.device != known.id:
        raise NotFound
    at = time.time()
    await hub.held.do(hub.held.take, ask, at)
    said = PushAnswer(
        epoch=ask.epoch,
        time=wire(hub.line.time()),
        results=await hub.held.do(hub.held.results_of, ask),
        stored_to=known.stored_to if ask.epoch == known.epoch else 0,
        backed_up_to=known.backed_up_to if ask.epoch == known.epoch else 0,
        hub_to=await hub.held.do(hub.held.hub_to, known, ask),
        hub_met=wire(hub.line.met) if hub.line.met else None,
        need_files=[],
        after_ms=AFTER_MS,
        limits={"acts": MOST_ACTS, "bytes": MOST_BYTES, "file_bytes": MOST_FILE_BYTES},
        seal=await hub.held.do(hub.held.seal_keys),
        revoked=known.revoked,
        word=await hub.held.do(hub.held.word_for, known.id),
    )
    return _json(said)


async def pull(hub: Hub, call: Call) -> Reply:
    """The person's streams, as they were when the line was last up."""
    world = await _world(hub, call)
    return _json(answer(world, call.read(PullAsk), wire(hub.line.time())))


async def file_offset(hub: Hub, call: Call, sha256: str) -> Reply:
    known = await _device(hub, call)
    return Reply(200, {"upload-offset": str(await hub.held.do(hub.held.reach, known.id, sha256))})


async def add_to_file(hub: Hub, call: Call, sha256: str) -> Reply:
    """A piece is sealed to the server before it touches the disk: from then on nobody here can look at it."""
    known = await _device(hub, call)
    try:
        start, length = int(call.headers.get("upload-offset", "")), int(call.headers.get("upload-length", ""))
    except ValueError as wrong:
        raise NotUnderstood(problem="Upload-Offset, Upload-Length") from wrong
    if length > MOST_FILE_BYTES or start + len(call.body) > length:
        raise TooMuch
    piece = seal_piece(await hub.held.do(hub.held.seal_keys), known.id, sha256, start, call.body)
    reached = await hub.held.do(hub.held.add, piece, length, call.headers.get("x-file-type", ""), time.time())
    return Reply(204, {"upload-offset": str(reached)})


async def read_file(hub: Hub, call: Call, sha256: str) -> Reply:
    """A file that somebody here has fetched before, for whoever has a row that names it."""
    world = await _world(hub, call)
    found = await hub.kept.do(hub.kept.file, sha256) if world.names(sha256) else None
    if found is None:
        raise LineDown
    return Reply(200, {"content-type": found[0]}, found[1])


async def app(hub: Hub, call: Call) -> Reply:
    """The app, so that a device can start; as it was when the line was last up."""
    page = await hub.kept.do(hub.kept.page, call.path)
    if page is None:
        raise NotFound
    return Reply(page.status, page.headers, page.body)


def seal_piece(seals: list[dict[str, str]], device: str, sha256: str, start: int, content: bytes) -> Piece:
    """Under a key of its own, itself sealed to the server's newest key. Raises: LineDown before the server has given one."""
    if not seals:
        raise LineDown
    secret, iv = os.urandom(32), os.urandom(12)
    head = {"alg": "ECDH-ES+A256KW", "enc": "A256GCM", "kid": seals[0]["kid"]}
    ct = AESGCM(secret).encrypt(iv, content, f"{sha256}/{start}".encode())
    return Piece(
        device, sha256, start, len(content), jwe.encrypt_compact(head, secret, ECKey.import_key(dict(seals[0]))), _b64(iv), _b64(ct)
    )


async def _world(hub: Hub, call: Call) -> World:
    token = call.token
    if token is None:
        raise LineDown
    proof = await _proof(hub, call, token)
    parts = await hub.kept.do(hub.kept.parts_for, hash_of(token), proof.thumbprint)
    return await hub.kept.do(opened, token, parts)


async def _device(hub: Hub, call: Call) -> Known:
    proof = await _proof(hub, call, None)
    known = await hub.held.do(hub.held.known_by, proof.thumbprint)
    if known is None:
        # Perhaps it is enrolled, perhaps not: only the server can tell.
        raise LineDown
    return known


async def _proof(hub: Hub, call: Call, token: str | None) -> Proof:
    """Raises: BadProof · Clock · ProofUsed."""
    if not call.origin:
        raise BadProof
    proof = read_proof(call.headers.get("dpop", ""), call.method, call.origin + call.path, token, hub.line.time())
    if not await hub.held.do(hub.held.spend, proof.mark, time.time()):
        raise ProofUsed
    return proof


def _json(value: object, status: int = 200) -> Reply:
    return Reply(status, {"content-type": "application/json"}, msgspec.json.encode(value))


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
