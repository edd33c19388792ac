"""A bundle: what waits on a device, in a file or in a run of squares (QR codes), for staff to carry by hand. See ADR 0005, "Carriers".

Lines of JSON, packed by gzip. The first says whose it is, the last how many there are and their hash: whoever copies half of a file is
told so. That hash proves nothing against somebody who means harm; the seals and signatures of the acts do, when they are stored.
"""

import hashlib
import re
import zlib
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.gateways.file_store import WrongOffset
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync.arrivals import SealedAct, SealedKey
from throughgate.kernel.sync.carried_files import SealedPiece, take_piece
from throughgate.kernel.sync.files import BadFile
from throughgate.kernel.sync.push import MOST_ACTS, Result
from throughgate.kernel.sync.relay import TAKEN, Parcel, ParcelAnswer, carry

MOST_PACKED = 128 * 2**20
MOST_UNPACKED = 256 * 2**20
SQUARE = re.compile(r"^TG1-([A-Z2-7]{4})-(\d{1,3})-(\d{1,3})-([A-Z2-7]+)$")


class NotABundle(Refused):
    says = _("This was not made by the app. Choose the file whose name ends in .throughgate, or scan the squares on the device.")


class BundleTorn(Refused):
    says = _("The end of it is missing, so nothing was taken in. Copy it from the device again, whole.")


class BundleAltered(Refused):
    says = _("Something in it was changed after the device made it, so nothing was taken in. Copy it from the device again.")


class SquaresMissing(Refused):
    says = _("These squares are missing: {missing}. Scan them too; the order does not matter.")


class SquaresMixed(Refused):
    says = _("These squares do not belong together. Scan those of one device at a time.")


class _Head(msgspec.Struct, frozen=True):
    bundle: int
    device: UUID


class _End(msgspec.Struct, frozen=True):
    lines: int
    sha256: str


class _Piece(msgspec.Struct, frozen=True):
    sha256: str
    offset: int
    jwe: str
    iv: str
    ct: str


class _Line(msgspec.Struct, frozen=True):
    """One of them."""

    key: SealedKey | None = None
    act: SealedAct | None = None
    piece: _Piece | None = None
    end: _End | None = None


@dataclass
class Bundle:
    """What a device gave out."""

    device: UUID
    keys: list[SealedKey] = field(default_factory=list)
    acts: list[SealedAct] = field(default_factory=list)
    pieces: list[SealedPiece] = field(default_factory=list)


@dataclass(frozen=True)
class BroughtIn:
    """What became of it: each act, how many files are whole now, and how many of the device's files have yet to come."""

    device: UUID
    results: list[Result]
    files: int
    files_to_come: int


def read_bundle(packed: bytes) -> Bundle:
    """Raises: NotABundle · BundleTorn · BundleAltered."""
    text = _unpacked(packed)
    first, _newline, rest = text.partition(b"\n")
    try:
        bundle = Bundle(msgspec.json.decode(first, type=_Head).device)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise NotABundle from wrong
    _check_whole(text)
    for line in _lines(rest):
        _add(bundle, line)
    return bundle


def read_squares(scanned: str) -> bytes:
    """The packed bytes of squares that a hand scanner typed, one a line, in any order.

    Raises: NotABundle · SquaresMissing · SquaresMixed.
    """
    found = [SQUARE.match(line.strip().upper()) for line in scanned.splitlines() if line.strip()]
    squares = [one for one in found if one]
    if not squares or len(squares) < len(found):
        raise NotABundle
    if len({(one[1], one[3]) for one in squares}) > 1:
        raise SquaresMixed
    parts = {int(one[2]): one[4] for one in squares}
    missing = [n for n in range(1, int(squares[0][3]) + 1) if n not in parts]
    if missing:
        raise SquaresMissing(missing=", ".join(map(str, missing)))
    whole = "".join(parts[n] for n in sorted(parts))
    try:
        return b32decode(whole + "=" * (-len(whole) % 8))
    except ValueError as wrong:
        raise BundleAltered from wrong


def bring_in(act: Act, bundle: Bundle) -> BroughtIn:
    """Take in what somebody carried by hand. Raises: Refused (`not_ours`, `key_missing`), and then nothing was taken in."""
    results: list[Result] = []
    for first in range(0, max(1, len(bundle.acts)), MOST_ACTS):
        answer = carry(act, [Parcel(bundle.device, bundle.keys, bundle.acts[first : first + MOST_ACTS])])[0]
        if answer.r != TAKEN:
            raise _Said(answer)
        results += answer.results
    files = sum(_take(act, piece) for piece in bundle.pieces)
    to_come = carry(act, [Parcel(bundle.device, [], [])])[0].need_files
    trail.write(act, "sync.bring_in", "accepted", None, device=str(bundle.device), acts=len(bundle.acts), files=files)
    return BroughtIn(bundle.device, results, files, len(to_come))


class _Said(Refused):
    """What the parcel was answered with."""

    says = "{words}"

    def __init__(self, answer: ParcelAnswer) -> None:
        super().__init__(words=answer.says)
        self._code = answer.r

    @property
    def code(self) -> str:
        return self._code


def _take(act: Act, piece: SealedPiece) -> bool:
    """Whether a file is whole with it. One that cannot be taken is the device's to send again; its act says so."""
    try:
        return take_piece(act, piece).whole
    except (NotFound, BadFile, WrongOffset):
        return False


def _unpacked(packed: bytes) -> bytes:
    if packed[:2] != b"\x1f\x8b":
        raise NotABundle
    unpacking = zlib.decompressobj(wbits=31)
    try:
        text = unpacking.decompress(packed, MOST_UNPACKED)
    except zlib.error as wrong:
        raise BundleAltered from wrong
    if not unpacking.eof:
        raise NotABundle if unpacking.unconsumed_tail else BundleTorn
    return text


def _check_whole(text: bytes) -> None:
    body, _newline, last = text.removesuffix(b"\n").rpartition(b"\n")
    try:
        end = msgspec.json.decode(last, type=_Line).end
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise BundleTorn from wrong
    if end is None:
        raise BundleTorn
    if hashlib.sha256(body + b"\n").hexdigest() != end.sha256:
        raise BundleAltered


def _lines(rest: bytes) -> Iterator[_Line]:
    for line in rest.splitlines():
        try:
            yield msgspec.json.decode(line, type=_Line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
            raise BundleAltered from wrong


def _add(bundle: Bundle, line: _Line) -> None:
    if line.key:
        bundle.keys.append(line.key)
    elif line.act:
        bundle.acts.append(line.act)
    elif line.piece:
        try:
            bundle.pieces.append(msgspec.convert({"device": bundle.device, **msgspec.to_builtins(line.piece)}, SealedPiece))
        except msgspec.ValidationError as wrong:
            raise BundleAltered from wrong
