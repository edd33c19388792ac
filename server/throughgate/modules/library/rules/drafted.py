"""What is brought in from elsewhere: a draft of an item, by what its source calls it; and a line of which none could be made."""

from collections.abc import Mapping

import msgspec
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.sheets import Fault, Missing, SameInFile, TooLong
from throughgate.modules.library.rules.kinds import Kind, Topic
from throughgate.modules.library.rules.media import MediaKind

MOST_TOPICS = 4
# In which an editor can say that people read.
LANGUAGES = ("en", "cy", "pl", "ro", "ur", "ar", "sq")


class Inside(msgspec.Struct, frozen=True):
    """A file of the archive: its name there, and the sha256 and bytes of what is in it."""

    kind: MediaKind
    name: str
    h: str
    n: int


class DraftText(msgspec.Struct, frozen=True):
    """What a draft says in one language, as plain text; `says`: what is seen or said in what it shows."""

    title: str
    summary: str = ""
    words: str = ""
    easy: str = ""
    says: str = ""


class Draft(msgspec.Struct, frozen=True):
    """One item to be. `theirs`: what the source calls it, for ever; `series`: the same of the series that it is part of."""

    line: int
    theirs: str
    kind: Kind
    texts: dict[str, DraftText]
    topics: list[Topic] = []
    languages: list[str] = []
    series: str = ""
    part: int = 0
    picture: Inside | None = None
    shows: list[Inside] = []

    @property
    def files(self) -> list[Inside]:
        """Every file that it names."""
        return [*self.shows, *([self.picture] if self.picture else [])]


class Wrong(msgspec.Struct, frozen=True):
    """A line of which there can be no draft: what stood there, and in which columns what is wrong, as codes and their values."""

    line: int
    said: dict[str, str]
    faults: list[tuple[str, str, dict[str, str | int]]]

    @property
    def why(self) -> list[tuple[str, str]]:
        """Column and reason, in the reader's language."""
        return [(column, words_of(code, values)) for column, code, values in self.faults]


class NotInArchive(Refused):
    says = _("There is no file “{name}” in the archive.")


class WrongFile(Refused):
    says = _("“{name}” is none of the files that go here: {known}.")


class FileTooBig(Refused):
    says = _("“{name}” is too large: {most} MB is the most that we can take.")


class NotText(Refused):
    says = _("“{name}” is not plain text (UTF-8).")


class NothingToRead(Refused):
    says = _("There are no words here, and nothing to see or hear.")


class NotSaid(Refused):
    says = _("Write what can be seen or heard there, for those who do not see or hear.")


class UnknownWord(Refused):
    says = _("“{value}” is not known here. Write one of: {known}.")


class TooManyTopics(Refused):
    says = _("Choose four topics at most.")


class NotANumber(Refused):
    says = _("“{value}” is not a number from 1 to 999.")


class CannotBeShown(Refused):
    says = _("This cannot be shown yet ({what}).")


class ChangedOnTheWay(Refused):
    says = _("“{name}” is not what the channel says it is: it was changed or broke on its way.")


FAULTS = {
    kind().code: kind
    for kind in (
        *(Missing, TooLong, SameInFile, NotInArchive, WrongFile, FileTooBig, NotText, NothingToRead, NotSaid, UnknownWord),
        *(TooManyTopics, NotANumber, CannotBeShown, ChangedOnTheWay),
    )
}


def wrong(line: int, said: Mapping[str, str], faults: list[Fault]) -> Wrong:
    """A line and all that is wrong with it, as it is kept."""
    return Wrong(line, dict(said), [(column, no.code, {k: _plain(v) for k, v in no.values.items()}) for column, no in faults])


def words_of(code: str, values: Mapping[str, str | int]) -> str:
    """The sentence for a reason that was kept."""
    return FAULTS[code](**values).words


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)
