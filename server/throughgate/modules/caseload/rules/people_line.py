"""One line of a people file: from what stood there to a person, or to every reason why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.people.models import Worker
from throughgate.kernel.people.numbers import NumberKind, tidy
from throughgate.kernel.places.models import Place
from throughgate.kernel.sheets import Fault, Reading, Sheet
from throughgate.modules.caseload.rules.cells import a_day, a_name, a_place, a_setting
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
ALSO_CALLED = {
    "given": ("first name", "forename", "forenames", "given names"),
    "family": ("last name", "surname"),
    "known_as": ("preferred name",),
    "born": ("dob", "birth date"),
    "prison_number": ("noms number", "nomis number", "noms id"),
    "crn": ("case reference number",),
    "place": ("location", "cell"),
    "from": ("from", "since", "start date"),
    "worker": ("supervising worker e-mail", "supervising worker email", "officer email"),
}
PEOPLE = Sheet(COLUMNS, NEEDED, ALSO_CALLED)


class UnknownPlace(Refused):
    says = _("There is no place “{value}” where you work.")


class UnknownLanguage(Refused):
    says = _("“{value}” is not a language of the app. Write one of: {known}.")


class UnknownWorker(Refused):
    says = _("No worker of your prison or region has the email “{value}”.")


@dataclass(frozen=True)
class Around:
    """What a line may name: places by code (in capitals) and workers by email (in lower case)."""

    places: Mapping[str, Place]
    workers: Mapping[str, Worker]

    def worker(self, text: str) -> Worker | None:
        if text.lower() not in self.workers:
            raise UnknownWorker(value=text)
        return self.workers[text.lower()]


def read_line(said: Mapping[str, str], around: Around) -> tuple[NewPerson | None, list[Fault]]:
    """The person a line speaks of; or, where anything cannot be read, nobody and every fault."""
    line = Reading(said, NEEDED)
    given, family = line.read("given", a_name, ""), line.read("family", a_name, "")
    known_as, born = line.read("known_as", a_name, given), line.read("born", a_day, None)
    numbers = {kind: line.read(column_of(kind), _number(kind), "") for kind in NumberKind}
    place, setting = line.read("place", a_place(around.places, UnknownPlace), None), line.read("setting", a_setting, None)
    since, language = line.read("from", a_day, None), line.read("language", _language, "en")
    worker = line.read("worker", around.worker, None)
    if line.faults or place is None or setting is None or since is None:
        return None, line.faults
    numbers = {kind: value for kind, value in numbers.items() if value}
    return NewPerson(given, family, known_as, born, numbers, place, setting, since, language, worker), []


def _number(kind: NumberKind) -> Callable[[str], str]:
    return lambda text: tidy(kind, text)


def _language(text: str) -> str:
    for code, name in LANGUAGES.items():
        if text.lower() in (code, name.lower()):
            return code
    raise UnknownLanguage(value=text, known=", ".join(LANGUAGES))
