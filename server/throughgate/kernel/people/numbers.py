"""The numbers that people are known by, each with its shape and the reason when it is wrong.

Source: docs/field.md, "Formats".
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused


class NumberKind(StrEnum):
    """What a number is called in the systems that gave it."""

    PRISON = "prison"
    CRN = "crn"
    PNC = "pnc"
    CRO = "cro"


@dataclass(frozen=True)
class _Shape:
    pattern: re.Pattern[str]
    example: str


_SHAPES = {
    NumberKind.PRISON: _Shape(re.compile(r"[A-Z]\d{4}[A-Z]{2}"), "A1234BC"),
    NumberKind.CRN: _Shape(re.compile(r"[A-Z]\d{6}"), "X123456"),
    NumberKind.PNC: _Shape(re.compile(r"(?:\d{4}|\d{2})/\d{1,7}[A-Z]"), "2003/0123456X"),
    NumberKind.CRO: _Shape(re.compile(r"(?:\d{1,6}/\d{2}[A-Z])|(?:SF\d{2}/\d{1,6}[A-Z])"), "123456/03X"),
}


class WrongNumber(Refused):
    says = _("“{value}” is not a {kind} number. It should look like {example}.")


def tidy(kind: NumberKind, value: str) -> str:
    """The number in its written form: upper case, no spaces.

    Raises: WrongNumber, with an example of the right shape.
    """
    written = "".join(value.split()).upper()
    if not _SHAPES[kind].pattern.fullmatch(written):
        raise WrongNumber(value=value, kind=kind.upper() if kind != NumberKind.PRISON else "prison", example=_SHAPES[kind].example)
    return written
