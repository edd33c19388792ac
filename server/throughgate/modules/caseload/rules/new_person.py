"""Somebody who is about to come onto the record, and every objection there may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.text import fold
from throughgate.kernel import times
from throughgate.kernel.people.models import Worker
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Place, PlaceKind, Setting

# Nobody is responsible for a crime before this birthday in England and Wales. Source: Children and Young Persons Act 1933, s. 50.
YOUNGEST = 10
OLDEST = 115

IN_CUSTODY = (PlaceKind.ESTABLISHMENT, PlaceKind.WING, PlaceKind.LANDING, PlaceKind.CELL)
NAMES = {NumberKind.PRISON: _("prison number"), NumberKind.CRN: _("CRN"), NumberKind.PNC: _("PNC"), NumberKind.CRO: _("CRO")}


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is about to come onto the record. Numbers are in their written form, by kind."""

    given_name: str
    family_name: str
    known_as: str
    born: date | None
    numbers: Mapping[NumberKind, str]
    place: Place
    setting: Setting
    since: date
    language: str = "en"
    worker: Worker | None = None

    @property
    def likeness(self) -> tuple[str, date | None]:
        """What two entries of one person would have in common."""
        return fold(f"{self.given_name} {self.family_name}"), self.born


@dataclass
class Known:
    """What the record holds already, as far as it matters: numbers, and names with dates of birth."""

    numbers: set[tuple[NumberKind, str]] = field(default_factory=set)
    likenesses: set[tuple[str, date | None]] = field(default_factory=set)


class NeedsName(Refused):
    says = _("Write both a given name and a family name.")


class NeedsNumber(Refused):
    says = _("Give a prison number or a CRN, so that this person can be told from everyone else.")


class NumberTaken(Refused):
    says = _("The {kind} {value} belongs to somebody who is on the record already.")


class AlreadyOnRecord(Refused):
    says = _("Somebody of this name and date of birth is on the record already. Find them, or check the numbers.")


class BornImpossibly(Refused):
    says = _("{day} cannot be right as a date of birth: that would be an age of {age}.")


class HereBeforeBirth(Refused):
    says = _("They cannot have been there since {day}, before they were born.")


class NotYetThere(Refused):
    says = _("{day} is still to come. Add somebody on the day they arrive.")


class SettingDoesNotFit(Refused):
    says = _("“{setting}” does not fit {place}, which is a {kind}.")


def objections(new: NewPerson, known: Known, today: date) -> Iterator[tuple[str, Refused]]:
    """Every reason not to add this person: the column it is about, and the refusal."""
    if not new.given_name.strip() or not new.family_name.strip():
        yield "given", NeedsName()
    yield from _of_numbers(new, known)
    yield from _of_dates(new, today)
    if not setting_fits(new.setting, new.place):
        yield "setting", setting_does_not_fit(new.setting, new.place)
    if new.born and new.likeness in known.likenesses:
        yield "family", AlreadyOnRecord()


def setting_fits(setting: Setting, place: Place) -> bool:
    """Whether people live there like that: nobody is on licence in a cell, nor locked up in an office."""
    in_prison = place.kind in IN_CUSTODY
    return in_prison if setting in (Setting.CLOSED, Setting.OPEN) else not in_prison or setting != Setting.COMMUNITY


def setting_does_not_fit(setting: Setting, place: Place) -> SettingDoesNotFit:
    return SettingDoesNotFit(setting=Setting(setting).label, place=place.name, kind=PlaceKind(place.kind).label)


def _of_numbers(new: NewPerson, known: Known) -> Iterator[tuple[str, Refused]]:
    if NumberKind.PRISON not in new.numbers and NumberKind.CRN not in new.numbers:
        yield "crn", NeedsNumber()
    for kind, value in new.numbers.items():
        if (kind, value) in known.numbers:
            yield column_of(kind), NumberTaken(kind=NAMES[kind], value=value)


def _of_dates(new: NewPerson, today: date) -> Iterator[tuple[str, Refused]]:
    if new.since > today:
        yield "from", NotYetThere(day=times.day(new.since))
    if new.born is None:
        return
    age = today.year - new.born.year - ((today.month, today.day) < (new.born.month, new.born.day))
    if not YOUNGEST <= age <= OLDEST:
        yield "born", BornImpossibly(day=times.day(new.born), age=age)
    elif new.since < new.born:
        yield "from", HereBeforeBirth(day=times.day(new.since))


def column_of(kind: NumberKind) -> str:
    """The column of a file in which that number stands."""
    return "prison_number" if kind is NumberKind.PRISON else kind.value
