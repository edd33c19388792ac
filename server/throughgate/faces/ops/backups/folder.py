"""One backup is a folder: `database`, `files/`, and a manifest that says what each must be, sealed with the trail's key."""

import hashlib
import hmac
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from django.conf import settings

DATABASE, FILES, MANIFEST, SEAL = "database", "files", "manifest.json", "manifest.seal"
NAME = re.compile(r"\d{8}T\d{9}Z")


class NotWhole(Exception):
    """What is wrong with a backup, in a sentence for the operator."""


class PastEpoch(msgspec.Struct, frozen=True):
    id: UUID
    began_at: datetime
    why: str


class Manifest(msgspec.Struct, frozen=True):
    """What stands in a backup.

    `holds_to`: it holds what had arrived by then. `devices`: how far each device's acts are in it, with their files. `sha256`: of every
    file, by its path in the folder. `seal_keys`: names of the keys that devices sealed to.
    """

    holds_to: datetime
    engine: str
    migrations: list[str]
    epochs: list[PastEpoch]
    seal_keys: list[str]
    devices: dict[UUID, int]
    sha256: dict[str, str]


def name_at(at: datetime) -> str:
    """What a backup of that moment is called: 20261121T020000123Z. To the millisecond, for two may begin in one second."""
    return f"{at:%Y%m%dT%H%M%S}{at.microsecond // 1000:03}Z"


@dataclass(frozen=True)
class Backup:
    """A backup's folder and what its manifest says."""

    path: Path
    manifest: Manifest

    @property
    def bytes(self) -> int:
        return sum((self.path / name).stat().st_size for name in self.manifest.sha256)

    def check(self) -> None:
        """Read all of it. Raises: NotWhole, naming the first file that is not what the manifest says."""
        for name, sha256 in self.manifest.sha256.items():
            file = self.path / name
            if not file.is_file():
                raise NotWhole(f"{file} is not there.")
            if hash_of(file) != sha256:
                raise NotWhole(f"{file} is not what the manifest says: it was changed or damaged.")


def seal(path: Path, manifest: Manifest) -> Backup:
    """Write the manifest of a folder that is otherwise complete."""
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (path / MANIFEST).write_bytes(content)
    (path / SEAL).write_text(_seal_of(content))
    return Backup(path, manifest)


def open_backup(path: Path) -> Backup:
    """What the manifest says; nothing else is read yet. Raises: NotWhole."""
    try:
        content, sealed = (path / MANIFEST).read_bytes(), (path / SEAL).read_text().strip()
        manifest = msgspec.json.decode(content, type=Manifest)
    except FileNotFoundError as missing:
        raise NotWhole(f"{path} is no backup: it has no {Path(missing.filename).name}.") from missing
    except (msgspec.MsgspecError, UnicodeDecodeError) as broken:
        raise NotWhole(f"The manifest of {path} cannot be read.") from broken
    if not hmac.compare_digest(sealed, _seal_of(content)):
        raise NotWhole(f"The manifest of {path} was changed, or THROUGHGATE_TRAIL_KEY is not the one that it was made with.")
    return Backup(path, manifest)


def backups_in(folder: Path) -> list[Path]:
    """The folders of finished backups, the oldest first."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if NAME.fullmatch(path.name) and (path / MANIFEST).is_file())


def prune(folder: Path, keep: int) -> list[str]:
    """Take away all but the newest so many. Returns the names of those that went."""
    old = backups_in(folder)[:-keep]
    for path in old:
        shutil.rmtree(path)
    return [path.name for path in old]


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_under(root: Path) -> Iterator[Path]:
    """Every file, by its path below `root`."""
    for place, _folders, names in os.walk(root):
        yield from (Path(place, name).relative_to(root) for name in names)


def _seal_of(content: bytes) -> str:
    return hmac.new(settings.TRAIL_KEY, b"throughgate.backup" + content, "sha256").hexdigest()
