"""What a module hands in to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from throughgate.kernel.screening.models import Way


@dataclass(frozen=True)
class Carried:
    """A file that would pass: its hash in the file store, and the type that its sender says it has."""

    sha256: str
    type: str


@dataclass(frozen=True)
class Passage:
    """Something that would pass the wall. `id` is that of the module's own row, `kind` its name: "touch.message".

    `contact`: None where it is for several. `always`: the approval says that staff read everything.
    """

    id: UUID
    kind: str
    person: UUID
    contact: UUID | None
    way: Way
    words: str
    files: Sequence[Carried] = ()
    always: bool = False
