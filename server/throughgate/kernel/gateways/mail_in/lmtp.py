"""Mail is taken over from the site's own mail server by LMTP (RFC 2033), in a program of its own: nothing of it is loaded elsewhere.

“250” is said once a mail is in the database, and not before. What cannot be kept now is offered again by the mail server, for days.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.conf import settings

from throughgate.kernel.gateways.mail_in.limits import MOST_BYTES

log = logging.getLogger(__name__)
# Raw bytes, who sent it by the envelope, and to which address.
Take = Callable[[bytes, str, str], object]


class Door:
    """What our side of the conversation says."""

    def __init__(self, take: Take) -> None:
        self._take = take

    async def handle_RCPT(self, _server: LMTP, _session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        """Only mail to our domain. One recipient at a time, since each has an answer of its own; the server offers the rest again."""
        if address.rpartition("@")[2].lower() != settings.MAIL_DOMAIN:
            return "550 5.1.2 Not ours"
        if envelope.rcpt_tos:
            return "452 4.5.3 One at a time"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: LMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            await asyncio.to_thread(self._take, raw, envelope.mail_from or "", envelope.rcpt_tos[0])
        except Exception:
            log.exception("a mail could not be kept; it will be offered again")
            return "451 4.3.0 Not kept; offer it again"
        return "250 2.0.0 Kept"


class _Lmtp(LMTP):
    # Ten megabytes of one paragraph are read, and answered, like any other mail.
    line_length_limit = 2**20


async def listen(where: str, take: Take) -> asyncio.Server:
    """Begin to listen at host:port, or at the path of a socket that only this user and group may use."""
    loop = asyncio.get_running_loop()

    def made() -> Any:
        return _Lmtp(
            Door(take), hostname=settings.MAIL_DOMAIN, ident="Throughgate", data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, loop=loop
        )

    if "/" in where:
        Path(where).unlink(missing_ok=True)
        server = await loop.create_unix_server(made, where)
        Path(where).chmod(0o660)
        return server
    host, _colon, port = where.rpartition(":")
    return await loop.create_server(made, host, int(port))
