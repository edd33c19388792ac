"""A bounded number of threads do all that asks the database. What would wait too long for one is sent away before it costs anything."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from throughgate.kernel.sync.load import load

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

# A call that waits longer is better off coming again: a device has patience, a queue has not.
MOST_WAIT_S = 1.0
# Bodies that are held for calls whose turn has not come, or that still arrive.
MOST_BYTES_HELD = 64 * 1024 * 1024
# How much the last call counts in what a call takes.
NEWEST = 0.1
FORGOTTEN_AFTER_S = 10.0
SOONEST_S = 0.25


class Threads:
    """`inside`: calls that have a thread or wait for one. `takes_s`: what one takes, lately. `sent_away`: how many were, so far."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="call")
        self.inside, self.bytes_held, self.takes_s = 0, 0, 0.02
        self.sent_away = 0
        self._away, self._away_at = 0.0, 0.0

    @property
    def wait_s(self) -> float:
        """How long one more would wait for a thread."""
        return max(0, self.inside + 1 - self.most) * self.takes_s / self.most

    @property
    def full(self) -> bool:
        return self.wait_s > MOST_WAIT_S or self.bytes_held > MOST_BYTES_HELD

    async def run(self, work: Callable[Given, Answer], *args: Given.args, **given: Given.kwargs) -> Answer:
        """Done by the next thread that is free."""
        self.inside += 1
        load.wait_s = self.wait_s
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: self._timed(lambda: work(*args, **given)))
        finally:
            self.inside -= 1
            load.wait_s = self.wait_s

    def send_away(self) -> int:
        """Milliseconds until it may come again: as long as all before it will take. Devices add to it by chance."""
        now = time.monotonic()
        self.sent_away += 1
        self._away = self._away * 0.5 ** ((now - self._away_at) / FORGOTTEN_AFTER_S) + 1
        self._away_at = now
        return round(1000 * (SOONEST_S + self.wait_s + self._away * self.takes_s / self.most))

    async def close(self) -> None:
        """What has begun is brought to its end."""
        await asyncio.get_running_loop().run_in_executor(None, self._pool.shutdown)

    def _timed(self, work: Callable[[], Answer]) -> Answer:
        began = time.perf_counter()
        try:
            return work()
        finally:
            self.takes_s += NEWEST * (time.perf_counter() - began - self.takes_s)
