"""Drafts that follow a person to another device: the newest of each is kept here, sealed. Where two differ, the person chooses.

A draft is not said yet: nobody but its writer may see it, no command judges it, and it leaves no trail. Other devices hear of a change
through the feed `sync.drafts`, which says that there is one and never what is in it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done
from throughgate.kernel.identity.devices import uses_of
from throughgate.kernel.identity.models import Device
from throughgate.kernel.identity.tries import is_news
from throughgate.kernel.policy.act import Act, Actor, ActorKind, Face
from throughgate.kernel.sync.feeds import Feed
from throughgate.kernel.sync.models import Draft
from throughgate.kernel.sync.seal import Unreadable, close, open_closed
from throughgate.kernel.sync.streams import publish
from throughgate.kernel.sync.word import Signer
from throughgate.kernel.sync.word import taken as word_on

MOST_LETTERS, MOST_DRAFTS = 64_000, 50
# With those that were sent or dropped, which tell other devices so for a while.
MOST_ROWS = 500
# As long as a photo for a draft stays on a device.
KEPT = timedelta(days=90)
# A device that was away for longer finds nothing, and takes that for gone.
KEPT_GONE = timedelta(days=30)


class DraftAsk(msgspec.Struct, frozen=True):
    """`base_rev` is what the device began from (0 for nothing); `body` is for devices to read, null where it was sent or dropped."""

    base_rev: Annotated[int, Meta(ge=0, le=2**53)]
    body: Annotated[str, Meta(max_length=MOST_LETTERS)] | None


class DraftAnswer(msgspec.Struct, frozen=True):
    rev: int


class DraftHere(msgspec.Struct, frozen=True, omit_defaults=True):
    """`beside`: another version, which a device handed in while its writer was not there; the writer chooses."""

    rev: int
    body: str | None
    at: str
    beside: str | None = None


class CarriedDraft(msgspec.Struct, frozen=True):
    """A draft as its device sealed it to our key when it was saved: a compact JWE of `CarriedSaid`."""

    id: UUID
    jwe: Annotated[str, Meta(max_length=2 * MOST_LETTERS)]


class CarriedAsk(msgspec.Struct, frozen=True):
    drafts: Annotated[list[CarriedDraft], Meta(max_length=MOST_DRAFTS)]
    signer: Signer = ""


class CarriedSaid(msgspec.Struct, frozen=True):
    """Whose it is, on which device it was written, and what it began from."""

    person: UUID
    device: UUID
    base_rev: Annotated[int, Meta(ge=0, le=2**53)]
    body: Annotated[str, Meta(max_length=MOST_LETTERS)]


class CarriedAnswer(msgspec.Struct, frozen=True):
    """The device need keep these no longer: it believes so where `word` says it of their bytes."""

    taken: list[UUID]
    word: str


class DraftNews(msgspec.Struct, frozen=True):
    """That a draft has changed; `gone` where it was sent or dropped."""

    rev: int
    gone: bool


class AnotherDraft(Refused):
    """Another device has changed it since: the answer holds that version, and nothing was written."""

    says = _("You also wrote this on another device.")


class TooManyDrafts(Refused):
    says = _("You have begun too many things at once. Send or drop some of them first.")


def write_draft(act: Act, person_id: UUID, draft_id: UUID, ask: DraftAsk) -> DraftAnswer:
    """Keep this version. Raises: AnotherDraft · TooManyDrafts."""
    with transaction.atomic():
        row = _locked(person_id, draft_id, act.arrived)
        if row.rev != ask.base_rev:
            raise AnotherDraft(theirs=_shown(row))
        row.rev, row.at, row.sealed, row.beside = row.rev + 1, act.arrived, "" if ask.body is None else close(ask.body.encode()), ""
        row.save()
        _not_too_many(person_id)
        publish([(act, Done(person_id, (row,)))])
    return DraftAnswer(row.rev)


def take_carried(device: Device, ask: CarriedAsk, at: datetime) -> CarriedAnswer:
    """Keep drafts that a device hands in without their writers: they have left it, or only locked it.

    Nothing that is here is replaced: where another device has changed a draft since, both versions stay. One that cannot be opened,
    or is from somebody who never used the device, is let go, and on the trail. One too many stays on the device.
    """
    users = {use.person_id for use in uses_of(device)}
    act = Act(Actor(ActorKind.DEVICE, device.pk), at, at, Face.DEVICE, device_id=device.pk)
    here = [carried for carried in ask.drafts if _take(act, device, carried, users)]
    return CarriedAnswer([carried.id for carried in here], word_on(device, [carried.jwe for carried in here], ask.signer))


def _take(act: Act, device: Device, carried: CarriedDraft, users: Collection[UUID]) -> bool:
    """False where the device must go on keeping it."""
    said = _opened(carried, device, users)
    try:
        if said:
            _keep_beside(act, carried.id, said)
        elif is_news(f"draft of {device.pk}", device.thumbprint, act.arrived):
            trail.write(act, "sync.draft", "refused", draft=str(carried.id))
    except TooManyDrafts:
        return False
    return True


def _opened(carried: CarriedDraft, device: Device, users: Collection[UUID]) -> CarriedSaid | None:
    try:
        said = msgspec.json.decode(open_closed(carried.jwe), type=CarriedSaid)
    except (Unreadable, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return said if said.device == device.pk and said.person in users else None


def _keep_beside(act: Act, draft_id: UUID, said: CarriedSaid) -> None:
    body = said.body.encode()
    with transaction.atomic():
        row = _locked(said.person, draft_id, act.arrived)
        if any(text and open_closed(text) == body for text in (row.sealed, row.beside)):
            return
        column = "sealed" if row.rev == said.base_rev or not row.sealed else "beside"
        setattr(row, column, close(body))
        row.rev, row.at = row.rev + 1, act.arrived
        row.save()
        _not_too_many(said.person)
        publish([(act, Done(said.person, (row,)))])


def read_draft(person_id: UUID, draft_id: UUID) -> DraftHere:
    """The newest version that is here. Raises: NotFound."""
    row = Draft.objects.filter(person_id=person_id, draft=draft_id).first()
    if row is None:
        raise NotFound
    return _shown(row)


def sweep_drafts(at: datetime) -> int:
    """Take away what nobody has touched for ninety days, and what was sent or dropped thirty days ago. Returns how many."""
    old = Q(at__lt=at - KEPT) | Q(at__lt=at - KEPT_GONE, sealed="", beside="")
    return Draft.objects.filter(old).delete()[0]


def _not_too_many(person_id: UUID) -> None:
    """Raises: TooManyDrafts."""
    counted = Draft.objects.filter(person_id=person_id).aggregate(rows=Count("pk"), begun=Count("pk", filter=~Q(sealed="")))
    if counted["begun"] > MOST_DRAFTS or counted["rows"] > MOST_ROWS:
        raise TooManyDrafts


def _locked(person_id: UUID, draft_id: UUID, at: datetime) -> Draft:
    """The row, made where there was none: of two devices that write at once only one is the first."""
    Draft.objects.get_or_create(person_id=person_id, draft=draft_id, defaults={"at": at})
    return Draft.objects.select_for_update().get(person_id=person_id, draft=draft_id)


def _shown(row: Draft) -> DraftHere:
    body, beside = (open_closed(text).decode() if text else None for text in (row.sealed, row.beside))
    return DraftHere(row.rev, body, wire(row.at), beside)


NEWS = Feed(
    name="sync.drafts",
    watches=Draft,
    visible=lambda people: Draft.objects.filter(person_id__in=people),
    whose=lambda draft: [draft.person_id],
    shape=lambda draft: DraftNews(draft.rev, draft.sealed == ""),
    value=DraftNews,
    keep=KEPT,
    key=lambda draft: str(draft.draft),
    happened=lambda draft: draft.at,
)
