"""The file store: a folder. Whole files stand under their own hash; those still arriving stand apart, for each device.

The size on disk is the truth about how far a file has come: nothing else has to agree with it after a crash.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

# After its last byte; as long as a session of somebody who is not in touch. Source: ADR 2, "How long the server keeps it".
KEPT = timedelta(days=90)


class WrongOffset(Exception):
    """The next byte belongs elsewhere: at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def path_of(sha256: str) -> Path:
    """Where a whole file stands."""
    return settings.FILES / "kept" / sha256[:2] / sha256


def arrived_so_far(device_id: UUID, sha256: str) -> int:
    """Bytes of a file that this device has sent."""
    part = _part(device_id, sha256)
    return part.stat().st_size if part.exists() else 0


def append(device_id: UUID, sha256: str, offset: int, chunk: bytes) -> int:
    """Add bytes at the end. Returns the new size. Raises: WrongOffset."""
    part = _part(device_id, sha256)
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = file.seek(0, os.SEEK_END)
        if size != offset:
            raise WrongOffset(size)
        file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size + len(chunk)


def sweep_arriving(at: datetime) -> int:
    """Take away what stopped half-way and was given up. A device that still has it begins that file anew. Returns how many."""
    old = (at - KEPT).timestamp()
    gone = [part for part in (settings.FILES / "arriving").glob("*/*") if part.stat().st_mtime < old]
    for part in gone:
        part.unlink(missing_ok=True)
    return len(gone)


def arriving(device_id: UUID, sha256: str) -> bytes:
    """What has come of it so far."""
    return _part(device_id, sha256).read_bytes()


def throw_away(device_id: UUID, sha256: str) -> None:
    """What has come of it is not worth keeping: it begins anew."""
    _part(device_id, sha256).unlink(missing_ok=True)


def hand_over(carrier_id: UUID, device_id: UUID, sha256: str) -> None:
    """What a carrier brought stands from now on as if the device had sent it."""
    _move(_part(carrier_id, sha256), _part(device_id, sha256))


def keep(device_id: UUID, sha256: str) -> None:
    """It is whole and good: from now on it stands under its hash, for every reader."""
    _move(_part(device_id, sha256), path_of(sha256))


def set_aside(device_id: UUID, sha256: str) -> None:
    """It is not what it says: kept for staff, where nobody else can read it."""
    _move(_part(device_id, sha256), settings.FILES / "refused" / str(device_id) / sha256)


def put(content: bytes) -> str:
    """Keep a file of our own making (a seed's, a test's). Returns its hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(content)
        fresh.replace(path)
    return sha256


def take_in(made: Path) -> str:
    """A file that was made in a folder of ours, of any size, stands from now on under its hash. Returns that."""
    with made.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    _move(made, path_of(sha256))
    return sha256


@contextmanager
def workshop(key: UUID) -> Iterator[Path | None]:
    """An empty folder for making files of one thing; None while somebody else is making them. Whoever ends, lets go of it."""
    folder = settings.FILES / "making" / str(key)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def is_made_now(key: UUID) -> bool:
    """Whether somebody is making files of that."""
    with workshop(key) as folder:
        return folder is None


def forget(sha256: str) -> None:
    """Nothing names it any more."""
    path_of(sha256).unlink(missing_ok=True)


def arriving_path(owner_id: UUID, name: str) -> Path:
    """Where a file stands that is still arriving, or has just come."""
    return _part(owner_id, name)


def _part(device_id: UUID, sha256: str) -> Path:
    return settings.FILES / "arriving" / str(device_id) / sha256


def _move(part: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    part.replace(to)
    # A name is on disk only once its folder is.
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
