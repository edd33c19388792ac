"""`throughgate serve`: one face on one port. Settings choose by face, so it is said before anything reads them."""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.server import MPServer

FACES = ("device", "staff", "authoring", "family", "partner")
SECONDS_TO_STOP = 10
# For each thread one, and one to spare.
MOST_CONNECTIONS = "3"
JSON_LINES = {"()": "throughgate.basics.log_lines.JsonLines"}
# Devices listen for as long as they are unlocked; nobody else does.
DOORS = {"device": ("throughgate.faces.device.asgi:application", Interfaces.ASGI)}


def run(arguments: list[str]) -> None:
    """Serve until told to stop."""
    wanted = _parser().parse_args(arguments)
    os.environ["THROUGHGATE_FACE"] = wanted.face
    os.environ.setdefault("THROUGHGATE_MOST_CONNECTIONS", MOST_CONNECTIONS)
    server = MPServer if wanted.workers > 1 else OneProcess
    door, interface = DOORS.get(wanted.face, ("throughgate.faces.wsgi:application", Interfaces.WSGI))
    server(
        door,
        address=wanted.host,
        port=wanted.port,
        interface=interface,
        workers=wanted.workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        log_dictconfig={"formatters": {"generic": JSON_LINES, "access": JSON_LINES}},
        # One that is told to end while it is still starting does not hear it.
        workers_kill_timeout=SECONDS_TO_STOP,
    ).serve()


class OneProcess(MPServer):
    """One worker, in this process instead of below it: a parent with nothing else to watch takes 30 MB for that."""

    def _serve(self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]) -> None:
        self._init_shared_socket()  # type: ignore[no-untyped-call]
        self._spawn_worker(0, spawn_target, target_loader).inner.run()


def _parser() -> ArgumentParser:
    words = "Serve one face: its own listener, address space and cookies. None can reach another's pages."
    parser = ArgumentParser("throughgate serve", description=words)
    parser.add_argument("--face", choices=FACES, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, default=1, help="processes; one for each core")
    return parser
