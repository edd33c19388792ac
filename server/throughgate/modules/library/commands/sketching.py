"""What the machine saw of an edition: what its words and pictures are like, and how hard it reads."""

from typing import Annotated

import msgspec
from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.library import policy
from throughgate.modules.library.models import Sketch
from throughgate.modules.library.rules.kinds import Sketched


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing of an edition, as `Sketch` keeps it."""

    what: Sketched
    look: bytes
    language: Annotated[str, Meta(max_length=8)] = ""
    file: Annotated[str, Meta(max_length=64)] = ""
    seconds: int = 0
    reading_age: int | None = None


@command("library.sketch_edition", by=ActorKind.CLOCK)
def sketch_edition(act: Act, *, edition: int, seen: list[Seen]) -> Done:
    """Keep what an edition is like, in place of the item's earlier one."""
    stands = policy.edition_to_sketch(act, edition)
    Sketch.objects.filter(edition__item=stands.item_id).delete()
    Sketch.objects.bulk_create(Sketch(edition=stands, **msgspec.structs.asdict(one)) for one in seen)
    stands.sketched_at = act.arrived
    stands.save()
    return Done(None)
