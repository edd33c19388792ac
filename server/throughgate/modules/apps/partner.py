"""What an employer's system may ask: what people share with it now."""

from datetime import datetime
from uuid import UUID

import msgspec

from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.registry.module import Endpoint
from throughgate.modules.apps import queries
from throughgate.modules.apps.commands.earning import look_at_shared


class SharedAsk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing need be said: the key says who asks."""


class Shared(msgspec.Struct, frozen=True):
    """One competence that somebody shows. `name` by language; `shown_in`: whose app; `confirmed`: a worker has seen it."""

    id: UUID
    person: str
    name: dict[str, str]
    shown_in: str
    score: int
    most: int
    earned_at: datetime
    confirmed: bool
    until: datetime


class SharedAnswer(msgspec.Struct, frozen=True):
    """All of them at this moment. What somebody stopped is gone: whoever keeps a copy has no leave to."""

    shared: list[Shared]


def show_shared(act: Act, _said: SharedAsk) -> SharedAnswer:
    """Each time it is asked, it is on the trail of everybody who is shown."""
    look_at_shared(act)
    with scope(act):
        rows = queries.shared_with(act)
    return SharedAnswer(
        [Shared(row.id, row.person, row.name, row.partner, row.score, row.most, row.earned_at, row.confirmed, row.until) for row in rows]
    )


SHARED = Endpoint("shared-competences", "Ask what people share with you now of what they can do.", SharedAsk, SharedAnswer, show_shared)
