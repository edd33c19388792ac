"""The programs of a site, each in a process of its own that may die at any moment: the device face on Granian, and the worker."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection

from backstage import trips
from backstage.crashing import FullDisk, Fuse
from backstage.home import enter


def serve(ask: dict[str, Any]) -> None:
    """Granian with the device face behind a door at which faults may be asked for, on a socket in the file system."""
    from granian.constants import Interfaces, RuntimeModes
    from granian.net import UnixSocketSpec
    from granian.server import MPServer

    enter(ask)
    trips.install(ask.get("commands", []))
    path = Path(ask["socket"])
    path.unlink(missing_ok=True)
    server = MPServer(target="-:-", uds=path, interface=Interfaces.ASGI, log_enabled=False, websockets=False)
    socket = UnixSocketSpec(str(path), server.backlog, None).build()
    # As MPServer itself starts a worker, but in this process: see its _spawn_worker.
    here = (1, None, _door, ((None, socket), None), None, server.loop, False, server.log_level, None, (), RuntimeModes.st)
    threads, idle_s, most_waiting = (1, 1, 1), 30, 1024
    shape = (*threads, idle_s, most_waiting, server.task_impl, server.http, None, None, False, None, None, server.ssl_ctx)
    MPServer._spawn_asgi_lifespan_worker(*here, *shape, {"url_path_prefix": None}, (None, None))


def _door() -> Any:
    """A request may carry `X-Fault-Die: N` (the process dies at the Nth step) or `X-Fault-Disk: BYTES` (no file may grow beyond)."""
    from throughgate.faces.device.asgi import Door

    fuse = Fuse()

    class FaultyDoor(Door):
        def _answer(self, request: Any) -> Any:
            die, most = int(request.headers.get("x-fault-die", 0)), request.headers.get("x-fault-disk")
            with ExitStack() as faults:
                if most is not None:
                    faults.enter_context(FullDisk(int(most)))
                if not die:
                    return super()._answer(request)
                faults.enter_context(connection.execute_wrapper(fuse.on_statement))
                fuse.light(die)
                super()._answer(request)
                # It had fewer steps than that: it dies with the answer in its hand.
                os._exit(9)

    return FaultyDoor()


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
