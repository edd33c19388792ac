"""What the pages of groups read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from throughgate.basics.errors import NotFound
from throughgate.kernel.places.models import Group, Membership
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import people_in_care_of
from throughgate.modules.caseload import policy
from throughgate.modules.caseload.queries.people import Choice


@dataclass(frozen=True)
class GroupLine:
    """A group of a place where this worker works. `count`: how many are of it now."""

    id: UUID
    name: str
    place: str
    count: int
    since: datetime


@dataclass(frozen=True)
class MemberLine:
    """Somebody who is of a group. `membership` is what ends when they are taken from it."""

    membership: UUID
    person_id: UUID
    name: str
    since: datetime


def groups(act: Act) -> list[GroupLine]:
    """Those of the places where this worker works, by name."""
    rows = policy.groups_visible_to(act).select_related("place").annotate(count=Count("memberships", filter=Q(memberships__to_at=None)))
    return [_line(row, row.count) for row in rows]


def group(act: Act, group_id: UUID) -> GroupLine:
    """One of those. Raises: NotFound."""
    line = next((line for line in groups(act) if line.id == group_id), None)
    if line is None:
        raise NotFound
    return line


def members(act: Act, group_id: UUID) -> list[MemberLine]:
    """Who is of it, of the people whom this worker may know of; by family name."""
    rows = Membership.objects.filter(group=group_id, to_at=None, person__in=people_in_care_of(act)).select_related("person")
    return [MemberLine(row.pk, row.person_id, row.person.name, row.from_at) for row in rows.order_by("person__family_name", "person_id")]


def member(act: Act, group_id: UUID, membership_id: UUID) -> MemberLine:
    """One of those. Raises: NotFound."""
    line = next((line for line in members(act, group_id) if line.membership == membership_id), None)
    if line is None:
        raise NotFound
    return line


def places_for_groups(act: Act) -> list[Choice]:
    """Where this worker may begin one."""
    return [(str(place.pk), f"{place.name} ({place.code})") for place in policy.places_for_groups(act)]


def _line(row: Group, count: int) -> GroupLine:
    return GroupLine(row.pk, row.name, row.place.name, count, row.from_at)
