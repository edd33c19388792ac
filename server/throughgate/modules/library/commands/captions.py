"""What is said in a film or sound, in words on the picture."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.library import policy
from throughgate.modules.library.commands.kept import keep
from throughgate.modules.library.media import captions
from throughgate.modules.library.models import Captions, Media
from throughgate.modules.library.rules.needs import KEEP

Language = Annotated[str, Meta(min_length=2, max_length=8)]
Words = Annotated[str, Meta(min_length=1, max_length=captions.LARGEST)]


class CaptionsStand(Refused):
    says = _("There are captions in this language already. Take them away first.")


@command("library.write_captions", by=ActorKind.WORKER, needs=KEEP)
def write_captions(act: Act, *, media: UUID, language: Language, words: Words) -> Done:
    """Give a film or sound its captions in one language: brought, or a draft that somebody looked at and corrected."""
    film = policy.media_to_caption(act, media)
    written = captions.written(captions.read(words))
    return Done(None, (keep_captions(film, language, written, act.arrived, looked_by=act.worker),))


@command("library.ask_for_captions", by=ActorKind.WORKER, needs=KEEP)
def ask_for_captions(act: Act, *, media: UUID, language: Language) -> Done:
    """Ask the machine for a draft of what is said."""
    film = policy.media_to_caption(act, media)
    if Captions.objects.filter(media=film, language=language).exists():
        raise CaptionsStand
    return Done(None, (Captions.objects.create(media=film, language=language, at=act.arrived),))


@command("library.draft_captions", by=ActorKind.CLOCK)
def draft_captions(act: Act, *, media: UUID, language: Language, words: Words) -> Done:
    """What the machine heard, for somebody to look at."""
    film = policy.media_to_draft_for(act, media, language)
    return Done(None, (keep_captions(film, language, words, act.arrived),))


@command("library.drop_captions", by=ActorKind.WORKER, needs=KEEP)
def drop_captions(act: Act, *, media: UUID, language: Language) -> Done:
    """Take captions away, or a draft, or what was asked of the machine. Editions that have them keep them."""
    film = policy.media_to_caption(act, media)
    Captions.objects.filter(media=film, language=language).delete()
    return Done(None, (film,))


def keep_captions(media: Media, language: str, words: str, at: datetime, *, looked_by: UUID | None = None) -> Captions:
    """Captions in one language take the place of those that stood. Nobody looked at them yet where `looked_by` is None."""
    content = words.encode()
    told = {"words": words, "sha256": keep(content, "text/vtt", at), "size": len(content), "at": at}
    seen = {"looked_at": at if looked_by else None, "looked_by_id": looked_by}
    return Captions.objects.update_or_create(media=media, language=language, defaults=told | seen)[0]
