"""What worried somebody who keeps a shelf, as those see it who look after the person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.basics.errors import NotFound
from throughgate.kernel.policy.act import Act
from throughgate.modules.library import policy


@dataclass(frozen=True)
class WorryView:
    """Who said what of which item, who was worried and why, and what was done."""

    id: UUID
    person_id: UUID
    person: str
    title: str
    words: str
    voice: str
    said_at: datetime
    passed_on_by: str
    why: str
    done: str
    done_by: str
    done_at: datetime | None


def worry_view(act: Act, comment_id: UUID) -> WorryView:
    """One of them. Raises: NotFound, also for those who do not look after the person."""
    rows = policy.worries_visible_to(act).select_related("comment__person", "comment__item__current", "by", "done_by")
    row = rows.filter(pk=comment_id).first()
    if row is None:
        raise NotFound
    said = row.comment
    heard = (said.person_id, said.person.name, said.item.edition.title, said.words, said.voice, said.said_at)
    return WorryView(row.pk, *heard, row.by.name, row.why, row.done, row.done_by.name if row.done_by else "", row.done_at)
