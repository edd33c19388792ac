"""`throughgate do-not-contact add`: whom nobody here may ever reach, from a list that a victim liaison unit keeps."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from throughgate.basics.clock import now
from throughgate.kernel.audit import trail
from throughgate.kernel.people import do_not_contact
from throughgate.kernel.policy.act import CLOCK, Act, Face

MOST = 100_000


class Command(BaseCommand):
    help = "Numbers and addresses to which nothing is ever sent. Only keyed hashes of them are kept: nobody can read the list again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["add", "end"], help="end: whose it is does not wish it any more")
        parser.add_argument("reach", nargs="*", help="numbers and addresses; without any, one a line from the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = options["reach"] or [line.strip() for line in sys.stdin.readlines(MOST * 80)[:MOST]]
        said = [_read(line) for line in lines if line]
        moment = now()
        with transaction.atomic():
            change = do_not_contact.add if options["what"] == "add" else do_not_contact.end
            many = sum(change(moment, **one) for one in said)
            act = Act(CLOCK, moment, moment, Face.OPS)
            trail.write(act, f"ops.do_not_contact_{options['what']}", "accepted", given=len(said), changed=many)
        self.stdout.write(f"{len(said)} given, {many} changed.")


def _read(line: str) -> dict[str, str]:
    """Raises: CommandError; then nothing of the list is taken."""
    if "@" in line:
        return {"email": line}
    if do_not_contact.e164(line):
        return {"phone": line}
    # Not the line itself: it would stand in a log.
    raise CommandError("One of them is neither a phone number nor an email address. Nothing was changed.")
