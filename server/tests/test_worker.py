"""The worker: what was stored is judged, the clock's jobs run, and trouble of one never stops the rest."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from tests.tiny import PHONE, outcome
from throughgate.faces.ops.management.commands import worker
from throughgate.kernel.registry.module import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]
HOURLY = timedelta(hours=1)


@pytest.fixture
def run(monkeypatch):
    """Let the worker do some rounds, then tell it to stop, as SIGTERM would."""

    def run(*jobs: Job, rounds: int = 3) -> None:
        command, left = worker.Command(), iter(range(rounds))
        monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
        monkeypatch.setattr(worker, "close_old_connections", lambda: None)
        monkeypatch.setattr(worker, "jobs", lambda: list(jobs))
        monkeypatch.setattr(worker.time, "sleep", lambda _s: next(left, None) is None and command._stop())
        command.handle()

    return run


def test_what_was_stored_is_judged(run, tablet, settings):
    settings.APPLY_SECONDS = 0
    acts = [tablet.say(PHONE, phone=str(n)) for n in (1, 2, 3)]
    tablet.push()
    run()
    assert [outcome(act) for act in acts] == [[("accepted", "")]] * 3


def test_a_job_that_fails_stops_no_other_and_waits_for_its_turn(run):
    ran = []
    run(Job("bad", HOURLY, lambda _at: 1 // 0), Job("good", HOURLY, lambda _at: ran.append(1) or 1))
    assert ran == [1]


def test_a_database_that_is_away_is_tried_again(run, monkeypatch):
    calls = []

    def away(*_given):
        calls.append(1)
        raise OperationalError("locked")

    monkeypatch.setattr(worker.apply, "apply_all", away)
    run()
    assert len(calls) > 1
