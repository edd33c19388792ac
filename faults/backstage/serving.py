"""The programs of a site, each in a process of its own that may die at any moment: the device face on Granian, and the worker."""

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection

from backstage import trips
from backstage.crashing import Fuse, FullDisk
from backstage.home import enter

Start = Callable[..., Any]


def serve(ask: dict[str, Any]) -> None:
    """Granian with our application behind a door at which faults may be asked for, on a socket in the file system."""
    from granian.constants import Interfaces, RuntimeModes
    from granian.net import UnixSocketSpec
    from granian.server import MPServer

    from throughgate.faces.wsgi import application

    enter(ask)
    trips.install(ask.get("commands", []))
    path = Path(ask["socket"])
    path.unlink(missing_ok=True)
    server = MPServer(target="-:-", uds=path, interface=Interfaces.WSGI, blocking_threads=1, log_enabled=False, websockets=False)
    socket = UnixSocketSpec(str(path), server.backlog, None).build()
    faulty = _Faulty(application)
    # As MPServer itself starts a worker, but in this process: see its _spawn_worker.
    MPServer._spawn_wsgi_worker(
        1, None, lambda: faulty, ((None, socket), None), None, server.loop, False, server.log_level, None, (), RuntimeModes.mt,
        1, 1, 1, 30, 64, server.task_impl, server.http, None, None, False, None, None, server.ssl_ctx, {"url_path_prefix": None}, (None, None),
    )  # fmt: skip


def work(ask: dict[str, Any]) -> None:
    """`throughgate worker`, dying after so many steps where it is told to."""
    from throughgate.faces.ops.management.commands import worker

    enter(ask)
    trips.install(ask.get("commands", []))
    worker.PAUSE_S = 0.02
    fuse = Fuse()
    fuse.light(ask.get("die_at", 0))
    # The worker closes its connection between rounds; the wrapper goes with it, so every fresh one gets it again.
    with connection.execute_wrapper(fuse.on_statement):
        worker.Command().handle()


class _Faulty:
    """Our application; a request may carry `X-Fault-Die: N` (die at the Nth step) or `X-Fault-Disk: BYTES` (no file may grow beyond)."""

    def __init__(self, application: Start) -> None:
        self.application, self.fuse = application, Fuse()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        die, most = int(environ.pop("HTTP_X_FAULT_DIE", 0)), environ.pop("HTTP_X_FAULT_DISK", None)
        with ExitStack() as faults:
            if most is not None:
                faults.enter_context(FullDisk(int(most)))
            if die:
                faults.enter_context(connection.execute_wrapper(self.fuse.on_statement))
                self.fuse.light(die)
                faults.callback(self.fuse.light, 0)
            answer = self.application(environ, start)
            if die and self.fuse.left == 0:
                os._exit(9)
            return answer
