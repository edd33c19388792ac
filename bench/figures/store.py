"""Storing: how many acts a second a device's pushes keep. Applying is left to the worker."""

import sys
import time

from figures import world
from figures.lines import line

DEVICES, BATCHES, BATCH = 4, 3, 500


def main(name: str) -> None:
    world.begin()
    from django.test import override_settings

    from tests import make
    from tests.device import tablet_of

    tablets = [tablet_of(make.person(lives=make.place("OFFICE"))) for _ in range(DEVICES)]
    spent = 0.0
    with override_settings(APPLY_SECONDS=0.0):
        for _ in range(BATCHES):
            for tablet in tablets:
                for n in range(BATCH):
                    tablet.say("talk.ask@1", about="worker", words=f"May I talk to someone about my housing, number {n}?")
                began = time.perf_counter()
                answer = tablet.offer()
                spent += time.perf_counter() - began
                assert answer.status_code == 200, answer.content
                tablet.outbox = []
    from throughgate.kernel.sync.models import StoredAct

    assert StoredAct.objects.count() == DEVICES * BATCHES * BATCH
    line(name, DEVICES * BATCHES * BATCH / spent, "acts/s")


if __name__ == "__main__":
    main(sys.argv[1])
