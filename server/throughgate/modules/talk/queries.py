"""Every read that a page needs, as small frozen shapes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.modules.talk.models import TalkRequest
from throughgate.modules.talk.policy import requests_visible_to
from throughgate.modules.talk.rules.urgency import SIGNS


@dataclass(frozen=True)
class RequestView:
    """A request to talk, with its answer if there is one."""

    id: UUID
    person_id: UUID
    person: str
    known_as: str
    sign: Says
    about: str
    words: str
    voice: str
    asked_at: datetime
    arrived_at: datetime
    reply: str
    answered_by: str
    answered_at: datetime | None


def request_view(act: Act, request_id: UUID) -> RequestView:
    """One request. Raises: NotFound, also for those in whose care the person is not."""
    row = requests_visible_to(act).select_related("person", "answer__by").filter(pk=request_id).first()
    if row is None:
        raise NotFound
    return _view(row)


def card(act: Act, person_id: UUID) -> list[RequestView]:
    """The latest requests of a person, for their page."""
    rows = requests_visible_to(act).filter(person=person_id).select_related("person", "answer__by")
    return [_view(row) for row in rows.order_by("-asked_at")[:5]]


def _view(row: TalkRequest) -> RequestView:
    answer = getattr(row, "answer", None)
    return RequestView(
        id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        known_as=row.person.known_as,
        sign=SIGNS.get(row.about, ""),
        about=row.get_about_display(),
        words=row.words,
        voice=row.voice,
        asked_at=row.asked_at,
        arrived_at=row.arrived_at,
        reply=answer.reply if answer else "",
        answered_by=answer.by.name if answer else "",
        answered_at=answer.at if answer else None,
    )
