"""Archives of many things, as those see them who bring them in."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from throughgate.kernel.policy.act import Act
from throughgate.modules.library.media.bundles import kept
from throughgate.modules.library.models import Media, Rendition
from throughgate.modules.library.queries.media import MediaView, media_view
from throughgate.modules.library.rules.drafted import Draft, Wrong
from throughgate.modules.library.rules.media import Role


@dataclass(frozen=True)
class BundleView:
    """An archive: what of it can be brought in, and what not. `source`: what it is of; the same for each export of one channel."""

    media: MediaView
    shelf: str
    source: str
    good: int
    bad: int

    def drafts(self) -> Iterator[Draft]:
        """What can be brought in, one by one, as often as asked."""
        return kept.drafts_in(_hash(self.media.id, Role.DRAFTS)) if self.good else iter(())

    def wrong(self) -> Iterator[Wrong]:
        """What cannot."""
        return kept.wrong_in(_hash(self.media.id, Role.WRONG)) if self.bad else iter(())


def bundle_view(act: Act, media_id: UUID) -> BundleView:
    """Raises: NotFound, also for those who make no items of its shelf."""
    media = media_view(act, media_id)
    rows = {row.role: row for row in Rendition.objects.filter(media=media_id, role__in=(Role.DRAFTS, Role.WRONG))}
    counts = {role: kept.count_in(row.sha256) for role, row in rows.items()}
    source = next((row.kind.removeprefix("application/x-") for row in rows.values()), "")
    name = Media.objects.values_list("shelf__name", flat=True).get(pk=media_id)
    return BundleView(media, name, source, counts.get(Role.DRAFTS, 0), counts.get(Role.WRONG, 0))


def _hash(media_id: UUID, role: Role) -> str:
    return Rendition.objects.get(media=media_id, role=role).sha256
