"""Media: as the blocks that show them, as their editors see them, and what of them waits for the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy
from throughgate.modules.library.media.ready import words_of
from throughgate.modules.library.models import Captions, Edition, Media, Rendition
from throughgate.modules.library.rules.body import Block, Document, File, Film, H5p, Picture, Scorm, Sound
from throughgate.modules.library.rules.media import UPLOAD, MediaKind, MediaState, Role

# Acts that were handed in wait for none of it: it is done beside them.
SKETCHED_AT_ONCE = 50


@dataclass(frozen=True)
class CaptionsView:
    """Captions in one language. `standing`: asked (of the machine), draft, or looked_at."""

    language: str
    words: str
    standing: str
    looked_by: str


@dataclass(frozen=True)
class MediaView:
    """Something that was brought for a shelf. `here`: how many of its `size` bytes have come; `why` it cannot be used, in words."""

    id: UUID
    shelf_id: UUID
    kind: MediaKind
    name: str
    size: int
    here: int
    state: MediaState
    being_made: bool
    why: str
    seconds: int
    brought_by: str
    begun_at: datetime
    shown: list[File]
    picture: File | None
    captions: list[CaptionsView]


@dataclass(frozen=True)
class Packed:
    """A file in an archive: the archive by its hash, and the file by its name there."""

    bundle: str
    member: str


def media_on(act: Act, shelf_id: UUID, kind: str = "") -> list[MediaView]:
    """What was brought for a shelf, the newest first: a hundred at most."""
    rows = policy.media_of(act).filter(shelf=shelf_id).order_by("-begun_at")
    rows = rows.filter(kind=kind) if kind else rows.exclude(kind=MediaKind.BUNDLE)
    return [_view(row) for row in rows.select_related("by")[:100]]


def media_view(act: Act, media_id: UUID) -> MediaView:
    """One of them. Raises: NotFound, also for those who make no items of its shelf."""
    row = policy.media_of(act).select_related("by").filter(pk=media_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def file_of_media(act: Act, media_id: UUID, sha256: str) -> File:
    """One of its files, for those who make items of its shelf. Raises: NotFound."""
    row = Rendition.objects.filter(media__in=policy.media_of(act), media=media_id, sha256=sha256).first()
    if row is None:
        raise NotFound
    return File(row.sha256, row.size, row.kind)


def block_of(media_id: str, said: dict[str, Any]) -> Block | None:
    """A block of an edition that shows this media, with what is said of it; None while it is not ready."""
    media = Media.objects.filter(pk=media_id, made_at__isnull=False).first()
    if media is None:
        return None
    match MediaKind(media.kind):
        case MediaKind.PICTURE:
            return picture_of(media, said["says"])
        case MediaKind.SOUND:
            return sound_of(media, said["title"], said["says"])
        case MediaKind.FILM:
            return film_of(media, said["title"], said["says"])
        case MediaKind.H5P:
            return H5p(_shown(media)[0], said["title"])
        case MediaKind.SCORM:
            return Scorm(_shown(media)[0], said["title"])
    return document_of(media, said["title"])


def media_named(sha256: str) -> UUID | None:
    """Of which media that hash is a file."""
    return Rendition.objects.filter(sha256=sha256).order_by("pk").values_list("media", flat=True).first()


def media_not_ready(shelf_id: UUID, media: list[str]) -> list[tuple[str, MediaState | None, str]]:
    """Which of them no edition of that shelf may name: the name, how far it has come, and why it cannot be used. None: not on the shelf."""
    rows = {str(row.pk): row for row in Media.objects.filter(pk__in=media, shelf=shelf_id)}
    gone: list[tuple[str, MediaState | None, str]] = [("", None, "") for one in media if one not in rows]
    return gone + [(row.name, row.state, words_of(row.why, row.why_what)) for row in rows.values() if row.state is not MediaState.READY]


def wanted_long_ago(act: Act, media: list[str]) -> list[UUID]:
    """Of these, what no draft was said to name since yesterday."""
    rows = policy.media_of(act).filter(pk__in=media, wanted_at__lt=act.at - timedelta(days=1))
    return list(rows.values_list("pk", flat=True))


def file_shown(media_id: UUID) -> File | None:
    """The one file that is heard or seen of it; the largest of a film's."""
    media = Media.objects.filter(pk=media_id).first()
    return next(iter(_shown(media)), None) if media else None


def cover(media_id: UUID) -> File | None:
    """The small picture of one."""
    media = Media.objects.filter(pk=media_id).first()
    return thumbnail_of(media) if media else None


def media_waiting() -> list[tuple[UUID, MediaKind]]:
    """What is all here and not made ready, the first first."""
    rows = Media.objects.filter(came_at__isnull=False, made_at=None, refused_at=None).order_by("came_at")
    return [(row.pk, MediaKind(row.kind)) for row in rows]


def packed(media_id: UUID) -> Packed | None:
    """Where it is to be taken from, if it came in an archive; an archive that is gone is nowhere."""
    row = Media.objects.filter(pk=media_id).exclude(member="").first()
    if row is None:
        return None
    bundle = file_shown(row.bundle_id) if row.bundle_id else None
    return Packed(bundle.h if bundle else "", row.member)


def drafts_asked_for() -> list[tuple[UUID, str, str]]:
    """Of which media, in which language captions are to be drafted, and the smallest file in which it is said."""
    rows = Captions.objects.filter(words="").order_by("at").select_related("media")
    return [(row.media_id, row.language, _shown(row.media)[-1].h) for row in rows]


def to_read_out() -> Edition | None:
    """The newest of what people have and nobody has read out yet."""
    return policy.editions_to_read_out().prefetch_related("heard").first()


def to_sketch() -> list[tuple[int, str]]:
    """Some of what people have and nobody has looked what it is like: editions, with the hashes of their words."""
    return list(policy.editions_to_sketch().values_list("pk", "body")[:SKETCHED_AT_ONCE])


def picture_of(media: Media, says: str) -> Picture:
    """A media as the block that shows it."""
    return Picture(_shown(media)[0], says)


def sound_of(media: Media, title: str, says: str) -> Sound:
    return Sound(_shown(media)[0], title, media.seconds, says)


def film_of(media: Media, title: str, says: str) -> Film:
    """With its poster, and the captions that somebody looked at."""
    captions = {row.language: File(row.sha256, row.size, "text/vtt") for row in _looked_at(media)}
    return Film(_shown(media), title, media.seconds, says, _one(media, Role.POSTER), captions)


def document_of(media: Media, title: str) -> Document:
    return Document(_shown(media)[0], title)


def thumbnail_of(media: Media) -> File | None:
    """The small picture that stands for it in lists; a sound has none."""
    return _one(media, Role.THUMBNAIL)


def _view(media: Media) -> MediaView:
    waits = media.state in (MediaState.COMING, MediaState.WAITING)
    return MediaView(
        id=media.pk,
        shelf_id=media.shelf_id,
        kind=MediaKind(media.kind),
        name=media.name,
        size=media.size,
        here=file_store.arrived_so_far(media.pk, UPLOAD) if waits else media.size,
        state=media.state,
        being_made=media.state is MediaState.WAITING and file_store.is_made_now(media.pk),
        why=words_of(media.why, media.why_what),
        seconds=media.seconds,
        brought_by=media.by.name,
        begun_at=media.begun_at,
        shown=_shown(media),
        picture=_one(media, Role.POSTER) or _one(media, Role.THUMBNAIL),
        captions=[_captions(row) for row in media.captions.select_related("looked_by").order_by("language")],
    )


def _captions(row: Captions) -> CaptionsView:
    standing = "looked_at" if row.looked_at else "draft" if row.words else "asked"
    return CaptionsView(row.language, row.words, standing, row.looked_by.name if row.looked_by else "")


def _shown(media: Media) -> list[File]:
    rows = media.renditions.filter(role=Role.SHOWN).order_by("-height")
    return [File(row.sha256, row.size, row.kind, row.height) for row in rows]


def _one(media: Media, role: Role) -> File | None:
    row = media.renditions.filter(role=role).first()
    return File(row.sha256, row.size, row.kind) if row else None


def _looked_at(media: Media) -> Any:
    return media.captions.exclude(looked_at=None).order_by("language")
