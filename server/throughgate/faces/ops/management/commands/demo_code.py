"""`throughgate demo-code`: the six digits with which the demo's workers sign in now. On any other site it knows nobody."""

from typing import Any

from django.core.management.base import BaseCommand

from throughgate.faces.ops.greeting import codes_now


class Command(BaseCommand):
    help = "Print a fresh sign-in code for each worker of the demo. Everyone knows their secrets; a real site has no such accounts."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(codes_now() or "There is no demo in this home.")
