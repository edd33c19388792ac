"""Pictures, sound, film and documents of a shelf: how they come, and what is made of them."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library import policy
from throughgate.modules.library.media.pieces import Made, Piece
from throughgate.modules.library.models import Media, Rendition
from throughgate.modules.library.rules.body import File
from throughgate.modules.library.rules.media import MB, MOST, UPLOAD, MediaKind, Role
from throughgate.modules.library.rules.needs import KEEP


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file that was made, and what it is for."""

    role: Role
    file: File


class FileTooLarge(Refused):
    says = _("This file is too large: {most} MB is the most we can take. Make it smaller, or cut it into parts.")
    status: ClassVar[int] = 413


class FileEmpty(Refused):
    says = _("There is nothing in this file.")


class DrawingRefused(Refused):
    says = _("An SVG file can hold programs, so we take none. Save the drawing as PNG or WebP.")


class NotAllHere(Refused):
    says = _("Some of this file is still on its way.")


@command("library.begin_media", by=ActorKind.WORKER, needs=KEEP)
def begin_media(
    act: Act,
    *,
    shelf: UUID,
    kind: MediaKind,
    name: Annotated[str, Meta(min_length=1, max_length=200)],
    size: Annotated[int, Meta(ge=0)],
    stamp: Annotated[int, Meta(ge=0)] = 0,
) -> Done:
    """Say that a file comes. What can never be taken is refused before its first byte. The same file again goes on where it stopped."""
    kept = policy.shelf_to_write_for(act, shelf)
    if size == 0:
        raise FileEmpty
    if size > MOST[kind]:
        raise FileTooLarge(most=MOST[kind] // MB)
    if name.lower().endswith((".svg", ".svgz")):
        raise DrawingRefused
    told = {"shelf": kept, "by_id": act.worker, "kind": kind, "name": name, "size": size, "stamp": stamp}
    begun = Media.objects.filter(**told, came_at=None, refused_at=None).first()
    media = begun or Media.objects.create(id=act.id, begun_at=act.arrived, wanted_at=act.arrived, **told)
    return Done(None, (media,))


@command("library.take_media", by=ActorKind.WORKER, needs=KEEP)
def take_media(act: Act, *, media: UUID) -> Done:
    """All of a file is here: it is made ready as soon as the worker comes to it."""
    coming = policy.media_to_bring(act, media)
    if coming.came_at is None:
        if file_store.arrived_so_far(coming.pk, UPLOAD) < coming.size:
            raise NotAllHere
        coming.came_at = act.arrived
        coming.save()
    return Done(None, (coming,))


@command("library.ready_media", by=ActorKind.CLOCK)
def ready_media(act: Act, *, media: UUID, renditions: list[Kept], seconds: Annotated[int, Meta(ge=0)]) -> Done:
    """It has been made ready: from now on an edition may name it."""
    made = policy.media_to_make(act, media)
    make_ready(made, renditions, seconds, act.arrived)
    return Done(None, (made,))


@command("library.refuse_media", by=ActorKind.CLOCK)
def refuse_media(
    act: Act, *, media: UUID, why: Annotated[str, Meta(min_length=1, max_length=60)], what: dict[str, str | int] | None = None
) -> Done:
    """Nothing can be made of it. `why`: the code of what stood in the way; `what`: the values that its words name."""
    bad = policy.media_to_make(act, media)
    bad.refused_at, bad.why, bad.why_what = act.arrived, why, what or {}
    bad.save()
    return Done(None, (bad,))


@command("library.want_media", by=ActorKind.WORKER, needs=KEEP)
def want_media(act: Act, *, media: UUID) -> Done:
    """A draft names it: it stays for another month."""
    wanted = policy.media_to_use(act, media)
    wanted.wanted_at = act.arrived
    wanted.save()
    return Done(None, (wanted,))


@command("library.drop_media", by=ActorKind.CLOCK)
def drop_media(act: Act, *, media: UUID) -> Done:
    """Nobody wanted it for a month: it goes, with all that was made of it and is used nowhere else."""
    gone = policy.media_nobody_wants(act, media)
    made = policy.files_of_media(gone.pk)
    gone.delete()
    for sha256 in made - policy.files_in_use(made):
        StoredFile.objects.filter(pk=sha256).delete()
    return Done(None, ())


def make_ready(media: Media, files: list[Kept], seconds: int, at: datetime) -> None:
    """These are what players get of it."""
    for role, file in ((one.role, one.file) for one in files):
        StoredFile.objects.get_or_create(pk=file.h, defaults={"size": file.n, "kind": file.t, "arrived": at})
        Rendition.objects.create(media=media, role=role, sha256=file.h, size=file.n, kind=file.t, height=file.height)
    media.made_at, media.seconds = at, seconds
    media.save()


def take_in(made: Made) -> list[Kept]:
    """What was made stands in the file store from now on, under its hash. To do it twice is to do it once."""
    return [_taken(piece) for piece in made.pieces]


def _taken(piece: Piece) -> Kept:
    size = piece.path.stat().st_size
    return Kept(Role(piece.role), File(file_store.take_in(piece.path), size, piece.kind, piece.height))
