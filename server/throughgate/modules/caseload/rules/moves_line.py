"""One line of a file of moves: from what stood there to a move, or to every reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from throughgate.basics.clock import london
from throughgate.basics.errors import Refused
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place
from throughgate.kernel.sheets import Fault, Reading, Sheet
from throughgate.modules.caseload.rules.cells import a_day, a_place, a_setting
from throughgate.modules.caseload.rules.moving import NewMove

COLUMNS = {
    "number": _("Prison number or CRN"),
    "place": _("Place code"),
    "setting": _("Setting"),
    "on": _("Moved on"),
    "time": _("At what time"),
    "release": _("Planned release"),
}
NEEDED = ("number", "place", "setting", "on")
ALSO_CALLED = {
    "number": ("prison number", "crn", "noms number", "number"),
    "place": ("location", "cell", "to"),
    "on": ("date", "since", "there since"),
    "time": ("time",),
    "release": ("release date", "planned release date"),
}
MOVES = Sheet(COLUMNS, NEEDED, ALSO_CALLED)
NOON = time(12)


class UnknownNumber(Refused):
    says = _("Nobody in your care has the number “{value}”.")


class UnknownPlace(Refused):
    says = _("There is no place “{value}” where people live.")


class NotATime(Refused):
    says = _("“{value}” is not a time. Write it like 14:30.")


@dataclass(frozen=True)
class Around:
    """What a line may name: people by number and places by code, both in capitals."""

    people: Mapping[str, Person]
    places: Mapping[str, Place]

    def person(self, text: str) -> Person | None:
        """Raises: UnknownNumber."""
        number = tidy_number(text)
        if number not in self.people:
            raise UnknownNumber(value=text)
        return self.people[number]


def read_line(said: Mapping[str, str], around: Around, now: datetime) -> tuple[NewMove | None, list[Fault]]:
    """The move a line speaks of; or, where anything cannot be read, none and every fault. Without a time it was at noon."""
    line = Reading(said, NEEDED)
    person, place = line.read("number", around.person, None), line.read("place", a_place(around.places, UnknownPlace), None)
    setting, day, at_time = line.read("setting", a_setting, None), line.read("on", a_day, None), line.read("time", _time, NOON)
    release = line.read("release", a_day, None)
    if line.faults or person is None or place is None or setting is None or day is None:
        return None, line.faults
    at = london(day, at_time.hour, at_time.minute)
    # Of today nobody means an hour to come, who left the time out.
    return NewMove(person, place, setting, at if "time" in said else min(at, max(now, london(day, 0))), release), []


def tidy_number(text: str) -> str:
    """A number as it is looked for: in capitals, without spaces."""
    return "".join(text.split()).upper()


def _time(text: str) -> time:
    for style in ("%H:%M", "%H:%M:%S", "%H.%M"):
        try:
            return datetime.strptime(text, style).time()  # noqa: DTZ007  a time of day has no zone
        except ValueError:
            continue
    raise NotATime(value=text)
