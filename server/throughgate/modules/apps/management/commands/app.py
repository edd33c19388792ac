"""`throughgate app check FILE`: would staff take this app for review? Needs no database and no secret."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from throughgate.modules.apps.rules.check import Checked, check


class Command(BaseCommand):
    help = "Say what is wrong with a partner's app. Ends with 1 if it would not be taken for review."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("do", choices=["check"])
        parser.add_argument("file", type=Path, help="one HTML file")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            self.stderr.write(f"{file} is not there.")
            sys.exit(2)
        found = check(file.read_bytes())
        self._tell(file, found)
        sys.exit(0 if found.good else 1)

    def _tell(self, file: Path, found: Checked) -> None:
        for problem in found.problems:
            self.stdout.write(f"{file.name}:{problem}")
        for note in found.notes:
            self.stdout.write(f"{file.name}:{note} [for the reviewer]")
        if found.manifest and found.good:
            needs = ", ".join(found.manifest.needs) or "nothing"
            offers = ", ".join(one.competence for one in found.manifest.offers) or "nothing"
            self.stdout.write(f"{file.name} can be brought for review: {found.size} bytes, sha256 {found.sha256}.")
            self.stdout.write(f"It needs: {needs}. It offers: {offers}. Scripts: {len(found.scripts)}.")
        elif not found.problems:
            self.stdout.write(f"{file.name} cannot be brought for review.")
