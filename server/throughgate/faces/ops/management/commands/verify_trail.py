"""`throughgate verify-trail`: is the trail whole?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from throughgate.kernel.audit import trail
from throughgate.kernel.audit.models import TrailEntry


class Command(BaseCommand):
    help = "Say whether the trail is whole, or name every entry where it is not. Ends with 1 if it is not."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for place in trail.breaks():
            found += 1
            self.stdout.write(f"broken: {place}")
        if found:
            self.stdout.write(f"The trail is broken in {found} places.")
            sys.exit(1)
        self.stdout.write(f"The trail is whole: {TrailEntry.objects.count()} entries.")
