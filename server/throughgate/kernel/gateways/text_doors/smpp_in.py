"""What comes by an SMPP line: texts, in parts and any order, and what became of ours. Each is answered once it is kept."""

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from throughgate.basics.clock import now
from throughgate.kernel.gateways.segments import from_bytes
from throughgate.kernel.gateways.text_doors import smpp
from throughgate.kernel.gateways.texts import DELIVERED, FAILED
from throughgate.kernel.gateways.words import one_line

log = logging.getLogger(__name__)
RECEIPT, HEADER = 0x04, 0x40
KEPT, TRY_AGAIN = 0, 0x64
WAIT_S = 5.0
_STATES = {"DELIVRD": DELIVERED, "EXPIRED": FAILED, "DELETED": FAILED, "UNDELIV": FAILED, "REJECTD": FAILED}
_CODES = {2: DELIVERED, 3: FAILED, 4: FAILED, 5: FAILED, 8: FAILED}
_SAID = re.compile(r"id:(?P<id>\S+).*?(?:done date:(?P<done>\d{10,12}))?\s*stat:(?P<stat>\w+)", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One part of a text. `reference`: which text of the same sender; a whole one is part 1 of 1, reference 0."""

    sender: str
    to: str
    words: str
    reference: int = 0
    of: int = 1
    n: int = 1


@dataclass(frozen=True)
class Outcome:
    """What the network says of a part of ours."""

    provider_id: str
    outcome: str
    at: datetime


def listen(take: Callable[[Part | Outcome], object], stopping: Callable[[], bool]) -> None:
    """Take what comes until told to stop; a line that breaks is made anew after five seconds."""
    while not stopping():
        try:
            with smpp.line("bind_receiver") as client:
                # So often it looks whether it is to stop, and asks whether the line still stands.
                client._socket.settimeout(WAIT_S)
                client.set_message_received_handler(lambda pdu: _answer(take, pdu))
                while not stopping():
                    client.read_once()
        except OSError as broken:
            log.warning("the line for texts is broken: %s", type(broken).__name__)
            time.sleep(WAIT_S)


def _answer(take: Callable[[Part | Outcome], object], pdu: Any) -> int:
    """“Kept” only once it is; else it is brought again."""
    try:
        found = read(pdu, now())
        if found:
            take(found)
    except Exception:
        log.exception("a text could not be kept; it will be brought again")
        return TRY_AGAIN
    return KEPT


def read(pdu: Any, at: datetime) -> Part | Outcome | None:
    """What a `deliver_sm` says; None for news that changes nothing, such as “on its way”."""
    body = pdu.short_message or pdu.message_payload or b""
    if pdu.esm_class & 0x3C == RECEIPT:
        return _outcome(pdu, body.decode("latin-1"), at)
    reference, of, n, begins = _header(body) if pdu.esm_class & HEADER else _tagged(pdu)
    return Part(_text(pdu.source_addr), _text(pdu.destination_addr), from_bytes(body[begins:], pdu.data_coding), reference, of, n)


def _outcome(pdu: Any, said: str, at: datetime) -> Outcome | None:
    found = _SAID.search(said)
    provider_id = _text(pdu.receipted_message_id, 80) or (found["id"][:80] if found else "")
    outcome = _CODES.get(pdu.message_state or 0) or _STATES.get(found["stat"] if found else "", "")
    return Outcome(provider_id, outcome, _done(found, at)) if provider_id and outcome else None


def _done(found: re.Match[str] | None, at: datetime) -> datetime:
    """Providers write it in their own time; only the order counts. Where it is not there: when it came."""
    said = found["done"] if found else None
    try:
        return min(at, datetime.strptime(said[:10], "%y%m%d%H%M").replace(tzinfo=UTC)) if said else at
    except ValueError:
        return at


def _header(body: bytes) -> tuple[int, int, int, int]:
    """Reference, how many, which, and where the words begin. A header that lies about its length is no header."""
    ends = body[0] + 1 if body else 0
    if ends > len(body):
        return 0, 1, 1, 0
    place = 1
    while place + 1 < ends:
        kind, long = body[place], body[place + 1]
        inside = body[place + 2 : place + 2 + long]
        if (kind, long) == (0, 3) or (kind, long) == (8, 4):
            return *_checked(int.from_bytes(inside[:-2]), inside[-2], inside[-1]), ends
        place += 2 + long
    return 0, 1, 1, ends


def _tagged(pdu: Any) -> tuple[int, int, int, int]:
    """The same, where the provider says it beside the words."""
    return *_checked(pdu.sar_msg_ref_num or 0, pdu.sar_total_segments or 1, pdu.sar_segment_seqnum or 1), 0


def _checked(reference: int, of: int, n: int) -> tuple[int, int, int]:
    return (reference, of, n) if 1 <= n <= of else (0, 1, 1)


def _text(value: Any, most: int = 20) -> str:
    """A number or a name, in so many signs at most."""
    return one_line(value.decode("latin-1") if isinstance(value, bytes) else str(value or ""), most)
