"""The moment of unlock: 1,200 tablets wake in 300 s, each with 20 acts, two files of 120 kB and 200 rows to pull; one server and worker.

A whole sync is: push, both files, push again to hear of them, pull. A tablet that is told to wait waits as the app does, and that counts.
"""

import os
import random
import sys
import threading
import time
from pathlib import Path
from typing import Any

from figures import world
from figures.lines import line
from figures.loopback import at_port, family, served

TABLETS, ACTS, ROWS, FILE = int(os.environ.get("BENCH_STORM_TABLETS", "1200")), 20, 200, 120_000
SECONDS = float(os.environ.get("BENCH_STORM_SECONDS", "300"))
LONGEST_S = 120.0


def main() -> None:
    world.begin("figures.settings")
    chance = random.Random(1)
    tablets = [_tablet(chance) for _ in range(TABLETS)]
    _give_rows(tablets)
    from django.db import connections

    connections.close_all()
    with served(workers=2) as port:
        storm = _Storm(port, chance)
        storm.run([at_port(tablet, port) for tablet in tablets])
    times = sorted(storm.times)
    assert len(times) == TABLETS, f"{TABLETS - len(times)} were refused for good: {storm.troubles[:3]}"
    line("sync.storm_p95_ms", times[int(len(times) * 0.95)] * 1000, f"ms for a whole sync, {TABLETS} tablets in {SECONDS:.0f} s")
    line("sync.storm_rss_mb", storm.most_kb / 1024, "MB, server and worker at their most")
    line("sync.storm_told_to_wait", storm.waited, "answers")


class _Storm:
    def __init__(self, port: int, chance: random.Random) -> None:
        self.port, self.chance = port, chance
        self.times: list[float] = []
        self.troubles: list[str] = []
        self.waited = self.most_kb = 0
        self.over = threading.Event()

    def run(self, tablets: list[Any]) -> None:
        watch = threading.Thread(target=self._watch)
        watch.start()
        wakes = sorted(self.chance.uniform(0, SECONDS) for _ in tablets)
        began, threads = time.perf_counter(), []
        for tablet, at in zip(tablets, wakes, strict=True):
            time.sleep(max(0.0, at - (time.perf_counter() - began)))
            threads.append(threading.Thread(target=self._sync, args=(tablet,)))
            threads[-1].start()
        for thread in threads:
            thread.join()
        self.over.set()
        watch.join()

    def _sync(self, tablet: Any) -> None:
        began = time.perf_counter()
        try:
            wanted = self._told(tablet.offer)["need_files"]
            for h in wanted:
                self._file(tablet, h)
            self._told(lambda: tablet.offer([]))
            tablet.call = self._patient(tablet.call)
            tablet.pull()
            assert len(tablet.rows) >= ROWS
            self.times.append(time.perf_counter() - began)
        except Exception as trouble:
            self.troubles.append(repr(trouble))
        finally:
            tablet.browser.connection.close()

    def _file(self, tablet: Any, h: str) -> None:
        kind, content = tablet.files[h]
        patient = self._patient(lambda *a, **k: tablet.send_chunk(h, content, 0, kind))
        assert patient().status_code == 204

    def _told(self, ask: Any) -> dict[str, Any]:
        answer = self._patient(ask)()
        assert answer.status_code == 200, answer.content
        return answer.json()

    def _patient(self, ask: Any) -> Any:
        """Asks again after as long as it is told to wait, and as much again by chance."""

        def again(*given: Any, **named: Any) -> Any:
            until = time.perf_counter() + LONGEST_S
            while True:
                answer = ask(*given, **named)
                if answer.status_code not in (429, 503) or time.perf_counter() > until:
                    return answer
                self.waited += 1
                time.sleep(answer.json().get("after_ms", 1000) / 1000 * (1 + self.chance.random()))

        return again

    def _watch(self) -> None:
        """Memory of the server and the worker, all processes, twice a second; ours not."""
        while not self.over.wait(0.5):
            pids = [pid for pid in family(os.getpid()) if pid != os.getpid()]
            self.most_kb = max(self.most_kb, sum(map(_resident_kb, pids)))


def _resident_kb(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS")), 0)


def _tablet(chance: random.Random) -> Any:
    from tests import make
    from tests.device import tablet_of

    tablet = tablet_of(make.person(lives=make.place("OFFICE")))
    files = [tablet.keep_file(_sound(chance), "audio/ogg") for _ in range(2)]
    for n in range(ACTS):
        said = {"files": [files[n]], "voice": files[n]["h"]} if n < len(files) else {}
        tablet.say("talk.ask@1", about="worker", words=f"May I talk to someone about my housing, number {n}?", **said)
    return tablet


def _sound(chance: random.Random) -> bytes:
    """As large as a photo or a short voice note, and no two alike."""
    return b"OggS" + chance.randbytes(FILE - 4)


def _give_rows(tablets: list[Any]) -> None:
    """What each of them will pull: receipts of earlier days, as the server would have written them."""
    from throughgate.basics.clock import now
    from throughgate.kernel.sync.models import Stream, StreamRow
    from throughgate.kernel.sync.streams import row_digest

    moment, feed = now(), "sync.receipts"
    value = '{"outcome":"accepted","code":"","says":"Your worker has it. The answer comes here.","at":"2026-11-01T09:10:03.120Z"}'
    for tablet in tablets:
        stream = Stream.objects.get(owner=tablet.person)
        keys = [f"{stream.owner}-{n}" for n in range(ROWS)]
        first = stream.counter + 1
        digest = int(stream.digests.get(feed, "0"), 16) + sum(row_digest(feed, key, first + n) for n, key in enumerate(keys))
        StreamRow.objects.bulk_create(
            StreamRow(stream=stream, owner=stream.owner, feed=feed, key=key, rev=first + n, value=value, put_at=moment)
            for n, key in enumerate(keys)
        )
        stream.counter, stream.digests[feed] = first + ROWS - 1, f"{digest % 2**64:016x}"
        stream.save()


if __name__ == "__main__":
    sys.exit(main())
