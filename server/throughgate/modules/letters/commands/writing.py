"""Letters to and fro. All that comes here is sealed: there is nothing to screen, and nothing that anybody could read."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.gateways.post import write_letter
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import myself
from throughgate.modules.letters import policy
from throughgate.modules.letters.models import Box, Letter, Opened, Recipient, Returned, Way
from throughgate.modules.letters.policy import SEALED
from throughgate.modules.letters.rules.boxes import LONGEST_BOX, is_box
from throughgate.modules.letters.rules.keys import is_public

Key = Annotated[str, Meta(max_length=86)]
Sealed = Annotated[str, Meta(max_length=LONGEST_BOX)]
# Whoever reads there is told by mail; of a run of letters once.
QUIET = timedelta(hours=1)


class SealedTo(msgspec.Struct, frozen=True):
    """The same letter, sealed to one of those who may open it."""

    key: Key
    box: Sealed


class NotSealed(Refused):
    says = gettext_lazy("This letter was not sealed, so we did not take it. Nobody has read it. Please write it again.")


@command("letters.send", by=ActorKind.PERSON, needs=SEALED)
def send(act: Act, *, recipient: UUID, key: Key, box: Sealed, answers: UUID | None = None) -> Done:
    """A letter, sealed on the person's device to the key of whom it is for. To a key that stands no longer it is not handed over.

    The trail does not name the person as the one it is about: nobody on a wing reads there that they wrote.
    """
    to = policy.recipient_to_write_to(act, recipient)
    _check(key, box)
    first = policy.letter_to_answer(act, answers) if answers else None
    letter = _letter(act, myself(act).pk, to, Way.OUT, first)
    letter.returned = _why_not(to, key)
    letter.save(force_insert=True)
    Box.objects.create(letter=letter, person_id=letter.person_id, key=key, box=box)
    if not letter.returned:
        _tell_readers(act, letter)
    return Done(None, (letter,))


@command("letters.reply", by=ActorKind.CONTACT, needs=SEALED)
def reply(act: Act, *, letter: UUID, boxes: Annotated[list[SealedTo], Meta(min_length=1, max_length=8)]) -> Done:
    """An answer, sealed in the reader's browser to the key that came inside the letter, and to their own."""
    first = policy.letter_to_read(act, letter)
    for one in boxes:
        _check(one.key, one.box)
    answer = _letter(act, first.person_id, first.recipient, Way.IN, first)
    answer.save(force_insert=True)
    once = {one.key: one.box for one in boxes}
    Box.objects.bulk_create([Box(letter=answer, person_id=first.person_id, key=key, box=box) for key, box in once.items()])
    return Done(None, (answer,))


@command("letters.tell_opened", by=ActorKind.CONTACT, needs=SEALED)
def tell_opened(act: Act, *, letter: UUID) -> Done:
    """The reader chose to tell the person that it was read."""
    read = policy.letter_to_read(act, letter)
    Opened.objects.get_or_create(letter=read, defaults={"person_id": read.person_id, "at": act.arrived})
    return Done(None, (read,))


def _letter(act: Act, person_id: UUID, recipient: Recipient, way: Way, first: Letter | None) -> Letter:
    when = {"written_at": act.at, "arrived_at": act.arrived}
    return Letter(id=act.id, person_id=person_id, recipient=recipient, way=way, answers=first, **when)


def _check(key: str, box: str) -> None:
    if not (is_public(key) and is_box(box)):
        raise NotSealed


def _why_not(to: Recipient, key: str) -> str:
    """Why a letter goes back; empty where it is handed over."""
    if to.to_at:
        return Returned.ENDED
    stands = to.keys.filter(public=key, pinned_at__isnull=False, ended_at=None).exists()
    return "" if stands else Returned.KEY


def _tell_readers(act: Act, letter: Letter) -> None:
    lately = Letter.objects.filter(recipient=letter.recipient, way=Way.OUT, arrived_at__gt=act.arrived - QUIET).exclude(pk=letter.pk)
    if lately.exists():
        return
    for reader in letter.recipient.readers.filter(to_at=None).select_related("contact"):
        with translation.override(reader.contact.language):
            words = _("There is something new on your page:\n\n{link}\n").format(link=f"{settings.FAMILY_URL}/letters/")
            write_letter(reader.contact.email, _("Something new"), words, act.arrived)
