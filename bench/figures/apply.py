"""Applying: how many check-ins a second are judged and written, streams and trail included.

`figures.apply NAME`: of one core's time. `figures.apply NAME 2`: by the clock on the wall, with two workers at once.
"""

import gc
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta

from figures import world
from figures.lines import line

PEOPLE = 800


def main(name: str, workers: int = 0) -> None:
    world.begin()
    _prepare()
    spent = by_workers(workers, lambda _nth: _apply()) if workers else _by_one_core()
    _check()
    line(name, PEOPLE / spent, "check-ins/s")


def _prepare() -> None:
    from django.test import override_settings

    from tests import make
    from tests.device import tablet_of

    make.rollout("supervision.checkin")
    officers = [make.worker() for _ in range(10)]
    with override_settings(APPLY_SECONDS=0.0):
        for n in range(PEOPLE):
            person = make.person(lives=make.place("OFFICE"))
            make.care(officers[n % 10], person)
            _send(tablet_of(person), str(_due(person, officers[n % 10])))


def _by_one_core() -> float:
    began = time.process_time()
    _apply()
    return time.process_time() - began


def by_workers(how_many: int, work: Callable[[int], None]) -> float:
    """Seconds that so many programs take together, each with its own part. They are there, and connected, before the clock starts."""
    from django.db import connections

    connections.close_all()
    ready_out, ready_in = os.pipe()
    go_out, go_in = os.pipe()
    children: list[int] = []
    for nth in range(how_many):
        children.append(os.fork())
        if os.getpid() != _FIRST:
            connections["default"].ensure_connection()
            os.write(ready_in, b".")
            os.read(go_out, 1)
            work(nth)
            os._exit(0)
    for _ in children:
        os.read(ready_out, 1)
    began = time.perf_counter()
    os.write(go_in, b"." * how_many)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    return time.perf_counter() - began


_FIRST = os.getpid()


def _apply() -> None:
    from throughgate.basics.clock import now
    from throughgate.kernel.sync.apply import apply_all

    # As `throughgate worker` does at its start.
    gc.freeze()
    while apply_all(now() + timedelta(seconds=1), 600):
        pass


def _check() -> None:
    from throughgate.basics.clock import now
    from throughgate.kernel.policy.act import CLOCK, Act, Face
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.supervision.models import Submission

    moment = now()
    with scope(Act(CLOCK, moment, moment, Face.OPS)):
        assert Submission.objects.count() == PEOPLE, Submission.objects.count()


def _due(person, officer):
    """A check-in of a weekly plan that is open now."""
    from throughgate.basics.clock import london_day, now
    from throughgate.kernel.policy.act import CLOCK, Act, Face
    from throughgate.kernel.policy.scope import scope
    from throughgate.modules.supervision.models import Checkin, Plan

    moment = now()
    with scope(Act(CLOCK, moment, moment, Face.OPS)):
        plan = Plan.objects.create(
            person=person,
            every="WEEKLY",
            first_due=london_day(moment),
            purpose="SUPPLEMENT_F2F",
            rationale="Works early.",
            set_by=officer,
            set_at=moment,
        )
        window = {"opens_at": moment - timedelta(hours=1), "closes_at": moment + timedelta(hours=71)}
        return Checkin.objects.create(person=person, plan=plan, due_on=london_day(moment), **window).pk


def _send(tablet, checkin: str) -> None:
    signature = tablet.keep_file(_png(), "image/png")
    tablet.say(
        "supervision.submit_checkin@1",
        files=[signature],
        checkin=checkin,
        feeling="OK",
        help=["HOUSING"],
        help_words="The roof leaks.",
        callback=False,
        details={},
        answers=[],
        photo=None,
        no_photo="dark",
        place=None,
        no_place="no_signal",
        signature=signature["h"],
        confirmed=True,
    )
    tablet.push()


def _png() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (300, 80), 255).save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
