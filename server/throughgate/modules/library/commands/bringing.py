"""Many things that came in one archive: looked through by the worker, and made drafts of when somebody says so."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.basics.ids import uuid_from
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.library import policy
from throughgate.modules.library.media.bundles.kept import drafts_in
from throughgate.modules.library.models import Media
from throughgate.modules.library.rules.drafted import Inside
from throughgate.modules.library.rules.media import Role
from throughgate.modules.library.rules.needs import KEEP

AT_ONCE = 500


class NothingToBring(Refused):
    says = _("Nothing in this archive can be brought in. Put right what is listed, and bring it again.")


@command("library.bring_in", by=ActorKind.WORKER, needs=KEEP)
def bring_in(act: Act, *, bundle: UUID) -> Done:
    """Everything that the good lines of an archive name stands on its shelf from now on. The same file is there once."""
    came = policy.bundle_to_bring_in(act, bundle)
    drafts = came.renditions.filter(role=Role.DRAFTS).first()
    if drafts is None:
        raise NothingToBring
    named = {id_of(came.shelf_id, file): file for draft in drafts_in(drafts.sha256) for file in draft.files}
    fresh = set(named)
    for some in _batches(sorted(named)):
        there = Media.objects.filter(pk__in=some)
        there.update(wanted_at=act.arrived)
        fresh -= set(there.values_list("pk", flat=True))
    Media.objects.bulk_create(_rows(act, came, ((key, named[key]) for key in sorted(fresh))), batch_size=AT_ONCE)
    return Done(None, (came,))


def id_of(shelf_id: UUID, file: Inside) -> UUID:
    """Under which a file that came in an archive stands on a shelf: the same for the same bytes."""
    return uuid_from("library.bring_in", shelf_id, file.kind, file.h)


def _rows(act: Act, came: Media, named: Iterable[tuple[UUID, Inside]]) -> Iterable[Media]:
    for key, file in named:
        yield Media(
            id=key,
            shelf=came.shelf,
            kind=file.kind,
            name=file.name.rpartition("/")[2][:200],
            size=file.n,
            by_id=act.worker,
            begun_at=act.arrived,
            came_at=act.arrived,
            wanted_at=act.arrived,
            bundle=came,
            member=file.name,
        )


def _batches(keys: list[UUID]) -> Iterable[list[UUID]]:
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
