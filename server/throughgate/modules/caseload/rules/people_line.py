"""One line of a people file: from what stood there to a person, or to every reason why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.people.models import Worker
from throughgate.kernel.people.numbers import NumberKind, tidy
from throughgate.kernel.places.models import Place, Setting
from throughgate.modules.caseload.rules.languages import LANGUAGES
from throughgate.modules.caseload.rules.new_person import NewPerson, column_of

# What a file may hold: column → what it is called on screen and in the example file.
COLUMNS = {
    "given": _("Given name"),
    "family": _("Family name"),
    "known_as": _("Known as"),
    "born": _("Date of birth"),
    "prison_number": _("Prison number"),
    "crn": _("CRN"),
    "pnc": _("PNC"),
    "cro": _("CRO"),
    "place": _("Place code"),
    "setting": _("Setting"),
    "from": _("There since"),
    "language": _("Language"),
    "worker": _("Supervising worker’s email"),
}
NEEDED = ("given", "family", "place", "setting", "from")
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


class UnknownPlace(Refused):
    says = _("There is no place “{value}” where you work.")


class UnknownSetting(Refused):
    says = _("“{value}” is not a setting. Write one of: {known}.")


class UnknownLanguage(Refused):
    says = _("“{value}” is not a language of the app. Write one of: {known}.")


class UnknownWorker(Refused):
    says = _("No worker of your prison or region has the email “{value}”.")


@dataclass(frozen=True)
class Around:
    """What a line may name: places by code (in capitals) and workers by email (in lower case)."""

    places: Mapping[str, Place]
    workers: Mapping[str, Worker]

    def place(self, text: str) -> Place | None:
        if text.upper() not in self.places:
            raise UnknownPlace(value=text)
        return self.places[text.upper()]

    def worker(self, text: str) -> Worker | None:
        if text.lower() not in self.workers:
            raise UnknownWorker(value=text)
        return self.workers[text.lower()]


def read_line(said: Mapping[str, str], around: Around) -> tuple[NewPerson | None, list[Fault]]:
    """The person a line speaks of; or, where anything cannot be read, nobody and every fault."""
    faults: list[Fault] = []

    def read(column: str, how: Callable[[str], Value], otherwise: Value) -> Value:
        text = said.get(column, "").strip()
        try:
            if not text and column in NEEDED:
                raise Missing
            return how(text) if text else otherwise
        except Refused as refusal:
            faults.append((column, refusal))
            return otherwise

    given, family = read("given", _name, ""), read("family", _name, "")
    known_as, born = read("known_as", _name, given), read("born", _day, None)
    numbers = {kind: read(column_of(kind), _number(kind), "") for kind in NumberKind}
    place, setting, since = read("place", around.place, None), read("setting", _setting, None), read("from", _day, None)
    language, worker = read("language", _language, "en"), read("worker", around.worker, None)
    if faults or place is None or setting is None or since is None:
        return None, faults
    numbers = {kind: value for kind, value in numbers.items() if value}
    return NewPerson(given, family, known_as, born, numbers, place, setting, since, language, worker), []


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise TooLong(length=len(text), most=LONGEST_NAME)
    return " ".join(text.split())


def _day(text: str) -> date | None:
    for style in DATES:
        try:
            return datetime.strptime(text, style).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise NotADate(value=text)


def _number(kind: NumberKind) -> Callable[[str], str]:
    return lambda text: tidy(kind, text)


def _setting(text: str) -> Setting | None:
    known = {**{s.value: s for s in Setting}, **{str(s.label): s for s in Setting}}
    wanted = text.lower().replace("_", " ").replace("-", " ")
    for name, setting in known.items():
        if wanted == name.lower().replace("_", " "):
            return setting
    raise UnknownSetting(value=text, known=", ".join(s.value for s in Setting))


def _language(text: str) -> str:
    for code, name in LANGUAGES.items():
        if text.lower() in (code, name.lower()):
            return code
    raise UnknownLanguage(value=text, known=", ".join(LANGUAGES))
