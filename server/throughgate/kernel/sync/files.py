"""Files of acts: photos, voice notes, signatures.

They come in chunks, after the act that names them, and are checked before anybody sees them.
"""

import hashlib
import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NoReturn
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.models import Device
from throughgate.kernel.sync.models import ActFile, RefusedFile, StoredAct, StoredFile, Waiting
from throughgate.kernel.sync.said import NamedFile, Said

LIMIT = 8 * 1024 * 1024
LIMIT_IN_WORDS = {"most": LIMIT // 2**20}
PICTURES = {"image/webp": "WEBP", "image/jpeg": "JPEG", "image/png": "PNG"}
# Where the bytes that tell a kind of sound begin, and what they are.
SOUNDS = {
    "audio/webm": (0, b"\x1a\x45\xdf\xa3"),
    "audio/ogg": (0, b"OggS"),
    "audio/mp4": (4, b"ftyp"),
    "audio/wav": (0, b"RIFF"),
}


class BadFile(Refused):
    """A file that cannot be taken; so cannot the act that needs it."""

    status: ClassVar[int] = 422


class FileTooBig(BadFile):
    says = _("A photo or recording is too big. The most we can take is {most} MB. Please make it again, shorter or smaller.")
    status = 413


class FileKindUnknown(BadFile):
    says = _("A file of this kind cannot be sent. Please send a photo or a recording.")


class NotAPicture(BadFile):
    says = _("The photo could not be opened: it is not a picture. Please take it again and send.")


class NotASound(BadFile):
    says = _("The recording could not be played: it is not a sound. Please record it again and send.")


class FileDamaged(BadFile):
    says = _("A photo or recording was damaged before it reached us. Please make it again and send.")


@dataclass(frozen=True)
class Chunk:
    """Bytes of a file of `length` bytes and media type `kind`, beginning at `offset`."""

    sha256: str
    kind: str
    length: int
    offset: int
    content: bytes


_BAD = {bad().code: bad for bad in BadFile.__subclasses__()}


def words_of(code: str) -> str:
    """The sentence for the code of a file that was refused."""
    return _BAD[code](**LIMIT_IN_WORDS).words


def await_files(device: Device, said: Sequence[Said], arrived: datetime) -> None:
    """Note which files these acts name; the device is asked for those that are not here."""
    named = [(act, file.h) for act in said for file in act.files if trouble_with(file) is None]
    if not named:
        return
    hashes = {sha256 for _act, sha256 in named}
    settled = set(StoredFile.objects.filter(pk__in=hashes).values_list("pk", flat=True))
    settled |= set(RefusedFile.objects.filter(device=device, sha256__in=hashes).values_list("sha256", flat=True))
    at = dict.fromkeys(settled, arrived)
    rows = [ActFile(device=device, act=act.id, person_id=act.by, sha256=h, settled_at=at.get(h)) for act, h in named]
    ActFile.objects.bulk_create(rows, ignore_conflicts=True)


def needed_files(device: Device) -> list[str]:
    """What this device should send now."""
    wanted = ActFile.objects.filter(device=device, settled_at=None)
    return list(wanted.values_list("sha256", flat=True).distinct().order_by("sha256")[:500])


def ask_again_for_lost_files() -> int:
    """After a restore: where only the row of a file is here and not its bytes, the devices that sent it are asked once more. How many."""
    sent = StoredFile.objects.filter(Exists(ActFile.objects.filter(sha256=OuterRef("pk")))).values_list("pk", flat=True)
    lost = [sha256 for sha256 in sent.iterator() if not file_store.path_of(sha256).exists()]
    for n in range(0, len(lost), 500):
        StoredFile.objects.filter(pk__in=lost[n : n + 500]).delete()
        ActFile.objects.filter(sha256__in=lost[n : n + 500]).update(settled_at=None)
    return len(lost)


def trouble_with(file: NamedFile) -> BadFile | None:
    """What is wrong with a file as the act describes it, if anything is."""
    if file.n > LIMIT:
        return FileTooBig(**LIMIT_IN_WORDS)
    return None if file.t in PICTURES or file.t in SOUNDS else FileKindUnknown()


@dataclass(frozen=True)
class Files:
    """Which of the files that some acts name are here, and which were refused, by device and hash, with the code."""

    here: frozenset[str]
    refused: Mapping[tuple[UUID, str], str]

    def check(self, said: Said) -> None:
        """Raises: BadFile if a file of this act can never be taken."""
        for file in said.files:
            if trouble := trouble_with(file):
                raise trouble
            if code := self.refused.get((said.device, file.h)):
                raise _BAD[code](**LIMIT_IN_WORDS)

    def missing(self, said: Said) -> set[str]:
        """The hashes of this act's files that are not here."""
        return {file.h for file in said.files} - self.here


def files_of(acts: Sequence[Said]) -> Files:
    """What is known of the files of these acts, in two queries."""
    hashes = {file.h for said in acts for file in said.files}
    if not hashes:
        return Files(frozenset(), {})
    refused = RefusedFile.objects.filter(device__in={said.device for said in acts}, sha256__in=hashes)
    return Files(
        frozenset(StoredFile.objects.filter(pk__in=hashes).values_list("pk", flat=True)),
        {(device, sha256): code for device, sha256, code in refused.values_list("device_id", "sha256", "code")},
    )


def offset_of(device: Device, sha256: str) -> int:
    """How many bytes of it are here from this device; 0 for a file that none of its acts names."""
    if not _named_by(device, sha256):
        return 0
    whole = StoredFile.objects.filter(pk=sha256).values_list("size", flat=True).first()
    return file_store.arrived_so_far(device.pk, sha256) if whole is None else whole


def take_chunk(device: Device, chunk: Chunk, at: datetime) -> int:
    """Add bytes to a file that an act names; when it is whole, check it and wake the acts that wait for it.

    Returns the new offset. Raises: NotFound (no act names it) · WrongOffset · BadFile.
    """
    if not _named_by(device, chunk.sha256):
        raise NotFound
    whole = StoredFile.objects.filter(pk=chunk.sha256).values_list("size", flat=True).first()
    if whole is not None:
        raise file_store.WrongOffset(whole)
    reached = file_store.arrived_so_far(device.pk, chunk.sha256)
    if chunk.length <= LIMIT and chunk.offset != reached:
        # Before anything is judged: what was said of a place that is not the next one proves nothing about the file.
        raise file_store.WrongOffset(reached)
    if chunk.length > LIMIT or reached + len(chunk.content) > chunk.length:
        _refuse(device, chunk.sha256, FileTooBig(**LIMIT_IN_WORDS), at)
    size = file_store.append(device.pk, chunk.sha256, chunk.offset, chunk.content)
    if size == chunk.length:
        finish(device, chunk, at)
    return size


def _refuse(device: Device, sha256: str, bad: BadFile, at: datetime) -> NoReturn:
    """Remember it, so that the acts that wait for it are refused with the same words."""
    with transaction.atomic():
        RefusedFile.objects.get_or_create(device=device, sha256=sha256, defaults={"code": bad.code, "at": at})
        _settle(ActFile.objects.filter(device=device, sha256=sha256, settled_at=None), at)
    raise bad


def finish(device: Device, chunk: Chunk, at: datetime) -> None:
    """All of it has arrived: check it, and wake the acts that wait for it. Raises: BadFile."""
    content = file_store.arriving(device.pk, chunk.sha256)
    bad = _what_is_wrong(content, chunk.sha256, chunk.kind)
    if bad:
        file_store.set_aside(device.pk, chunk.sha256)
        _refuse(device, chunk.sha256, bad, at)
    file_store.keep(device.pk, chunk.sha256)
    with transaction.atomic():
        StoredFile.objects.get_or_create(pk=chunk.sha256, defaults={"size": len(content), "kind": chunk.kind, "arrived": at})
        _settle(ActFile.objects.filter(sha256=chunk.sha256, settled_at=None), at)


def _settle(awaited: QuerySet[ActFile], at: datetime) -> None:
    """The acts that waited for this file have their turn again; one that still lacks another is held again."""
    acts = list(awaited.values_list("act", flat=True))
    awaited.update(settled_at=at)
    stored = StoredAct.objects.filter(act__in=acts)
    Waiting.objects.filter(stored__in=stored, why=Waiting.Why.FILES).update(why=Waiting.Why.TURN)


def _named_by(device: Device, sha256: str) -> bool:
    # Only for a device that named it is a hash a question that has an answer.
    return ActFile.objects.filter(device=device, sha256=sha256).exists()


def _what_is_wrong(content: bytes, sha256: str, kind: str) -> BadFile | None:
    if hashlib.sha256(content).hexdigest() != sha256:
        return FileDamaged()
    if kind in PICTURES:
        return None if _is_picture(content, PICTURES[kind]) else NotAPicture()
    if kind not in SOUNDS:
        return FileKindUnknown()
    start, magic = SOUNDS[kind]
    return None if content[start : start + len(magic)] == magic else NotASound()


def _is_picture(content: bytes, form: str) -> bool:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # A small file that unpacks to a huge picture is an attack on whoever opens it.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[form]) as picture:
                picture.verify()
    # Pillow's readers raise whatever their format makes them trip over.
    except Exception:
        return False
    return True
