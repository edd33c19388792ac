"""Rows, with whatever their shapes show: so that a hundred take as many queries as one."""

from django.db.models import QuerySet

from throughgate.kernel.people.models import Relationship
from throughgate.modules.touch.models import Message, Thread


def with_all(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Those, with whatever a row of theirs shows."""
    beside = (
        "pieces",
        "deliveries",
        "readings",
        "item__files",
        "item__rulings",
        "item__findings",
        "item__appeals",
        "thread__staff_readings",
    )
    return rows.select_related("item", "person", "sender", "taken_back", "thread").prefetch_related(*beside)


def pairs_with_all(rows: QuerySet[Relationship]) -> QuerySet[Relationship]:
    return rows.select_related("contact", "person").prefetch_related("approvals", "contact__wishes")


def groups_with_all(rows: QuerySet[Thread]) -> QuerySet[Thread]:
    beside = ("members", "person__relationships__contact__wishes", "person__relationships__approvals")
    return rows.select_related("person").prefetch_related(*beside)
