"""Reading the cells of one line of a file: each into what it means, or into the reason why not."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.text import Says
from throughgate.kernel.places.models import Place, Setting

LONGEST_NAME = 80
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")

Value = TypeVar("Value")
Fault = tuple[str, Refused]


class Missing(Refused):
    says = _("This is empty, and must not be.")


class TooLong(Refused):
    says = _("This has {length} letters. At most {most} fit.")


class NotADate(Refused):
    says = _("“{value}” is not a date. Write it like 21/11/2026.")


class UnknownSetting(Refused):
    says = _("“{value}” is not a setting. Write one of: {known}.")


class SameInFile(Refused):
    says = _("This is the same as in line {line}: {what}.")


@dataclass(frozen=True)
class Sheet:
    """What a file may hold: column → what it is called on screen, which columns it must have, and what else they may be called."""

    columns: Mapping[str, Says]
    needed: Collection[str]
    also_called: Mapping[str, tuple[str, ...]]


@dataclass
class Reading:
    """One line being read, with every fault found in it."""

    said: Mapping[str, str]
    needed: Collection[str]
    faults: list[Fault] = field(default_factory=list)

    def read(self, column: str, how: Callable[[str], Value], otherwise: Value) -> Value:
        """What a cell means; where it means nothing, `otherwise`, and the fault is noted."""
        text = self.said.get(column, "").strip()
        try:
            if not text and column in self.needed:
                raise Missing
            return how(text) if text else otherwise
        except Refused as refusal:
            self.faults.append((column, refusal))
            return otherwise


def a_name(text: str) -> str:
    """Raises: TooLong."""
    if len(text) > LONGEST_NAME:
        raise TooLong(length=len(text), most=LONGEST_NAME)
    return " ".join(text.split())


def a_day(text: str) -> date | None:
    """Raises: NotADate."""
    for style in DATES:
        try:
            return datetime.strptime(text, style).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise NotADate(value=text)


def a_setting(text: str) -> Setting | None:
    """By its code, or by what it is called. Raises: UnknownSetting."""
    known = {**{s.value: s for s in Setting}, **{str(s.label): s for s in Setting}}
    wanted = text.lower().replace("_", " ").replace("-", " ")
    for name, setting in known.items():
        if wanted == name.lower().replace("_", " "):
            return setting
    raise UnknownSetting(value=text, known=", ".join(s.value for s in Setting))


def a_place(places: Mapping[str, Place], unknown: type[Refused]) -> Callable[[str], Place | None]:
    """By its code, in capitals, among these. The reader raises `unknown`."""

    def read(text: str) -> Place:
        if text.upper() not in places:
            raise unknown(value=text)
        return places[text.upper()]

    return read
