"""throughgate demo: makes a home, fills it with the invented estate, and serves it on loopback until Ctrl-C."""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from throughgate.faces.ops.children import ChildEnded, Children
from throughgate.faces.ops.demo_home import add_arguments
from throughgate.kernel.gateways.ping import answers

SECONDS_TO_START = 60


class Command(BaseCommand):
    help = "Serve the demo on this machine: makes a home, secrets, a database and the invented estate where they are missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, _as_ctrl_c)
        try:
            self._prepare(options["people"])
            if not options["no_serve"]:
                self._serve(options["port_base"])
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")

    def _prepare(self, people: int) -> None:
        from throughgate.kernel.people.models import Person

        call_command("migrate", verbosity=0, skip_checks=True)
        if not Person.objects.exists():
            self.stdout.write("Inventing an estate …", ending=" ")
            self.stdout.flush()
            # A program of its own, so that what it needed of memory goes with it.
            if subprocess.run([sys.executable, sys.argv[0], "seed", f"--people={people}"], check=False).returncode:
                raise CommandError("The estate could not be made; what went wrong stands above.")

    def _serve(self, port: int) -> None:
        from throughgate.faces.ops.greeting import greeting

        # By name, not by address: a passkey belongs to a name.
        people, staff = f"http://localhost:{port}", f"http://localhost:{port + 1}"
        children = Children(settings.HOME / "logs")
        try:
            for name, arguments in _programs(port).items():
                children.start(name, arguments, os.environ)
            children.wait_until(lambda: answers(f"{people}/sync/v1/ping") and answers(f"{staff}/"), SECONDS_TO_START)
            self.stdout.write(greeting(people, staff))
            self.stdout.flush()
            children.watch()
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


def _as_ctrl_c(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
