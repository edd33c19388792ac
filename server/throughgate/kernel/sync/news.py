"""That a stream has changed, for those who listen. Only a hint: whoever missed it pulls a little later anyway.

PostgreSQL says it by NOTIFY, in a transaction of its own after the commit: inside, every writer of the database would wait for
every other until its commit is on the disk. SQLite is asked: its data version moves with each commit of another process.
"""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from uuid import UUID

from django.db import connection, connections, transaction

from throughgate.kernel.sync.models import Stream

log = logging.getLogger(__name__)
CHANNEL = "throughgate_streams"
# PostgreSQL takes 8,000 bytes at once; an id and how far its stream is have 53 at most.
MOST_AT_ONCE = 140
LOOK_EVERY_S = 0.5
AGAIN_AFTER_S = 5.0
Connected = Callable[[], Collection[UUID]]
Reached = Mapping[UUID, int]


def tell(reached: Reached) -> None:
    """Once what was written is committed: the streams of these people have got that far."""
    if reached and connection.vendor == "postgresql":
        transaction.on_commit(partial(_notify, reached), robust=True)


async def changes(connected: Connected) -> AsyncIterator[Reached]:
    """For ever: whose streams have got how far, of the people who are connected. After a gap all of them, with 0: nobody knows."""
    while True:
        try:
            async for reached in _heard() if connection.vendor == "postgresql" else _seen(connected):
                yield reached
        except Exception:
            # Whatever it was: nobody would notice that hints have stopped, so it begins anew.
            log.exception("listening for changes begins anew")
        await asyncio.sleep(AGAIN_AFTER_S)
        yield dict.fromkeys(connected(), 0)


def _notify(reached: Reached) -> None:
    with connection.cursor() as cursor:
        for some in _some_of(sorted(reached), MOST_AT_ONCE):
            said = " ".join(f"{person.hex}={reached[person]}" for person in some)
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, said])


async def _heard() -> AsyncIterator[Reached]:
    """Raises: psycopg.Error."""
    # 8 MB in every process that imports it, for a database that may not be there.
    import psycopg
    from psycopg.conninfo import make_conninfo

    wanted = connections["default"].get_connection_params()
    where = make_conninfo(**{name: value for name, value in wanted.items() if isinstance(value, str)})
    async with await psycopg.AsyncConnection.connect(where, autocommit=True) as line:
        await line.execute(f"LISTEN {CHANNEL}")
        async for said in line.notifies():
            yield {UUID(hex=part[:32]): int(part[33:]) for part in said.payload.split()}


async def _seen(connected: Connected) -> AsyncIterator[Reached]:
    """A look takes microseconds while nothing was written; after that, one query for those who are connected."""
    name = connections["default"].settings_dict["NAME"]
    version, known = 0, dict[UUID, int]()
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True, timeout=1, isolation_level=None)) as line:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            here = list(connected())
            now = line.execute("PRAGMA data_version").fetchone()[0]
            if now == version and known.keys() >= set(here):
                continue
            version, before, known = now, known, _counters(line, here)
            # Somebody who has just come pulls by themselves.
            if moved := {person: at for person, at in known.items() if before.get(person, at) != at}:
                yield moved


def _counters(line: sqlite3.Connection, people: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = dict.fromkeys(people, 0)
    for some in _some_of(people, MOST_AT_ONCE):
        asked = f"SELECT owner, counter FROM {Stream._meta.db_table} WHERE owner IN ({','.join('?' * len(some))})"  # noqa: S608  our own names
        found |= {UUID(hex=person): counter for person, counter in line.execute(asked, [person.hex for person in some])}
    return found


def _some_of(people: Sequence[UUID], most: int) -> Iterator[list[UUID]]:
    left = iter(people)
    while some := list(islice(left, most)):
        yield some
