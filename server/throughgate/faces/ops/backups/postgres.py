"""Copying a PostgreSQL database while it is in use, and filling an empty one from a copy, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.db import connection, transaction

from throughgate.faces.ops.backups.folder import NotWhole
from throughgate.kernel.sync.backups import reaches

ENGINE = "postgresql"
# Without its rows no server that starts too early can take itself for the one that was lost: it begins an epoch of its own.
LAST = " TABLE DATA public sync_epoch "


def dump(to: Path) -> dict[UUID, int]:
    """A consistent copy in one file. Returns how far each device's acts are in that same snapshot. Raises: NotWhole."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        reached = reaches()
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--snapshot={snapshot}", f"--file={to}")
    # Reads every block of it.
    _run("pg_restore", f"--file={os.devnull}", str(to))
    return reached


def is_empty() -> bool:
    """Are there no tables?"""
    return not connection.introspection.table_names()


def load(database: Path, moment: str, finish: Callable[[], None]) -> None:
    """Fill the database from a copy, then let `finish` work on it. Where either fails, what stood there is put back."""
    aside = f"before_{moment.lower()}"
    _sql(f"ALTER SCHEMA public RENAME TO {aside}")
    try:
        _load_all_but_epochs(database)
        finish()
    except BaseException:
        _sql("DROP SCHEMA IF EXISTS public CASCADE", f"ALTER SCHEMA {aside} RENAME TO public")
        raise
    _sql(f"DROP SCHEMA {aside} CASCADE")


def _load_all_but_epochs(database: Path) -> None:
    listed = _run("pg_restore", "--list", str(database)).splitlines(keepends=True)
    with NamedTemporaryFile("w") as wanted:
        wanted.writelines(line for line in listed if LAST not in line)
        wanted.flush()
        how = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--use-list={wanted.name}"]
        _run("pg_restore", *how, f"--dbname={connection.settings_dict['NAME']}", str(database))


def _sql(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _run(program: str, *arguments: str) -> str:
    """Returns what it printed. Raises: NotWhole, with what it complained of."""
    done = subprocess.run([_path_of(program), *arguments], capture_output=True, text=True, env=_environ(), check=False)
    if done.returncode:
        raise NotWhole(f"{program} ended with {done.returncode}: {done.stderr.strip()[-2_000:]}")
    return done.stdout


def _path_of(program: str) -> str:
    """Where PostgreSQL's client program is: on the path, or the newest that Debian has installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(program) or (str(installed[-1]) if installed else None)
    if found is None:
        raise NotWhole(f"{program} is not installed here. It comes with PostgreSQL's client programs.")
    return found


def _environ() -> dict[str, str]:
    about = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return dict(os.environ) | {name: str(about[ours]) for name, ours in named.items() if about[ours]}
