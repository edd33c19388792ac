"""`throughgate restore`: a backup in the place of what was lost."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from throughgate.basics.clock import now
from throughgate.faces.ops.backups.bring_back import lost_keys, restore
from throughgate.faces.ops.backups.folder import NotWhole


class Command(BaseCommand):
    help = "Check a backup, put it in place, and begin a new epoch: devices then hand in what it lacks. Stop the other programs first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="one backup: the folder that holds its manifest.json")
        parser.add_argument("--over", action="store_true", help="in the place of the database that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backup = restore(options["folder"].resolve(), options["over"], now())
        except NotWhole as problem:
            raise CommandError(f"Nothing was restored. {problem}") from problem
        self.stdout.write(f"Restored: everything that had arrived by {backup.manifest.holds_to:%Y-%m-%d %H:%M:%S} UTC.")
        self.stdout.write("A new epoch has begun. Devices hand in what came later as soon as they reach the servers again.")
        for kid in lost_keys(backup):
            self.stderr.write(
                f"Seal key {kid} is not in THROUGHGATE_SEAL_KEYS. Put it back before you start: what is sealed to it cannot be read."
            )
        call_command("verify_trail", stdout=self.stdout)
