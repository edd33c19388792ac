"""`throughgate backup`: a backup that was read back, and which devices may trust."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from throughgate.basics.clock import now
from throughgate.faces.ops.backups.folder import NotWhole, prune
from throughgate.faces.ops.backups.make import make_backup


class Command(BaseCommand):
    help = "Copy database and files, read the copy back, and tell devices how far it reaches. The programs may go on running."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.HOME / "backups", help="the folder of backups; best on another disk")
        parser.add_argument("--keep", type=int, metavar="N", help="take away all but the newest N once this one is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        keep = options["keep"]
        if keep is not None and keep < settings.BACKUPS_TO_TRUST:
            raise CommandError(f"Devices trust the newest {settings.BACKUPS_TO_TRUST}: keep as many at least. Nothing was done.")
        try:
            made = make_backup(options["to"].resolve(), now())
        except NotWhole as problem:
            raise CommandError(f"No backup was made. {problem}") from problem
        files = len(made.manifest.sha256) - 1
        size, devices = filesizeformat(made.bytes), len(made.manifest.devices)
        self.stdout.write(f"{made.path} is whole: {files} files, {size}, acts of {devices} devices.")
        for name in prune(made.path.parent, keep) if keep else ():
            self.stdout.write(f"{name} was taken away.")
