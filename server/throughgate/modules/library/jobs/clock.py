"""What the clock does."""

from datetime import datetime
from uuid import UUID

from throughgate.basics.ids import uuid_from
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library import policy
from throughgate.modules.library.commands.media import drop_media
from throughgate.modules.library.commands.publishing import end_item
from throughgate.modules.library.rules.media import UPLOAD


def end_items(now: datetime) -> int:
    """Take away what has had its day, and the last of what was taken back. Returns how many items."""
    over = policy.items_that_are_over(now)
    for item in over:
        end_item(Act(CLOCK, now, now, Face.OPS), item=item)
    return len(over)


def drop_unwanted_media(now: datetime) -> int:
    """Throw away what nobody wanted for a month. Returns how many media."""
    with scope(Act(CLOCK, now, now, Face.OPS)):
        unwanted = policy.unwanted_media(now)
    for media in unwanted:
        _drop(media, now)
    return len(unwanted)


def _drop(media: UUID, now: datetime) -> None:
    # Made from what it is about, so that running twice is running once.
    act = Act(CLOCK, now, now, Face.OPS, id=uuid_from("library.drop_media", media))
    with scope(act):
        made = policy.files_of_media(media)
    drop_media(act, media=media)
    # Bytes go once it is certain that no row names them.
    kept = set(StoredFile.objects.filter(pk__in=made).values_list("pk", flat=True))
    for sha256 in made - kept:
        file_store.forget(sha256)
    file_store.throw_away(media, UPLOAD)
