"""What a tablet receives for fifty items that changed since it last asked, on the wire: compressed, as a browser asks for it."""

import gzip
from uuid import UUID

from figures import world
from figures.lines import line

ITEMS, CHANGED = 300, 50


def main() -> None:
    world.begin()
    from tests import make
    from tests.device import tablet_of
    from throughgate.kernel.people.models import WorkerRole
    from throughgate.modules.library.rules.audience import Rule
    from throughgate.modules.library.tests.make import edition, publish, shelf

    keeper = make.worker(WorkerRole.TUTOR, at=make.prison())
    on, rule = shelf(make.prison(), keeper), Rule(places=("ZLI",))
    tablet = tablet_of(make.person(lives=make.wing()))
    items = [publish(keeper, on, rule, given=edition(f"Saving a little each week, part {n}")).pk for n in range(ITEMS)]
    tablet.pull()
    for n, item in enumerate(items[:CHANGED]):
        publish(keeper, on, rule, item=UUID(str(item)), after=1, given=edition(f"Saving a little more each week, part {n}"))
    streams = [{"s": s, "at": at, "digest": ""} for s, at in tablet.cursors.items()]
    body = {"epoch": tablet.epoch, "scope_v": tablet.scope_v, "streams": streams, "limit": 1_000}
    answer = tablet.call("POST", "/sync/v1/pull", body)
    ops = sum(len(page["ops"]) for page in answer.json()["streams"])
    assert ops == CHANGED, ops
    line("library.delta_kb", len(gzip.compress(answer.content)) / 1000, f"kB compressed, {CHANGED} changed items of {ITEMS}")


if __name__ == "__main__":
    main()
