"""Files that somebody outside brings."""

from datetime import datetime

from throughgate.kernel.gateways import file_store
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.touch.commands.sending import PieceSaid
from throughgate.modules.touch.media.taking import taken


def keep(content: bytes, kind: str, at: datetime, seconds: float | None = None) -> PieceSaid:
    """Keep a file, so that a message may name it; nobody reads it before that has passed. Raises: BadFile, in words."""
    made, kept_as = taken(content, kind)
    sha256 = file_store.put(made)
    StoredFile.objects.get_or_create(pk=sha256, defaults={"size": len(made), "kind": kept_as, "arrived": at})
    return PieceSaid(h=sha256, t=kept_as, n=len(made), seconds=seconds)
