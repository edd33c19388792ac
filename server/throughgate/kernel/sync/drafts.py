"""Drafts that follow a person to another device: the newest of each is kept here, sealed. Where two differ, both stay and the person chooses.

A draft is not said yet: nobody but its writer may see it, no command judges it, and it leaves no trail. Other devices hear of a change
through the feed `sync.drafts`, which says that there is one and never what is in it.
"""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.clock import wire
from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.commands.command import Done
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync.feeds import Feed
from throughgate.kernel.sync.models import Draft
from throughgate.kernel.sync.seal import close, open_closed
from throughgate.kernel.sync.streams import publish

MOST_LETTERS, MOST_DRAFTS = 64_000, 50
# As long as a photo for a draft stays on a device.
KEPT = timedelta(days=90)


class DraftAsk(msgspec.Struct, frozen=True):
    """`base_rev` is what the device began from (0 for nothing); `body` is for devices alone to read, null where the draft was sent or dropped."""

    base_rev: Annotated[int, Meta(ge=0, le=2**53)]
    body: Annotated[str, Meta(max_length=MOST_LETTERS)] | None


class DraftAnswer(msgspec.Struct, frozen=True):
    rev: int


class DraftHere(msgspec.Struct, frozen=True):
    rev: int
    body: str | None
    at: str


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
        row.rev, row.at, row.sealed = row.rev + 1, act.arrived, "" if ask.body is None else close(ask.body.encode())
        row.save()
        if Draft.objects.filter(person_id=person_id).exclude(sealed="").count() > MOST_DRAFTS:
            raise TooManyDrafts
        publish([(act, Done(person_id, (row,)))])
    return DraftAnswer(row.rev)


def read_draft(person_id: UUID, draft_id: UUID) -> DraftHere:
    """The newest version that is here. Raises: NotFound."""
    row = Draft.objects.filter(person_id=person_id, draft=draft_id).first()
    if row is None:
        raise NotFound
    return _shown(row)


def sweep_drafts(at: datetime) -> int:
    """Take away what nobody has touched for ninety days. Returns how many."""
    return Draft.objects.filter(at__lt=at - KEPT).delete()[0]


def _locked(person_id: UUID, draft_id: UUID, at: datetime) -> Draft:
    """The row, made where there was none: of two devices that write at once only one is the first."""
    Draft.objects.get_or_create(person_id=person_id, draft=draft_id, defaults={"at": at})
    return Draft.objects.select_for_update().get(person_id=person_id, draft=draft_id)


def _shown(row: Draft) -> DraftHere:
    return DraftHere(row.rev, open_closed(row.sealed).decode() if row.sealed else None, wire(row.at))


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
