"""Making a backup. The database goes first: a file that a row of it names is never removed, so it is there when the files are copied."""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from throughgate.basics.clock import now
from throughgate.faces.ops.backups.engine import engine
from throughgate.faces.ops.backups.folder import (
    DATABASE,
    FILES,
    Backup,
    Manifest,
    NotWhole,
    PastEpoch,
    backups_in,
    files_under,
    hash_of,
    name_at,
    open_backup,
    seal,
)
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.sync.backups import record_backup
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.models import Epoch

# Files still on their way are not taken along: their devices have them until a backup holds them whole.
WHOLE = ("kept", "refused")
HASH = re.compile(r"[0-9a-f]{64}")


def make_backup(folder: Path, at: datetime) -> Backup:
    """Make one in `folder`, read it back, and record it, so that devices may let go. Raises: NotWhole; then nothing is recorded."""
    name = name_at(at)
    with _alone_in(folder):
        if (folder / name).exists():
            raise NotWhole(f"{folder / name} is there already.")
        fresh = folder / f".{name}"
        try:
            _fill(fresh, backups_in(folder), at).check()
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        fresh.rename(folder / name)
        # From the next line on devices let go: by now it must be on the disk.
        os.sync()
        made = open_backup(folder / name)
        _record(made)
    return made


def _fill(fresh: Path, earlier: Sequence[Path], at: datetime) -> Backup:
    current_epoch()
    fresh.mkdir(mode=0o700)
    database = fresh / DATABASE
    database.touch(mode=0o600)
    reached = engine().dump(database)
    sha256 = {DATABASE: hash_of(database)} | _copy_files(fresh, earlier[-1] if earlier else None)
    os.sync()
    manifest = Manifest(
        holds_to=at,
        engine=engine().ENGINE,
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        epochs=[PastEpoch(one.pk, one.began_at, one.why) for one in Epoch.objects.order_by("began_at")],
        seal_keys=[key["kid"] for key in json.loads(settings.SEAL_KEYS)],
        devices=reached,
        sha256=sha256,
    )
    return seal(fresh, manifest)


def _copy_files(fresh: Path, earlier: Path | None) -> dict[str, str]:
    """Returns what each must be. A whole file stands under its hash; one that was refused is whatever it is."""
    sha256 = {}
    for part in WHOLE:
        for name in files_under(settings.FILES / part):
            if HASH.fullmatch(name.name):
                path = Path(FILES, part, name)
                expected = name.name if part == "kept" else hash_of(settings.FILES / part / name)
                _bring(settings.FILES / part / name, fresh / path, earlier / path if earlier else None, expected)
                sha256[str(path)] = expected
    return sha256


def _bring(source: Path, to: Path, before: Path | None, expected: str) -> None:
    """As a hard link where the disk allows: to the file itself, or to the copy that an earlier backup on the other disk has."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):
        return os.link(source, to)
    with suppress(OSError):
        if before and hash_of(before) == expected:
            return os.link(before, to)
    shutil.copyfile(source, to)
    to.chmod(0o600)
    return None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder; what one that was cut off has left goes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for path in folder.glob(".*Z"):
            shutil.rmtree(path)
        yield


def _record(made: Backup) -> None:
    at, manifest = now(), made.manifest
    with transaction.atomic():
        record_backup(made.path.name, manifest.holds_to, manifest.devices, at)
        act, files = Act(CLOCK, at, at, Face.OPS), len(manifest.sha256) - 1
        trail.write(act, "ops.backup", "accepted", name=made.path.name, files=files, database=manifest.sha256[DATABASE])
