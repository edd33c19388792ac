"""throughgate demo: makes a home, fills it with the invented estate, and serves it on loopback until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from throughgate.faces.ops import home as homes
from throughgate.faces.ops.children import ChildEnded, Children
from throughgate.kernel.gateways.ping import answers

SECONDS_TO_START = 60
READY = "THROUGHGATE_DEMO_HOME"


class Command(BaseCommand):
    help = "Serve the demo on this machine: makes a home, secrets, a database and the invented estate where they are missing."
    # The settings stand only once the home does.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--home", type=Path, default=Path(".throughgate"), help="the folder it lives in")
        parser.add_argument("--fresh", action="store_true", help="delete that folder's content first")
        parser.add_argument("--port-base", type=int, default=8400, help="people's app there, staff pages one above")
        parser.add_argument("--people", type=int, default=3_000, help="how large an estate to make where there is none")
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        home: Path = options["home"].resolve()
        if os.environ.get(READY) != str(home):
            self._begin_in(home, options)
        self._prepare(options["people"])
        if not options["no_serve"]:
            self._serve(home, options["port_base"])

    def _begin_in(self, home: Path, options: dict[str, Any]) -> None:
        """Start again as the same command, with the home's own settings and secrets."""
        if options["fresh"]:
            try:
                homes.empty_home(home)
            except ValueError as problem:
                raise CommandError(str(problem)) from problem
        homes.make_home(home)
        os.execve(sys.executable, [sys.executable, *sys.argv], _environ(home, options["port_base"]))  # noqa: S606

    def _prepare(self, people: int) -> None:
        from throughgate.kernel.people.models import Person

        call_command("migrate", verbosity=0, skip_checks=True)
        if not Person.objects.exists():
            self.stdout.write("Inventing an estate …", ending=" ")
            self.stdout.flush()
            # A program of its own, so that what it needed of memory goes with it.
            subprocess.run([sys.executable, sys.argv[0], "seed", f"--people={people}"], check=True)

    def _serve(self, home: Path, port: int) -> None:
        from throughgate.faces.ops.greeting import greeting

        children = Children(home / "logs")
        signal.signal(signal.SIGTERM, _as_ctrl_c)
        try:
            for name, arguments in _programs(port).items():
                children.start(name, arguments, os.environ)
            children.wait_until(lambda: answers(f"http://127.0.0.1:{port}/sync/v1/ping"), SECONDS_TO_START)
            self.stdout.write(greeting(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"))
            self.stdout.flush()
            _watch(children)
        except KeyboardInterrupt:
            self.stdout.write("Stopping …")
        except (ChildEnded, TimeoutError) as problem:
            raise CommandError(str(problem)) from problem
        finally:
            children.stop()


def _programs(port: int) -> dict[str, list[str]]:
    return {
        "device": ["serve", "--face", "device", "--port", str(port)],
        "staff": ["serve", "--face", "staff", "--port", str(port + 1)],
        "worker": ["worker"],
    }


def _environ(home: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        **homes.secrets_of(home),
        READY: str(home),
        "THROUGHGATE_HOME": str(home),
        "THROUGHGATE_PLAIN_HTTP": "1",
        "THROUGHGATE_DEVICE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "throughgate.settings.site",
    }


def _watch(children: Children) -> None:
    while True:
        children.check()
        time.sleep(0.5)


def _as_ctrl_c(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
