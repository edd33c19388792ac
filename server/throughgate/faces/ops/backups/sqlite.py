"""Copying a SQLite database while it is in use, and putting a copy in its place."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from django.db import connection

from throughgate.faces.ops.backups.folder import NotWhole
from throughgate.kernel.sync.backups import reaches

ENGINE = "sqlite"
# What stands beside a database in use.
BESIDE = ("", "-wal", "-shm")


def dump(to: Path) -> dict[UUID, int]:
    """A consistent copy in one file. Returns how far each device's acts are in it. Raises: NotWhole."""
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)
    with _default_at(to):
        reached = reaches()
    with closing(sqlite3.connect(to)) as copy:
        # One file, with nothing beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise NotWhole(f"The copy of the database is not whole: {found[0]}")
    return reached


def is_empty() -> bool:
    """Is there nothing at the place of the database?"""
    path = _place()
    if not path.exists() or not path.stat().st_size:
        return True
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as there:
            return not there.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError:
        # Damaged: it may still be of use to somebody.
        return False


def load(database: Path, moment: str, finish: Callable[[], None]) -> None:
    """Put a copy in the place of the database, in one step, once `finish` has worked on it. What stood there is kept beside it."""
    place = _place()
    fresh = place.with_name(f"{place.name}.restoring")
    for beside in BESIDE:
        fresh.with_name(fresh.name + beside).unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(database, fresh)
    fresh.chmod(0o600)
    with _default_at(fresh):
        finish()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in BESIDE:
        old = place.with_name(place.name + beside)
        if old.exists():
            old.replace(place.with_name(f"{place.name}.before-{moment}{beside}"))
    os.sync()
    fresh.replace(place)
    os.sync()


def _place() -> Path:
    return Path(connection.settings_dict["NAME"])


@contextmanager
def _default_at(path: Path) -> Iterator[None]:
    """Until the end, the database is that file."""
    connection.close()
    place, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
