"""What was seen in the files of an item: facts of a machine, before any rule has judged them. They travel in a command."""

from msgspec import Struct

from throughgate.kernel.screening.models import Trouble


class Goes(Struct, frozen=True):
    """What may go on in place of a file: made anew by us. `size` in bytes."""

    sha256: str
    type: str
    size: int


class Looked(Struct, frozen=True):
    """One file, the `n`th of its item.

    `troubles`: why it may not pass, or was not seen as a whole. `words`: read or heard in it. `nudity`, 0 to 1: how sure the model is of
    what it saw most of. `faces`: how many. `hash`: PDQ, 64 hexadecimal digits. `named`: what the scanner for viruses calls it.
    """

    n: int
    troubles: list[Trouble] = []
    goes: Goes | None = None
    words: str = ""
    nudity: float = 0.0
    faces: int = 0
    hash: str = ""
    named: str = ""


class Found(Struct, frozen=True):
    """What was seen in all files of an item."""

    files: list[Looked]

    @property
    def cleaned(self) -> dict[int, Goes]:
        """What goes on in place of which file."""
        return {one.n: one.goes for one in self.files if one.goes}
