"""`throughgate serve`: one face on one port."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

FACES = ("device", "staff")


class Command(BaseCommand):
    help = "Serve one face: its own listener, address space and cookies. None can reach another's pages."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--face", choices=FACES, required=True)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, required=True)
        parser.add_argument("--workers", type=int, default=1, help="processes; each has one thread")

    def handle(self, *args: Any, **options: Any) -> None:
        # Settings choose by face, so the server starts as a program of its own with that said.
        os.environ["THROUGHGATE_FACE"] = options["face"]
        bind = ["--host", options["host"], "--port", str(options["port"])]
        shape = ["--workers", str(options["workers"]), "--blocking-threads", "1", "--respawn-failed-workers"]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", *bind, *shape, "--no-ws", "throughgate.faces.wsgi:application"]
        os.execvp(command[0], command)  # noqa: S606
