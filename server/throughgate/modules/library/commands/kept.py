"""Files of the library's own."""

from datetime import datetime

from throughgate.kernel.gateways import file_store
from throughgate.kernel.sync.models import StoredFile


def keep(content: bytes, kind: str, at: datetime) -> str:
    """Keep a file, for all who may have a row that names it. Returns its hash."""
    sha256 = file_store.put(content)
    StoredFile.objects.get_or_create(pk=sha256, defaults={"size": len(content), "kind": kind, "arrived": at})
    return sha256
