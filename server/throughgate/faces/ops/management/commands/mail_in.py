"""`throughgate mail-in`: takes mail over from the site's own mail server, by LMTP. docs/operations/mail-and-texts.md"""

import asyncio
import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from throughgate.basics.clock import now
from throughgate.kernel.gateways.mail_in.arriving import Offered, arrive
from throughgate.kernel.registry.taking_in import settle_now


class Command(BaseCommand):
    help = "Take mail over from the site's own mail server, by LMTP on loopback or a socket, until told to stop."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", default=settings.MAIL_IN, help="host:port or the path of a socket")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_DOMAIN:
            raise CommandError("THROUGHGATE_MAIL_DOMAIN is not set: no mail could be answered here.")
        asyncio.run(_serve(options["at"]))


async def _serve(where: str) -> None:
    from throughgate.kernel.gateways.mail_in.lmtp import listen

    stopped = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stopped.set)
    async with await listen(where, take):
        await stopped.wait()


def take(raw: bytes, sender: str, to: str) -> None:
    """Keep one mail, and settle it if that can be done now."""
    moment = now()
    try:
        settle_now(arrive(Offered(raw, sender, to), moment), moment)
    finally:
        # Each mail comes in whichever thread is free; none keeps a connection until the next.
        connection.close()
