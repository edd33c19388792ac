"""What is published is heard, too: read out by the machine where no person did."""

from typing import Annotated

import msgspec
from msgspec import Meta

from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.sync.models import StoredFile
from throughgate.modules.library import policy
from throughgate.modules.library.models import Edition, Heard
from throughgate.modules.library.rules.body import File


class Spoken(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language of an edition, or its easy-read twin, as a sound."""

    language: Annotated[str, Meta(min_length=2, max_length=8)]
    easy: bool
    file: File


@command("library.read_out", by=ActorKind.CLOCK)
def read_out(act: Act, *, edition: int, spoken: list[Spoken]) -> Done:
    """Let those who have an item hear it; an empty list where no voice here reads any of its languages."""
    read = policy.edition_to_read_out(act, edition)
    for one in spoken:
        keep_heard(read, one, person=False)
        StoredFile.objects.get_or_create(pk=one.file.h, defaults={"size": one.file.n, "kind": one.file.t, "arrived": act.arrived})
    read.read_out_at = act.arrived
    read.save()
    return Done(None, (read.item,) if spoken else ())


def keep_heard(edition: Edition, spoken: Spoken, *, person: bool) -> Heard:
    """One sound of an edition. What is there already stays: a person goes before the machine."""
    file = spoken.file
    told = {"person": person, "sha256": file.h, "size": file.n, "kind": file.t}
    return Heard.objects.get_or_create(edition=edition, language=spoken.language, easy=spoken.easy, defaults=told)[0]
