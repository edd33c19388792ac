"""A database that a test may lose: a copy of the tests' own, in a file or beside it on the same server, and in its place until the end."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class OwnDatabase:
    """`name` is a file, or a database of PostgreSQL's."""

    def __init__(self, name: str, theirs: BaseDatabaseWrapper) -> None:
        self.name, self.theirs = name, theirs

    def destroy(self) -> None:
        """As when the disk is lost: an empty one stands there."""
        connection.close()
        if connection.vendor == "sqlite":
            for beside in ("", "-wal", "-shm"):
                Path(self.name + beside).unlink(missing_ok=True)
        else:
            self._as_owner(f'DROP DATABASE "{self.name}"', f'CREATE DATABASE "{self.name}"')

    def _as_owner(self, *statements: str) -> None:
        with self.theirs._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


@contextmanager
def own_database(folder: Path) -> Iterator[OwnDatabase]:
    theirs = connections["default"]
    if theirs.vendor == "sqlite":
        own = OwnDatabase(str(folder / "throughgate.sqlite3"), theirs)
        with closing(sqlite3.connect(own.name)) as copy:
            theirs.ensure_connection()
            theirs.connection.backup(copy)
    else:
        theirs.close()
        own = OwnDatabase(f"{theirs.settings_dict['NAME']}_own", theirs)
        own._as_owner(f'DROP DATABASE IF EXISTS "{own.name}"', f'CREATE DATABASE "{own.name}" TEMPLATE "{theirs.settings_dict["NAME"]}"')
    connections["default"] = type(theirs)(theirs.settings_dict | {"NAME": own.name}, "default")
    try:
        yield own
    finally:
        connection.close()
        connections["default"] = theirs
        if theirs.vendor != "sqlite":
            own._as_owner(f'DROP DATABASE "{own.name}"')
