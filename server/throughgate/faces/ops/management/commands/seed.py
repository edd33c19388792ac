"""throughgate seed: fills an empty database with the invented estate."""

import time
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from throughgate.basics.clock import london, now
from throughgate.faces.ops.estate.build import build
from throughgate.faces.ops.estate.estate import FULL_SIZE
from throughgate.kernel.people.models import Person

SMALLEST = 60


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Fill an empty database with the invented estate: places, workers, people and a year of what they did."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=FULL_SIZE, help=f"how many, {SMALLEST} or more")
        parser.add_argument("--weeks", type=int, default=52, help="how far back check-ins go")
        parser.add_argument("--today", type=date.fromisoformat, help="make it as of ten in the morning of that day; default: now")
        parser.add_argument("--fresh", action="store_true", help="empty the database first; everything in it is lost")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] < SMALLEST:
            raise CommandError(f"The estate needs {SMALLEST} people or more to have one of everything.")
        if options["fresh"]:
            call_command("flush", interactive=False, verbosity=0)
        if Person.objects.exists():
            raise CommandError("There are people in this database already. --fresh would empty it first.")
        started = time.monotonic()
        build(self._moment(options["today"]), options["people"], options["weeks"])
        self.stdout.write(f"{options['people']} people in {time.monotonic() - started:.1f} s")

    def _moment(self, today: date | None) -> datetime:
        return london(today, 10) if today else now().replace(second=0, microsecond=0)
