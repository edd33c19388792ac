"""A database of the hub's: SQLite that says "kept" only once the disk has it, and that never grows beyond its bound."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from throughgate.faces.hub.refusals import HubFull

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Disk:
    """One file. Each method of a subclass that writes does so in `with self.db:`, which is one transaction."""

    tables = ""

    def __init__(self, path: Path, most_mb: int) -> None:
        self.path, self.most = path, most_mb * 2**20
        self.db = sqlite3.connect(path, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        for setting in ("journal_mode=WAL", "synchronous=FULL", "auto_vacuum=NONE", "secure_delete=ON"):
            self.db.execute(f"PRAGMA {setting}")
        page = self.db.execute("PRAGMA page_size").fetchone()[0]
        self.db.execute(f"PRAGMA max_page_count={self.most // page}")
        self.db.executescript(self.tables)
        # One thread a file: whoever comes first writes first, and nobody waits for a lock.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=path.stem)

    async def do(self, work: Callable[Given, Found], *args: Given.args, **kwargs: Given.kwargs) -> Found:
        """One of its own methods, beside the event loop. Raises: HubFull, and whatever the method raises."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(*args, **kwargs))
        except sqlite3.OperationalError as trouble:
            if getattr(trouble, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
                raise HubFull from trouble
            raise

    def used(self) -> int:
        """Bytes that are in use of `most`."""
        count, free, size = (int(self.db.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "freelist_count", "page_size"))
        return (count - free) * size

    def close(self) -> None:
        self._thread.shutdown()
        self.db.close()
