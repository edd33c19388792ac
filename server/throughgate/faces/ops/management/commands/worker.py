"""`throughgate worker`: applies what was stored, runs the jobs, sweeps what has had its time."""

import gc
import logging
import signal
import time
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from throughgate.basics.clock import now
from throughgate.kernel.registry.installed import jobs
from throughgate.kernel.registry.module import Job
from throughgate.kernel.sync import apply
from throughgate.kernel.sync.upkeep import sweep

log = logging.getLogger(__name__)
BUDGET_S = 2.0
PAUSE_S = 0.5
SWEEP = Job("sync.sweep", timedelta(minutes=5), sweep)


class Command(BaseCommand):
    help = "Work until told to stop: apply stored acts, run the clock's jobs."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        last: dict[str, datetime] = {}
        # What is there at the start stays: a seventh of the time of judging went into looking at it again.
        gc.freeze()
        while not self.stopping:
            close_old_connections()
            judged = _apply()
            for job in [SWEEP, *jobs()]:
                _run_if_due(job, last)
            if not judged:
                time.sleep(PAUSE_S)

    def _stop(self, *_: object) -> None:
        self.stopping = True


def _apply() -> int:
    """A round of judging. Returns how many acts were judged."""
    try:
        apply.wake()
        return apply.apply_all(now(), BUDGET_S)
    except OperationalError:
        # The database is busy or away. Everything is stored, and the next round tries again.
        log.exception("applying was put off")
        return 0


def _run_if_due(job: Job, last: dict[str, datetime]) -> None:
    moment = now()
    if job.name in last and moment - last[job.name] < job.every:
        return
    last[job.name] = moment
    try:
        job.run(moment)
    except Exception:
        # One job's trouble must not stop the others; it is tried again in its turn.
        log.exception("job %s", job.name)
