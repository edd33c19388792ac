"""News from elsewhere: a shelf takes it from a place that the site allows, and finds it as an archive that was brought."""

from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways import elsewhere
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.library import policy
from throughgate.modules.library.models import Media, NewsSource
from throughgate.modules.library.rules.media import MediaKind
from throughgate.modules.library.rules.needs import KEEP

# So that a story is known again for as long as a feed may name it.
MOST_SEEN = 1_000


class PlaceNotAllowed(Refused):
    says = _("News may be taken from these places alone: {places}. Ask whoever runs Throughgate here to allow another.")


class NoPlacesAllowed(Refused):
    says = _("No place is allowed from which news may be taken. Ask whoever runs Throughgate here.")


class TakenAlready(Refused):
    says = _("This shelf takes the news from there already.")


@command("library.take_news_from", by=ActorKind.WORKER, needs=KEEP)
def take_news_from(
    act: Act,
    *,
    shelf: UUID,
    address: Annotated[str, Meta(min_length=1, max_length=500)],
    name: Annotated[str, Meta(min_length=1, max_length=80)],
) -> Done:
    """From now on the news of that feed comes to a shelf, for somebody there to make drafts of."""
    kept = policy.shelf_to_write_for(act, shelf)
    if not settings.NEWS_FROM:
        raise NoPlacesAllowed
    if not elsewhere.is_allowed(address):
        raise PlaceNotAllowed(places=", ".join(sorted(settings.NEWS_FROM)))
    if NewsSource.objects.filter(shelf=kept, address=address, to_at=None).exists():
        raise TakenAlready
    told = {"shelf": kept, "address": address, "name": name, "by_id": act.worker, "from_at": act.arrived}
    return Done(None, (NewsSource.objects.create(id=act.id, **told),))


@command("library.leave_news", by=ActorKind.WORKER, needs=KEEP)
def leave_news(act: Act, *, source: UUID) -> Done:
    """No more news from there. What came stays."""
    left = policy.source_to_leave(act, source)
    left.to_at = act.arrived
    left.save()
    return Done(None, (left,))


@command("library.take_news", by=ActorKind.CLOCK)
def take_news(act: Act, *, source: UUID, seen: list[str], size: Annotated[int, Meta(ge=0)] = 0) -> Done:
    """These stories are new there, and stand in an archive of that size under the act's id; nothing new where there is none."""
    looked = policy.source_to_look_at(act, source)
    looked.looked_at, looked.missed, looked.seen = act.arrived, "", [*seen, *looked.seen][:MOST_SEEN]
    looked.save()
    if not seen:
        return Done(None, (looked,))
    told = {"shelf": looked.shelf, "by": looked.by, "kind": MediaKind.BUNDLE, "name": looked.name, "size": size}
    media = Media.objects.create(id=act.id, begun_at=act.arrived, came_at=act.arrived, wanted_at=act.arrived, **told)
    return Done(None, (looked, media))


@command("library.miss_news", by=ActorKind.CLOCK)
def miss_news(act: Act, *, source: UUID, why: Annotated[str, Meta(min_length=1, max_length=60)]) -> Done:
    """There was no news to be had there, and why: the code of the reason."""
    looked = policy.source_to_look_at(act, source)
    looked.looked_at, looked.missed = act.arrived, why
    looked.save()
    return Done(None, (looked,))
