"""`throughgate texts-in`: takes what comes by an SMPP line. With GOV.UK Notify it is not needed: that calls the partner face."""

import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from throughgate.basics.clock import now
from throughgate.kernel.gateways import text_in
from throughgate.kernel.gateways.text_doors.smpp_in import Outcome, Part, listen
from throughgate.kernel.registry.taking_in import settle_now


class Command(BaseCommand):
    help = "Take texts, and what became of ours, from an SMPP line until told to stop."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TEXTS_URL.startswith("smpp:"):
            raise CommandError("THROUGHGATE_TEXTS_URL names no smpp:// line.")
        self.stopping = False
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, self._stop)
        listen(take, lambda: self.stopping)

    def _stop(self, *_: object) -> None:
        self.stopping = True


def take(said: Part | Outcome) -> None:
    """Keep it, and settle it if that can be done now."""
    moment = now()
    try:
        settle_now(text_in.take(said, moment), moment)
    finally:
        # The next may come in hours, and the database may have been elsewhere by then.
        connection.close()
