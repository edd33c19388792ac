"""`throughgate add-worker`: the first workers of a new site, until people are brought in from elsewhere."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from throughgate.basics.clock import now
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.models import Account
from throughgate.kernel.people.models import Worker, WorkerRole
from throughgate.kernel.places.models import Place, Posting
from throughgate.kernel.policy.act import CLOCK, Act, Face


class Command(BaseCommand):
    help = "Add a worker with an account. Prints a password to hand over; at the first sign-in they add a second step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email")
        parser.add_argument("role", choices=WorkerRole.values)
        parser.add_argument("--at", metavar="CODE", action="append", default=[], help="a place they work at; may be given again")

    def handle(self, *args: Any, **options: Any) -> None:
        validate_email(options["email"])
        if Worker.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError(f"Somebody has the address {options['email']} already. Nothing was added.")
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            worker = self._add(options, password)
        self.stdout.write(f"{worker.name} can sign in as {worker.email} with the password {password}")

    def _add(self, options: dict[str, Any], password: str) -> Worker:
        moment = now()
        worker = Worker.objects.create(name=options["name"], email=options["email"].lower(), role=options["role"], since=moment)
        Account.objects.create_user(worker.email, password, worker=worker)
        for code in options["at"]:
            place = Place.objects.filter(code=code).first()
            if place is None:
                raise CommandError(f"There is no place {code}. Nothing was added.")
            Posting.objects.create(worker=worker, place=place, from_at=moment)
        trail.write(Act(CLOCK, moment, moment, Face.OPS), "ops.add_worker", "accepted", worker=str(worker.pk), role=worker.role)
        return worker
