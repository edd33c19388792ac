"""throughgate prepare-demo: what `throughgate demo` needs before it serves."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from throughgate.faces.ops.demo import addresses, authoring_address, family_address
from throughgate.kernel.people.models import Person


class Command(BaseCommand):
    help = "What the demo does first: makes its database and the invented estate where they are missing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True, help="how large an estate to make where there is none")
        parser.add_argument("--greet", type=int, metavar="PORT", help="print links and sign-ins of a demo that is served there")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, skip_checks=True)
        if not Person.objects.exists():
            self.stderr.write("Inventing an estate …", ending=" ")
            self.stderr.flush()
            call_command("seed", people=options["people"], stdout=sys.stderr)
        if options["greet"]:
            from throughgate.faces.ops.greeting import greeting

            port = options["greet"]
            self.stdout.write(greeting(*addresses(port), authoring_address(port), family_address(port)))
