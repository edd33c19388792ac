"""Files of acts that somebody else carries: sealed to us piece by piece, so that no carrier can look at a photo.

A piece is AES-256-GCM under a key of its own, sealed like an outbox key; its place in the file is bound into it.
"""

import binascii
from base64 import urlsafe_b64decode
from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.models import Device
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync import files
from throughgate.kernel.sync.models import ActFile, Quarantined, StoredAct, StoredFile
from throughgate.kernel.sync.said import NamedFile, Sha256, hash_of, read
from throughgate.kernel.sync.seal import Unreadable, open_key


class PieceDamaged(files.BadFile):
    """The carrier begins this file anew. Nobody else suffers: what it brought is thrown away, the device still has the file."""

    says = _("A photo or recording was damaged on its way. It will be sent again.")


class SealedPiece(msgspec.Struct, frozen=True):
    """Bytes of a file, from `offset` on, sealed to us."""

    device: UUID
    sha256: Sha256
    offset: Annotated[int, Meta(ge=0, le=files.LIMIT)]
    jwe: Annotated[str, Meta(max_length=2_000)]
    iv: Annotated[str, Meta(max_length=64)]
    ct: str


class PieceAnswer(msgspec.Struct, frozen=True):
    """How far the file has come, and whether it is whole."""

    offset: int
    whole: bool


def take_piece(act: Act, piece: SealedPiece) -> PieceAnswer:
    """Add a piece that `act.actor` carried; what of it is here already is passed over.

    Raises: NotFound (no act of that device names the file) · WrongOffset (a piece before it is missing) · PieceDamaged · BadFile.
    """
    device, named = _named(piece)
    whole = StoredFile.objects.filter(pk=piece.sha256).values_list("size", flat=True).first()
    if whole is not None:
        return PieceAnswer(whole, whole=True)
    size = _append(_carrier(act), piece, _opened(piece))
    if size >= named.n:
        _finish(act, device, piece.sha256, named)
    return PieceAnswer(size, whole=size >= named.n)


def _append(carrier: UUID, piece: SealedPiece, content: bytes) -> int:
    """The new size. What is on its way from the device itself stands elsewhere: a carrier cannot spoil it."""
    size = file_store.arrived_so_far(carrier, piece.sha256)
    if piece.offset > size:
        raise file_store.WrongOffset(size)
    more = content[size - piece.offset :]
    return file_store.append(carrier, piece.sha256, size, more) if more else size


def _finish(act: Act, device: Device, sha256: str, named: NamedFile) -> None:
    carrier = _carrier(act)
    content = file_store.arriving(carrier, sha256)
    if hash_of(content) != sha256:
        file_store.throw_away(carrier, sha256)
        raise PieceDamaged
    file_store.hand_over(carrier, device.pk, sha256)
    files.finish(device, files.Chunk(sha256, named.t, len(content), len(content), b""), act.arrived)


def _named(piece: SealedPiece) -> tuple[Device, NamedFile]:
    """The device, and the file as the device's own signed act describes it: size and kind are not the carrier's to say."""
    row = ActFile.objects.filter(device=piece.device, sha256=piece.sha256).select_related("device").first()
    raw = _raw_of(row) if row else None
    if row is None or raw is None:
        raise NotFound
    return row.device, next(file for file in read(raw).files if file.h == piece.sha256)


def _raw_of(row: ActFile) -> bytes | None:
    stored = StoredAct.objects.filter(act=row.act).values_list("raw", flat=True).first()
    kept = stored or Quarantined.objects.filter(device=row.device_id, act=row.act).values_list("raw", flat=True).first()
    return bytes(kept) if kept else None


def _opened(piece: SealedPiece) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        iv, ct = (urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in (piece.iv, piece.ct))
        return open_key(piece.jwe).decrypt(iv, ct, f"{piece.sha256}/{piece.offset}".encode())
    except (Unreadable, InvalidTag, binascii.Error, ValueError) as broken:
        raise PieceDamaged from broken


def _carrier(act: Act) -> UUID:
    if act.actor.id is None:
        raise NotFound
    return act.actor.id
