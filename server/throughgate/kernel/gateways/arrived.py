"""What came in from outside by another way than our own pages: a mail, a text message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class By(StrEnum):
    MAIL = "mail"
    TEXT = "text"


@dataclass(frozen=True)
class ArrivedFile:
    """A file that came along, as it stands in the file store; `name` is as its sender called it."""

    sha256: str
    type: str
    size: int
    name: str


@dataclass(frozen=True)
class Arrived:
    """One message from outside. `id` is its provider's, so that what comes twice is taken in once.

    `sender`, `to`: addresses or numbers as they stand on it; `checked`: what was found of the sender, such as
    {"dkim": "pass", "spf": "fail"}.
    """

    by: By
    id: str
    sender: str
    to: str
    words: str
    at: datetime
    subject: str = ""
    files: Sequence[ArrivedFile] = ()
    checked: Mapping[str, str] = field(default_factory=dict)
