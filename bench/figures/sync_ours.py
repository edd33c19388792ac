"""Our side: 10,000 acts up from 20 devices and down to a second device of each person; 50 devices × 200; and a sync with nothing to say.

Stored means: opened, checked, in its place in the chain, on disk. Applying is left until all are stored, and is a figure of its own.
"""

import os
import statistics
import sys
import time
from typing import Any

from figures import world
from figures.crowd import hand_in, make_tablets, seconds
from figures.lines import keep, line
from figures.loopback import at_port, served

NOOPS = 40


def main(name: str) -> None:
    os.environ["BENCH_APPLY_SECONDS"] = "0"
    world.begin("figures.settings")
    twenty, fifty = make_tablets(20, 500), make_tablets(50, 200)
    _forget_connections()
    with served(workers=2, worker=False) as port:
        for tablet in twenty + fifty:
            at_port(tablet, port)
        stored = 10_000 / seconds(hand_in, twenty, 20)
        of_fifty = 10_000 / seconds(hand_in, fifty, 50)
    line(f"sync.store_{name}", stored, "acts/s, fsync on")
    line(f"sync.store_{name}_50x200", of_fifty, "acts/s, fsync on")
    keep(f"push_{name}", stored)
    _pull(name, twenty)


def _pull(name: str, pushers: list[Any]) -> None:
    from tests.device import tablet_of
    from throughgate.basics.clock import now
    from throughgate.kernel.people.models import Person
    from throughgate.kernel.sync.apply import apply_all

    apply_all(now(), 600)
    seconds_ones = [tablet_of(Person.objects.get(pk=one.person)) for one in pushers]
    _forget_connections()
    with served(workers=2, worker=False) as port:
        for tablet in seconds_ones:
            at_port(tablet, port)
        pulls = [_Pull(tablet) for tablet in seconds_ones]
        took = seconds(_Pull.all, pulls, 20)
        rows = sum(pull.rows for pull in pulls)
        assert rows >= 20 * 500, rows
        line(f"sync.pull_rows_{name}" if name != "postgres" else "sync.pull_rows", rows / took, "rows/s")
        keep(f"pull_{name}", rows / took)
        for tablet in seconds_ones:
            tablet.pull()
        noop = statistics.median(_noop(seconds_ones[n % 20]) for n in range(NOOPS))
        line("sync.noop_ms" if name == "postgres" else f"sync.noop_ms_{name}", noop, "ms")
        keep(f"noop_{name}", noop)


class _Pull:
    """A first pull, with as little on the device's side as the peers have: read, counted, not kept."""

    def __init__(self, tablet: Any) -> None:
        self.tablet, self.rows = tablet, 0

    def all(self) -> None:
        tablet = self.tablet
        said = tablet.ask([])
        scope, epoch, asking = said["scope"]["v"], said["epoch"], dict.fromkeys(said["scope"]["add"], "")
        while asking:
            streams = [{"s": s, "at": at, "digest": ""} for s, at in asking.items()]
            body = {"epoch": epoch, "scope_v": scope, "streams": streams, "limit": 1_000}
            answer = tablet.call("POST", "/sync/v1/pull", body)
            assert answer.status_code == 200, answer.content
            pages = answer.json()["streams"]
            self.rows += sum(len(page["ops"]) for page in pages)
            asking = {page["s"]: page["at"] for page in pages if page["more"]}


def _noop(tablet: Any) -> float:
    began = time.perf_counter()
    assert tablet.offer([]).status_code == 200
    tablet.pull()
    return (time.perf_counter() - began) * 1000


def _forget_connections() -> None:
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    main(sys.argv[1])
