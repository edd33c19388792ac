"""SQLite lets one write at a time, and those who wait for it sleep longer and longer: up to a tenth of a second, while nobody writes.

So they wait here instead, at the door, and look every half millisecond. Twenty devices that push at once are stored a third faster.
"""

import fcntl
import os
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

LOOK_EVERY_S = 0.0005


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds the door's lock for as long as its transaction lasts. A process that dies lets go of it.

    The four methods are Django's own; its published types leave them out.
    """

    _door: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        """Raises: OperationalError, after as long as SQLite itself would have waited."""
        self._come_in(time.monotonic() + self.settings_dict["OPTIONS"]["timeout"])
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            # Where the commit has failed, a rollback follows: it still holds SQLite's own lock until then.
            self._leave()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        if self._door is not None:
            os.close(self._door)
            self._door = None

    def _come_in(self, until: float) -> None:
        if self._door is None:
            self._door = os.open(f"{self.settings_dict['NAME']}-door", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        while not _locked(self._door):
            if time.monotonic() > until:
                raise OperationalError("database is locked")
            time.sleep(LOOK_EVERY_S)

    def _leave(self) -> None:
        if self._door is not None:
            fcntl.flock(self._door, fcntl.LOCK_UN)


def _locked(door: int) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
