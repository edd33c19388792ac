"""That a person was told what was taken away from them, and when."""

from datetime import datetime
from uuid import UUID

from throughgate.kernel.policy.models import Restriction


def mark_told(person_id: UUID, at: datetime) -> None:
    """Their device was just handed its scope: every restriction that stands has been told. The first time counts."""
    Restriction.objects.filter(person=person_id, told_at=None, from_at__lte=at).update(told_at=at)
