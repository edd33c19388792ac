"""What a device gets: one's own requests, and the answers."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from throughgate.kernel.sync.feeds import Feed
from throughgate.modules.talk.models import TalkRequest
from throughgate.modules.talk.policy import requests_of


class Answered(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    reply: str


class TalkRow(msgspec.Struct, frozen=True):
    """A request to talk, as the person's app shows it."""

    id: UUID
    act: UUID
    about: str
    words: str
    asked_at: datetime
    answered: Answered | None


def talk_row(row: TalkRequest) -> TalkRow:
    """The row for one request."""
    answer = getattr(row, "answer", None)
    answered = Answered(answer.at, answer.by.name, answer.reply) if answer else None
    return TalkRow(row.pk, row.pk, row.about, row.words, row.asked_at, answered)


REQUESTS = Feed(
    name="talk.requests",
    watches=TalkRequest,
    visible=lambda people: requests_of(people).select_related("answer__by"),
    whose=lambda row: [row.person_id],
    shape=talk_row,
    value=TalkRow,
    keep=timedelta(days=365),
    capability="talk.ask",
)
