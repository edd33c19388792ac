"""What takes minutes, in a thread of its own, so that acts which were handed in never wait for a film."""

import logging
from datetime import datetime
from threading import Thread

from django.db import connection

from throughgate.basics.clock import now as the_time
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.library import queries
from throughgate.modules.library.jobs.making import draft_captions, make_media, read_out
from throughgate.modules.library.jobs.sketching import sketch_editions

log = logging.getLogger(__name__)
_working: list[Thread] = []


def work_beside(now: datetime) -> int:
    """Begin on what waits, unless it is being worked on. Returns 1 where something was begun."""
    _working[:] = [thread for thread in _working if thread.is_alive()]
    if _working or not _something_waits(now):
        return 0
    # It ends with the worker. What it was at begins again with the next one.
    thread = Thread(target=_work, name="library", daemon=True)
    _working.append(thread)
    thread.start()
    return 1


def _something_waits(now: datetime) -> bool:
    with scope(Act(CLOCK, now, now, Face.OPS)):
        return bool(queries.media_waiting() or queries.drafts_asked_for() or queries.to_read_out() or queries.to_sketch())


def _work() -> None:
    try:
        for step in (make_media, read_out, draft_captions, sketch_editions):
            step(the_time())
    except Exception:
        # It is tried again in its turn.
        log.exception("making media")
    finally:
        connection.close()
