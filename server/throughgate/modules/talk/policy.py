"""The only file that turns an id into a request to talk."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.relations import granted, people_in_care_of
from throughgate.modules.talk.models import TalkRequest


def requests_visible_to(act: Act) -> QuerySet[TalkRequest]:
    """What the people in this actor's care asked."""
    return TalkRequest.objects.filter(person__in=people_in_care_of(act))


def requests_of(people: Collection[UUID]) -> QuerySet[TalkRequest]:
    """What these people see on their own devices."""
    return TalkRequest.objects.filter(person__in=people)


def request_to_answer(act: Act, request_id: UUID) -> TalkRequest:
    """A request of someone in this worker's care."""
    asked = requests_visible_to(act) if act.worker_id else TalkRequest.objects.none()
    return granted(act, asked, request_id, because="in their care")
