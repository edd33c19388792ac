"""What tests of mail and texts share: mails as strangers write them, a module that takes in, and real servers around us."""

import asyncio
import json
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from throughgate.kernel.gateways.arrived import Arrived
from throughgate.kernel.gateways.mail_in.arriving import Offered, arrive
from throughgate.kernel.gateways.models import Incoming
from throughgate.kernel.registry import taking_in
from throughgate.kernel.registry.module import Module

DOMAIN = "in-touch.test"
SECONDS = 20
HERE = Path(__file__).parent
# What our own mail server writes on top of a mail whose sender it has checked.
PROVED = "mx.in-touch.test; spf=pass smtp.mailfrom={sender}"


def mail(sender: str, to: str, words: str = "Good night, love.", *, believed: str = PROVED, **headers: str) -> EmailMessage:
    """A mail as a person's own program writes it, with what our mail server found of its sender."""
    made = EmailMessage()
    said = {"From": sender, "To": to, "Subject": "Hello", "Message-ID": "<1@home.test>", "Date": "Wed, 18 Nov 2026 11:50:00 +0000"}
    for name, value in (
        {"Authentication-Results": believed.format(sender=sender)}
        | said
        | {name.replace("_", "-"): value for name, value in headers.items()}
    ).items():
        if value:
            made[name] = value
    made.set_content(words)
    return made


def comes(what: EmailMessage | bytes, to: str, at: Any, *, sender: str = "carol@home.test") -> Incoming:
    """It is taken over, and settled at once, as `throughgate mail-in` does it. `sender`: of the envelope."""
    raw = what if isinstance(what, bytes) else what.as_bytes()
    row = arrive(Offered(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), sender, to), at)
    taking_in.settle_now(row, at)
    row.refresh_from_db()
    return row


@contextmanager
def taken_by(takes_in: Callable[[Any, Arrived], bool]) -> Iterator[None]:
    """Only one module is there to be asked, and says this."""
    asked = taking_in.modules
    taking_in.modules = lambda: [Module(name="double", title="Double", takes_in=takes_in)]
    try:
        yield
    finally:
        taking_in.modules = asked


@contextmanager
def module_double() -> Iterator[list[Arrived]]:
    """A module that takes in whatever comes; what it was handed."""
    handed: list[Arrived] = []

    def takes_in(_at: Any, arrived: Arrived) -> bool:
        handed.append(arrived)
        return True

    with taken_by(takes_in):
        yield handed


@contextmanager
def lmtp_door() -> Iterator[int]:
    """What `throughgate mail-in` serves, over the test's own database. Its port."""
    from throughgate.faces.ops.management.commands.mail_in import take
    from throughgate.kernel.gateways.mail_in.lmtp import listen

    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(listen("127.0.0.1:0", take))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(SECONDS)
        server.close()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


class Provider:
    """`smpp_server.mjs`, the SMPP server of another library than ours, on a port of loopback."""

    def __init__(self) -> None:
        self.program = subprocess.Popen(["node", str(HERE / "smpp_server.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._hear, daemon=True).start()
        self.port: int = self.says("port")["port"]
        self.url = f"smpp://estate:s3cret@127.0.0.1:{self.port}"

    def says(self, what: str) -> dict[str, Any]:
        """The next thing of that sort which it has to say."""
        while what not in (said := self._said.get(timeout=SECONDS)):
            pass
        return said

    def brings(self, content: bytes, **fields: Any) -> int:
        """A `deliver_sm` to whoever listens. Returns what that answered: 0, or why not."""
        addresses = {"source_addr": "447700900123", "destination_addr": "447700900999"}
        self._tell({"bring": {"hex": content.hex(), "data_coding": 0, "esm_class": 0} | addresses | fields})
        return int(self.says("answered")["answered"])

    def refuses(self, status: int) -> None:
        self._tell({"refuse": status})
        self.says("refuse")

    def stop(self) -> None:
        assert self.program.stdin
        self.program.stdin.close()
        self.program.wait(SECONDS)

    def _hear(self) -> None:
        assert self.program.stdout
        for line in self.program.stdout:
            self._said.put(json.loads(line))

    def _tell(self, what: dict[str, Any]) -> None:
        assert self.program.stdin
        self.program.stdin.write(json.dumps(what) + "\n")
        self.program.stdin.flush()
