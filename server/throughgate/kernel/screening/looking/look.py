"""Looking at the files of an item. Takes seconds: never in a transaction."""

from pathlib import Path
from uuid import UUID

from throughgate.kernel.gateways import clamd, file_store
from throughgate.kernel.screening.looking.found import Found, Looked
from throughgate.kernel.screening.looking.kinds import Kind, kind_of
from throughgate.kernel.screening.looking.pictures import look_at
from throughgate.kernel.screening.looking.sounds import listen_to
from throughgate.kernel.screening.models import Item, ItemFile, Outcome, Trouble


class LookLater(Exception):
    """It cannot be looked at now: somebody else does, or the scanner is away. It goes on waiting."""


def waiting(most: int) -> list[UUID]:
    """Items whose files nobody has looked at yet, who waits longest first."""
    return list(Item.objects.filter(outcome=Outcome.LOOKING).order_by("arrived_at").values_list("pk", flat=True)[:most])


def look(item: Item) -> Found:
    """What is in the files of an item. Raises: LookLater."""
    files = list(item.files.order_by("n"))
    with file_store.workshop(item.pk) as folder:
        if folder is None:
            raise LookLater
        known: list[Looked] = []
        pictures: dict[int, Path] = {}
        for one in files:
            path = file_store.path_of(one.sha256)
            match _first_glance(one, path):
                case Looked() as looked:
                    known.append(looked)
                case Kind.PICTURE:
                    pictures[one.n] = path
                case Kind.SOUND:
                    known.append(listen_to(one.n, path, folder, item.language))
        if pictures:
            known += look_at(pictures, folder)
    return Found(sorted(known, key=lambda one: one.n))


def _first_glance(file: ItemFile, path: Path) -> Looked | Kind:
    """What it is, or why nobody has to look further."""
    if not path.exists():
        return Looked(file.n, [Trouble.LOST])
    if name := _scanned(path):
        return Looked(file.n, [Trouble.NAMED], named=name)
    kind = kind_of(path)
    if isinstance(kind, Trouble):
        return Looked(file.n, [kind])
    return kind if file.type.startswith(kind.value) else Looked(file.n, [Trouble.OTHER])


def _scanned(path: Path) -> str:
    try:
        return clamd.name_of(path) if clamd.is_wanted() else ""
    except clamd.Away as away:
        raise LookLater from away
