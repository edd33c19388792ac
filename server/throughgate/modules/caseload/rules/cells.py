"""What a cell of a file of people or moves may say: each is read into what it means, or into the reason why not."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.places.models import Place, Setting
from throughgate.kernel.sheets import TooLong

LONGEST_NAME = 80
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")


class NotADate(Refused):
    says = _("“{value}” is not a date. Write it like 21/11/2026.")


class UnknownSetting(Refused):
    says = _("“{value}” is not a setting. Write one of: {known}.")


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
