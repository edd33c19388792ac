"""A mail becomes a row: once, whatever it is. What is to be said of it is settled later, by whoever knows the modules."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default

from django.db import transaction

from throughgate.basics.ids import uuid_from
from throughgate.kernel.gateways import file_store, reply_to
from throughgate.kernel.gateways.arrived import By
from throughgate.kernel.gateways.incoming import Settled, write_down
from throughgate.kernel.gateways.mail_in import returned
from throughgate.kernel.gateways.mail_in.checking import Checked, From, check
from throughgate.kernel.gateways.mail_in.reading import Mail, NotRead, is_from_a_program, message_id_of, parse, read, sender_of
from throughgate.kernel.gateways.models import Incoming

# A clock that is wrong by more is not believed.
OLDEST = timedelta(days=14)


@dataclass(frozen=True)
class Offered:
    """A mail as our mail server offers it: its bytes, from whom by the envelope ("" for what comes back), and to which address."""

    raw: bytes
    sender: str
    to: str


def arrive(offered: Offered, at: datetime) -> Incoming:
    """Write it down. The same mail once more, to the same address, is the same row."""
    row = Incoming(by=By.MAIL, to=offered.to.lower()[:254], at=at, provider_id=_mark(offered))
    if before := Incoming.objects.filter(by=By.MAIL, provider_id=row.provider_id).first():
        return before
    try:
        mail = parse(offered.raw)
        row.message_id, row.sender = message_id_of(mail), sender_of(mail)
        row.outcome = _of_a_program(offered, mail, at)
        if not row.outcome:
            _fill(row, offered, mail, at)
    except NotRead as no:
        top = BytesHeaderParser(policy=default).parsebytes(offered.raw[: 2**18])
        row.sender, row.message_id = sender_of(top), message_id_of(top)
        quiet = is_from_a_program(top, offered.sender)
        row.outcome, row.left_out = (Settled.PROGRAM if quiet else Settled.NOT_READ), [no.why]
        row.checked = {"from": _believed(row, check(offered.raw, top, row.sender))}
    return write_down(row, at)


def _of_a_program(offered: Offered, mail: EmailMessage, at: datetime) -> str:
    letter = reply_to.returned(offered.to)
    if letter and mail.get_content_type() == "multipart/report":
        with transaction.atomic():
            returned.note(letter, mail, at)
        return Settled.RETURNED
    return Settled.PROGRAM if letter or is_from_a_program(mail, offered.sender) else ""


def _fill(row: Incoming, offered: Offered, mail: EmailMessage, at: datetime) -> None:
    said = read(mail)
    checked = check(offered.raw, mail, row.sender)
    row.checked = checked.kept | {"from": _believed(row, checked)}
    row.subject, row.words, row.left_out = said.subject, said.words, list(said.left_out)
    row.at = said.at if said.at and at - OLDEST < said.at <= at else at
    if row.checked["from"] != From.PROVED:
        row.outcome = Settled.NOT_BELIEVED
        return
    returned.it_works(row.sender)
    row.files = _keep(row, said)


def _believed(row: Incoming, checked: Checked) -> From:
    """Whoever knows an address that only one contact was given, and writes as that contact, is that contact as far as mail can say."""
    known = reply_to.read(row.to)
    if known and known.contact.email.lower() != row.sender:
        return From.FALSE
    return From.PROVED if known and checked.sender == From.UNPROVED else checked.sender


def _keep(row: Incoming, said: Mail) -> list[tuple[str, str, int, str]]:
    """Its files stand apart, under the row's id, until somebody takes them in (`file_store`). Two of the same bytes are one."""
    # From what it is, so that the same mail offered twice at once writes to one place.
    row.id = uuid_from("mail", row.provider_id)
    kept = {}
    for file in said.files:
        sha256 = hashlib.sha256(file.content).hexdigest()
        if sha256 not in kept and file_store.arrived_so_far(row.id, sha256) != len(file.content):
            file_store.throw_away(row.id, sha256)
            file_store.append(row.id, sha256, 0, file.content)
        kept[sha256] = (sha256, file.type, len(file.content), file.name)
    return list(kept.values())


def _mark(offered: Offered) -> str:
    """A mail server that offers a mail again may write another line on top, never another body. Some programs use one Message-ID twice."""
    top, _line, body = offered.raw.partition(b"\r\n\r\n")
    headers = BytesHeaderParser().parsebytes(top)
    named = "\n".join([str(headers.get("message-id", "")), str(headers.get("date", "")), str(headers.get("from", "")), offered.to.lower()])
    return hashlib.sha256(named.encode(errors="replace") + hashlib.sha256(body).digest()).hexdigest()
