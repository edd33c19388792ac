"""What a mail says: bytes from a stranger in, plain words and files out. Nothing in it is ever fetched, run or unpacked.

Python's own parser reads it; what would make that slow or deep is counted before it begins.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import TypeVar, cast

from throughgate.basics.clock import in_utc
from throughgate.kernel.gateways.mail_in import limits
from throughgate.kernel.gateways.mail_in.limits import LeftOut, TooMuch
from throughgate.kernel.gateways.mail_in.quoted import new_words
from throughgate.kernel.gateways.words import one_line, plain

Read = TypeVar("Read")
_LAYER = re.compile(rb"boundary\s*=", re.IGNORECASE)
_LIMITED = re.compile(r"[\x21-\x7e]{1,248}")
_PROGRAMS = ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "feedback-id")
_BULK = {"bulk", "junk", "list", "auto_reply"}


class NotRead(Exception):
    """The mail is not taken in; why."""

    def __init__(self, why: TooMuch) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class File:
    """A file as it came: what its sender called it and said it is."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a mail says. `sender`: the one address that it is from, lower case; "" where that is not one. `message_id` has its brackets."""

    message_id: str
    sender: str
    subject: str
    words: str
    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    at: datetime | None


def parse(raw: bytes) -> EmailMessage:
    """Raises: NotRead where reading it would take too long or go too deep."""
    if len(_LAYER.findall(raw)) > limits.MOST_LAYERS:
        raise NotRead(TooMuch.TOO_DEEP)
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        if sum(1 for _part in mail.walk()) > limits.MOST_PARTS:
            raise NotRead(TooMuch.TOO_MANY_FILES)
    except RecursionError:
        raise NotRead(TooMuch.TOO_DEEP) from None
    return mail


def read(mail: EmailMessage) -> Mail:
    """Raises: NotRead."""
    files, left_out = _files(mail)
    said = _body(mail)
    # What is quoted may be long; ten megabytes are looked at no further.
    words = plain(new_words(said)) if len(said) <= limits.MOST_BODY else said
    if len(words) > limits.MOST_WORDS:
        raise NotRead(TooMuch.TOO_LONG)
    subject = one_line(header(mail, "subject"), 200)
    if not (words or files or subject):
        raise NotRead(TooMuch.NOTHING)
    return Mail(message_id_of(mail), sender_of(mail), subject, words, files, left_out, _written(mail))


def header(mail: EmailMessage, name: str) -> str:
    """A header's words; "" where it is not there, or so broken that Python's parser gives up."""
    return _or(lambda: str(mail.get(name, "")), "")


def sender_of(mail: EmailMessage) -> str:
    """The one address that it is from; "" where it names none or several: nobody could say whose words they are."""
    if len(mail.get_all("from", [])) != 1:
        return ""
    none: list[str] = []
    addresses = _or(lambda: [str(one.addr_spec) for one in mail["from"].addresses], none)
    return addresses[0].strip().lower()[:254] if len(addresses) == 1 and "@" in addresses[0] else ""


def message_id_of(mail: EmailMessage) -> str:
    """As it stands there, if it is one line of plain signs; else one made of it, so that ours can name it in a header."""
    said = header(mail, "message-id").strip()
    if _LIMITED.fullmatch(said) and said.startswith("<") and said.endswith(">"):
        return said
    return f"<{sha256(said.encode(errors='replace')).hexdigest()[:32]}@unnamed.invalid>" if said else ""


def is_from_a_program(mail: EmailMessage, envelope_sender: str) -> bool:
    """Whether no human wrote it: nothing of it is handed on, and it is never answered. Source: RFC 3834, 2; RFC 5321, 4.5.5."""
    said = header(mail, "auto-submitted").strip().lower() or "no"
    told = said.partition(";")[0].strip() != "no" or header(mail, "precedence").strip().lower() in _BULK
    hops = len(mail.get_all("received", []))
    report = mail.get_content_type() == "multipart/report"
    return not envelope_sender or told or report or hops > limits.MOST_HOPS or any(mail.get(name) for name in _PROGRAMS)


def _files(mail: EmailMessage) -> tuple[tuple[File, ...], tuple[LeftOut, ...]]:
    taken: list[File] = []
    left: list[LeftOut] = []
    bodies = {id(part) for part in _bodies(mail)}
    found = [part for part in _leaves(mail) if id(part) not in bodies]
    if sum(1 for part in found if _counts(part)) > limits.MOST_FILES:
        raise NotRead(TooMuch.TOO_MANY_FILES)
    for part in found:
        why = _why_not(part)
        if why:
            left.append(why)
        elif _counts(part):
            name = one_line(_or(lambda part=part: part.get_filename() or "", ""), 120)  # type: ignore[misc]
            taken.append(File(name, part.get_content_type(), _content(part)))
    return tuple(taken), tuple(dict.fromkeys(left))


def _leaves(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that has no others in it. A mail within a mail is one part: what it says was said to somebody else."""
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        for part in mail.iter_parts():
            yield from _leaves(cast(EmailMessage, part))
    else:
        yield mail


def _why_not(part: EmailMessage) -> LeftOut | None:
    kind, name = part.get_content_type(), _or(lambda: part.get_filename() or "", "").lower()
    if kind == "application/ms-tnef" or name == "winmail.dat":
        return LeftOut.OUTLOOK
    if kind in ("text/calendar", "application/ics") or name.endswith(".ics"):
        return LeftOut.CALENDAR
    if kind not in limits.PICTURES | limits.SOUNDS:
        return LeftOut.OTHER_KIND
    return LeftOut.TOO_BIG if len(_content(part)) > limits.MOST_FILE_BYTES else None


def _counts(part: EmailMessage) -> bool:
    """Not the logo below somebody's name."""
    inside = part.get_content_disposition() != "attachment" and part.get("content-id")
    return not inside or len(_content(part)) >= limits.SMALLEST_INSIDE


def _bodies(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that a program would show as the mail itself, plain first."""
    for kind in ("plain", "html"):
        found = _or(lambda kind=kind: mail.get_body((kind,)), None)  # type: ignore[misc]
        if found is not None:
            yield cast(EmailMessage, found)


def _body(mail: EmailMessage) -> str:
    for part in _bodies(mail):
        words = _text(part)
        said = _without_tags(words) if part.get_content_subtype() == "html" else words
        if said.strip():
            return said
    return ""


def _text(part: EmailMessage) -> str:
    """In the alphabet it says; where that is not true or not known, in the likeliest."""
    content = _content(part)
    said = _or(lambda: part.get_content_charset("utf-8") or "utf-8", "utf-8")
    for alphabet in (said, "utf-8"):
        try:
            return content.decode(alphabet)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _content(part: EmailMessage) -> bytes:
    nothing: object = b""
    found = _or(lambda: part.get_payload(decode=True), nothing)
    return found if isinstance(found, bytes) else b""


def _without_tags(html: str) -> str:
    """The words of a page. Pictures that stand elsewhere, styles and scripts are only left away; what it quotes, too."""
    from bs4 import BeautifulSoup

    try:
        page = BeautifulSoup(html[: limits.MOST_HTML], "html.parser")
        for unread in page(["script", "style", "head", "template", "blockquote"]):
            unread.decompose()
        for line in page(["br", "p", "div", "li", "tr", "h1", "h2", "h3"]):
            line.append("\n")
        return str(page.get_text())
    except RecursionError:
        raise NotRead(TooMuch.TOO_DEEP) from None


def _written(mail: EmailMessage) -> datetime | None:
    said = _or(lambda: parsedate_to_datetime(header(mail, "date")), None)
    return in_utc(said if said.tzinfo else said.replace(tzinfo=UTC)) if said else None


def _or(ask: Callable[[], Read], otherwise: Read) -> Read:
    """What Python's parser says, which may raise almost anything for a header that somebody broke on purpose."""
    try:
        return ask()
    except RecursionError:
        raise NotRead(TooMuch.TOO_DEEP) from None
    except Exception:
        return otherwise
