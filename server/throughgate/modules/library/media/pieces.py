"""What is made of a file, and what says why nothing can be."""

from dataclasses import dataclass
from pathlib import Path

from throughgate.basics.errors import Refused


class Unusable(Refused):
    """A file that nothing can be made of, with why, in an editor's words."""

    status = 422


@dataclass(frozen=True)
class Piece:
    """One file that was made: where it stands, its media type, and the lines of a film."""

    role: str
    path: Path
    kind: str
    height: int = 0


@dataclass(frozen=True)
class Made:
    """All that was made of one file; `seconds` it lasts, where it does."""

    pieces: tuple[Piece, ...]
    seconds: int = 0
