"""Is a pull as cheap among ten million rows as among a hundred thousand? One device's page of 200 rows, at random, on PostgreSQL."""

import random
import statistics
import time
from uuid import UUID

from figures import world
from figures.lines import line

SIZES = (100_000, 10_000_000)
EACH, PULLS, WARM_UP = 200, 300, 50

# All rows of `count` invented people, straight into the tables: no digest is asked for, only pages.
PEOPLE = """
    INSERT INTO sync_stream (name, person_id, counter, digests)
    SELECT 'person/' || md5(n::text)::uuid, md5(n::text)::uuid, %(each)s, '{}'::jsonb FROM generate_series(%(first)s, %(last)s) n
"""
ROWS = """
    INSERT INTO sync_streamrow (stream_id, person_id, feed, key, rev, value, put_at)
    SELECT 'person/' || md5(n::text)::uuid, md5(n::text)::uuid, 'sync.receipts', md5(n || '-' || k)::uuid::text, k,
           '{"outcome":"accepted","code":"","says":"Your worker has it. The answer comes here.","at":"2026-11-01T09:10:03.120Z"}', now()
    FROM generate_series(%(first)s, %(last)s) n, generate_series(1, %(each)s) k
"""


def main() -> None:
    world.begin()
    took, had = [], 0
    for size in SIZES:
        _grow(had, size // EACH)
        had = size // EACH
        took.append(_pull(had))
        line(f"sync.pull_page_ms_{size}", took[-1], f"ms for {EACH} rows, median")
    line("sync.pull_growth", took[-1] / took[0], "times as dear among 10⁷ rows as among 10⁵")


def _grow(had: int, people: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        for sql in (PEOPLE, ROWS):
            cursor.execute(sql, {"first": had + 1, "last": people, "each": EACH})
        cursor.execute("ANALYZE")
        cursor.execute("SET synchronous_commit = on")


def _pull(people: int) -> float:
    from throughgate.kernel.sync.access import Access, Scope
    from throughgate.kernel.sync.pull import Asked, page_of

    chance, times = random.Random(1), []
    access = Access(Scope(v="1", can=[], add=[], drop=[], notice=""), frozenset({"sync.receipts"}))
    for n in range(PULLS + WARM_UP):
        name = f"person/{_uuid(chance.randint(1, people))}"
        began = time.perf_counter()
        page = page_of(Asked(name, ""), EACH, access, 500)
        assert len(page.ops) == EACH
        if n >= WARM_UP:
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _uuid(n: int) -> UUID:
    import hashlib

    return UUID(hashlib.md5(str(n).encode(), usedforsecurity=False).hexdigest())


if __name__ == "__main__":
    main()
