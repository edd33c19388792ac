"""Applying: how many check-ins a second of one core's time judges and writes, streams and trail included."""

import sys
import time
from datetime import timedelta

from figures import world
from figures.lines import line

PEOPLE = 400


def main(name: str) -> None:
    world.begin()
    from django.test import override_settings

    from tests import make
    from tests.device import tablet_of
    from throughgate.basics.clock import now
    from throughgate.kernel.policy.act import CLOCK, Act, Face
    from throughgate.kernel.policy.scope import scope
    from throughgate.kernel.sync.apply import apply_all
    from throughgate.modules.supervision.models import Submission

    make.rollout("supervision.checkin")
    officers = [make.worker() for _ in range(10)]
    with override_settings(APPLY_SECONDS=0.0):
        for n in range(PEOPLE):
            person = make.person(lives=make.place("OFFICE"))
            make.care(officers[n % 10], person)
            _send(tablet_of(person), str(_due(person, officers[n % 10])))
    began = time.process_time()
    apply_all(now() + timedelta(seconds=1), 600)
    spent = time.process_time() - began
    moment = now()
    with scope(Act(CLOCK, moment, moment, Face.OPS)):
        assert Submission.objects.count() == PEOPLE, Submission.objects.count()
    line(name, PEOPLE / spent, "check-ins/s")


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
    main(sys.argv[1])
