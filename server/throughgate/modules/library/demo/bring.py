"""Something to see or to hear that was made on this machine, as it stands on a shelf."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from throughgate.kernel.people.models import Worker
from throughgate.kernel.registry.demo import Showing
from throughgate.modules.library.commands.media import make_ready, take_in
from throughgate.modules.library.media.pieces import Made
from throughgate.modules.library.models import Media, Shelf
from throughgate.modules.library.rules.media import MediaKind


def bring(showing: Showing, shelf: Shelf, writer: Worker, kind: MediaKind, name: str, make: Callable[[Path], Made]) -> Media:
    """Made by `make` in a folder that it is given, and kept."""
    at = showing.now - timedelta(days=5)
    media = Media(id=showing.chance.id_at(at), shelf=shelf, kind=kind, name=name, size=1, by=writer, begun_at=at, came_at=at, wanted_at=at)
    settings.FILES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.FILES) as folder:
        made = make(Path(folder))
        media.save()
        make_ready(media, take_in(made), made.seconds, at)
    return media
