"""Words that sounded as if somebody might harm themself, for those who look after them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.policy.act import Act
from throughgate.kernel.screening.models import Does, Item, Way
from throughgate.modules.desk import policy
from throughgate.modules.desk.models import LookedAfter
from throughgate.modules.desk.policy import beside
from throughgate.modules.desk.rules.marks import Piece, cut


@dataclass(frozen=True)
class CareView:
    """What was written, by which of the two, marked where the signs are; and what was done, by whom, if anything was."""

    person_id: UUID
    person: str
    known_as: str
    contact: str
    theirs: bool
    at: datetime
    pieces: list[Piece]
    done: str
    done_by: str
    done_at: datetime | None


def care_view(act: Act, item_id: UUID) -> CareView:
    """Raises: NotFound, also for those for whom it does not wait and who do not look after the person."""
    row = policy.item_of_care(act, item_id)
    done = LookedAfter.objects.filter(item=row).select_related("by").first()
    return CareView(
        person_id=row.person_id,
        person=row.person.name,
        known_as=row.person.known_as,
        contact=row.contact.name if row.contact else "",
        theirs=row.way == Way.OUT,
        at=row.arrived_at,
        pieces=_signs(act, row),
        done=done.done if done else "",
        done_by=done.by.name if done else "",
        done_at=done.at if done else None,
    )


def _signs(act: Act, row: Item) -> list[Piece]:
    found = row.findings.filter(does=Does.CARE, piece=None, start__isnull=False, end__isnull=False)
    return cut(beside.words_of(act, row), [(one.start or 0, one.end or 0, _("a sign")) for one in found])
