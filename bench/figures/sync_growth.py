"""Is a device's own pull as cheap among ten million rows as among a hundred thousand? The same slice of 200 rows, on PostgreSQL.

Each size is one history: everybody's rows come in turns, as a real estate's do, so that one person's stand far apart from each other.
"""

import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from figures import world
from figures.lines import line

SIZES = (100_000, 10_000_000)
EACH, DEVICES, PULLS, WARM_UP = 200, 50, 1_000, 200

# Who has a stream: first the people whose devices are measured, then as many as the size wants.
WHO = "coalesce((%(measured)s::uuid[])[n], md5(n::text)::uuid)"
STREAMS = f"""
    INSERT INTO sync_stream (name, owner, counter, digests)
    SELECT 'person/' || {WHO}, {WHO}, %(each)s, '{{}}' FROM generate_series(1, %(people)s) n
"""
# Everybody's first row, then everybody's second. Keys are UUIDs of version 7, as those of acts are.
ROWS = f"""
    INSERT INTO sync_streamrow (stream_id, owner, feed, key, rev, value, put_at)
    SELECT 'person/' || {WHO}, {WHO}, CASE rev %% 2 WHEN 0 THEN 'sync.receipts' ELSE 'talk.requests' END,
           overlay(lpad(to_hex(1770000000000 + turn * 700), 12, '0') PLACING '-' FROM 9 FOR 0)
             || '-7000-8000-' || lpad(to_hex(n), 12, '0'),
           rev,
           CASE rev %% 2 WHEN 0
           THEN '{{"outcome":"accepted","code":"","says":"Your worker has it. The answer comes here.","at":"2026-11-01T09:10:03.120Z"}}'
           ELSE '{{"id":"01a20281-2ef0-75bf-a5cd-0c0ffccaec99","about":"worker","at":"2026-11-01T09:10:03.120Z","answered":null,'
             || '"words":"May I talk to someone about my housing, please? I leave in six weeks and do not know '
             || 'where I am going to live."}}' END,
           to_timestamp(1770000000 + turn * 0.7)
    FROM generate_series(0, %(people)s::bigint * %(each)s - 1) turn,
         LATERAL (SELECT turn %% %(people)s + 1 AS n, turn / %(people)s + 1 AS rev) one
"""
# The table's own definitions, so that what is built again is what the migrations made.
CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = 'public.sync_streamrow'::regclass AND contype IN ('p', 'u', 'f')
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = 'sync_streamrow'"
# The smaller tables in a schema of their own, with the same indexes, so that both sizes are asked in the same minute.
ASIDE = (
    "CREATE SCHEMA {aside}",
    "CREATE TABLE {aside}.sync_stream (LIKE public.sync_stream INCLUDING ALL)",
    "CREATE TABLE {aside}.sync_streamrow (LIKE public.sync_streamrow INCLUDING ALL)",
    "INSERT INTO {aside}.sync_stream SELECT * FROM public.sync_stream",
    "INSERT INTO {aside}.sync_streamrow SELECT * FROM public.sync_streamrow ORDER BY id",
    "VACUUM ANALYZE {aside}.sync_stream",
    "VACUUM ANALYZE {aside}.sync_streamrow",
)
# Of the server that is thrown away. What it promises about the disk is as it was: no table is unlogged, nothing is left unwritten.
ROOM = ("ALTER SYSTEM SET max_wal_size = '16GB'", "SELECT pg_reload_conf()", "SET maintenance_work_mem = '2GB'")


def main() -> None:
    world.begin()
    from tests import make
    from tests.device import tablet_of

    place = make.place("OFFICE")
    tablets = [tablet_of(make.person(lives=place)) for _ in range(DEVICES)]
    for size in SIZES:
        _fill(size // EACH, [tablet.person for tablet in tablets])
        _run([sql.format(aside=_aside(size)) for sql in ASIDE] if size != SIZES[-1] else [])
    for name, pull, what in (("pull_page", _page, "out of the database"), ("pull", _pull, "by a device, through its face")):
        took = _medians(pull, tablets)
        for size in SIZES:
            line(f"sync.{name}_ms_{size}", took[size], f"ms for {EACH} rows {what}, median")
        line(f"sync.{name}_growth", (took[SIZES[-1]] / took[SIZES[0]] - 1) * 100, f"% dearer among 10⁷ rows than among 10⁵, {what}")


def _fill(people: int, measured: list[Any]) -> None:
    """Both tables anew, without their indexes, which are built when the rows are there."""
    from django.db import connection

    known = {"people": people, "each": EACH, "measured": measured}
    with connection.cursor() as cursor:
        for sql in ROOM:
            cursor.execute(sql)
        cursor.execute("TRUNCATE sync_streamrow, sync_stream")
        again = _bare(cursor)
        for sql in (STREAMS, ROWS):
            cursor.execute(sql, known)
        for sql in again:
            cursor.execute(sql)
        # What autovacuum and the checkpointer would do in their own time, and so within the measuring.
        for sql in ("VACUUM ANALYZE sync_streamrow", "VACUUM ANALYZE sync_stream", "CHECKPOINT"):
            cursor.execute(sql)


def _bare(cursor: Any) -> list[str]:
    """Takes the indexes and constraints of the rows away. Returns what makes them again."""
    cursor.execute(CONSTRAINTS)
    constraints = cursor.fetchall()
    for name, _definition in constraints:
        cursor.execute(f'ALTER TABLE sync_streamrow DROP CONSTRAINT "{name}"')
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    definitions = [f'ALTER TABLE sync_streamrow ADD CONSTRAINT "{name}" {definition}' for name, definition in constraints]
    return [*(definition for _name, definition in indexes), *definitions]


def _medians(pull: Callable[[Any], float], tablets: list[Any]) -> dict[int, float]:
    """Size → milliseconds. Turn by turn: whatever else the machine does meanwhile slows both."""
    chance, took = random.Random(1), {size: [] for size in SIZES}
    for _ in range(PULLS):
        tablet = chance.choice(tablets)
        for size in SIZES:
            _run([f"SET search_path TO {_aside(size)}, public" if size != SIZES[-1] else "SET search_path TO public"])
            took[size].append(pull(tablet))
    return {size: statistics.median(times[WARM_UP:]) * 1000 for size, times in took.items()}


def _aside(size: int) -> str:
    return f"rows_{size}"


def _run(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _page(tablet: Any) -> float:
    from throughgate.kernel.sync.access import Access, Scope
    from throughgate.kernel.sync.pull import Asked, page_of

    access = Access(Scope(v="1", can=[], add=[], drop=[], notice=""), frozenset({"sync.receipts", "talk.requests"}))
    began = time.perf_counter()
    page = page_of(Asked(f"person/{tablet.person}", ""), EACH, access, 500)
    took = time.perf_counter() - began
    assert len(page.ops) == EACH
    return took


def _pull(tablet: Any) -> float:
    """Through the device's face: its proof checked, its token, what it may have, the page."""
    path = "/sync/v1/pull"
    tablet.scope_v = tablet.scope_v or tablet.ask([])["scope"]["v"]
    asked = [{"s": f"person/{tablet.person}", "at": "", "digest": ""}]
    body = {"epoch": tablet.epoch, "scope_v": tablet.scope_v, "streams": asked, "limit": 500}
    proof = tablet.proof("POST", path, tablet.token)
    began = time.perf_counter()
    answer = tablet.call("POST", path, body, proof=proof)
    took = time.perf_counter() - began
    assert len(answer.json()["streams"][0]["ops"]) == EACH, answer.content
    return took


if __name__ == "__main__":
    main()
