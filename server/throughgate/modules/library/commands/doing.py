"""What people do with packages, and how it ended."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.modules.library import policy
from throughgate.modules.library.models import Did
from throughgate.modules.library.rules.kinds import Verb
from throughgate.modules.library.rules.needs import READ

MOST_SECONDS = 24 * 3600


@command("library.did", by=ActorKind.PERSON, needs=READ)
def did(
    act: Act,
    *,
    item: UUID,
    edition: Annotated[int, Meta(ge=1)],
    package: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")],
    verb: Verb,
    score: Annotated[float, Meta(ge=0, le=1)] | None,
    seconds: Annotated[int, Meta(ge=0, le=MOST_SECONDS)],
) -> Done:
    """Say that one came to the end of a package. `edition`: its number, of those of the item; `package`: the sha256 of its file.

    Raises: NotFound where that edition shows no such package.
    """
    me, shown = myself(act), policy.edition_with_package(act, item, edition, package)
    row = Did.objects.create(
        id=act.id, person=me, item_id=shown.item_id, edition=shown.n, package=package, verb=verb, score=score, seconds=seconds, at=act.at
    )
    return Done(me.pk, (row,))
