"""A line to a provider by SMPP 3.4: out as transmitter (the worker), in as receiver (`throughgate texts-in`).

Without TLS, as SMPP is: it belongs on a private line, or inside a tunnel (docs/operations/mail-and-texts.md).
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings

from throughgate.kernel.gateways.segments import Alphabet, alphabet_of, in_bytes, parts_of
from throughgate.kernel.gateways.text_doors.door import Never, Send

log = logging.getLogger(__name__)
PATIENCE_S = 10
INTERNATIONAL, ISDN = 1, 1
HAS_HEADER, DATA_CODING = 0x40, {Alphabet.GSM: 0, Alphabet.UCS2: 8}
# Numbers that do not exist, or that this line may not send to. Source: SMPP 3.4, 5.1.3.
NEVER = frozenset({0x0A, 0x0B, 0x48, 0x50, 0x51})


class LineAway(OSError):
    """The provider cannot be reached, or will not take it now."""


@contextmanager
def line(bind: str) -> Iterator[Any]:
    """A client that is bound ("bind_transmitter", "bind_receiver"). Raises: LineAway."""
    from smpplib import client, exceptions

    where = urlsplit(settings.TEXTS_URL)
    made = client.Client(where.hostname, where.port or 2775, timeout=PATIENCE_S, allow_unknown_opt_params=True)
    # What it says of itself at “info” are numbers and bytes of messages.
    made.logger.setLevel(logging.CRITICAL)
    try:
        with made:
            made.connect()
            getattr(made, bind)(system_id=unquote(where.username or ""), password=unquote(where.password or ""))
            yield made
    except (exceptions.ConnectionError, exceptions.PDUError) as away:
        raise LineAway from away


@contextmanager
def open_door() -> Iterator[Send]:
    with line("bind_transmitter") as client:
        yield partial(_send, client)


def _send(client: Any, text: UUID, to: str, words: str) -> Sequence[str]:
    alphabet, parts = alphabet_of(words), parts_of(words)
    return [_send_part(client, to, _body(text, parts, n, alphabet), alphabet, len(parts) > 1) for n in range(len(parts))]


def _body(text: UUID, parts: Sequence[str], n: int, alphabet: Alphabet) -> bytes:
    """A part's bytes, after the header that says which of how many it is (TS 23.040, 9.2.3.24.1)."""
    header = bytes([5, 0, 3, text.bytes[-1], len(parts), n + 1]) if len(parts) > 1 else b""
    return header + in_bytes(parts[n], alphabet)


def _send_part(client: Any, to: str, body: bytes, alphabet: Alphabet, of_many: bool) -> str:
    sent = client.send_message(
        source_addr_ton=INTERNATIONAL,
        source_addr_npi=ISDN,
        source_addr=settings.TEXTS_FROM.lstrip("+"),
        dest_addr_ton=INTERNATIONAL,
        dest_addr_npi=ISDN,
        destination_addr=to.lstrip("+"),
        short_message=body,
        data_coding=DATA_CODING[alphabet],
        esm_class=HAS_HEADER if of_many else 0,
        registered_delivery=1,
    )
    while True:
        said = client.read_pdu()
        if said.command == "enquire_link":
            client._enquire_link_received(said)
        elif said.sequence == sent.sequence:
            return _called(said)


def _called(said: Any) -> str:
    """What the provider calls it. Raises: Never · LineAway."""
    if said.status in NEVER:
        raise Never
    if said.is_error():
        raise LineAway(f"status {said.status}")
    name = said.message_id
    return name.decode("ascii", "replace") if isinstance(name, bytes) else str(name)
