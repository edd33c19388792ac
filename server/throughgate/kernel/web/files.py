"""A kept file on a staff page. Whoever calls this has asked the policy whether this worker may see it."""

from django.http import FileResponse

from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways.file_store import path_of
from throughgate.kernel.sync.models import StoredFile

# How a file begins, and what it then is. Anything else is handed over as bytes that no browser opens.
BEGINNINGS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def file_response(sha256: str) -> FileResponse:
    """The bytes of a kept file, to be shown and never run. Raises: NotFound."""
    path = path_of(sha256)
    if not path.exists():
        raise NotFound
    stored = StoredFile.objects.filter(pk=sha256).first()
    file = path.open("rb")
    beginning = file.read(4)
    file.seek(0)
    kind = stored.kind if stored else next((k for b, k in BEGINNINGS.items() if beginning.startswith(b)), "application/octet-stream")
    return FileResponse(file, content_type=kind, headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"})
