"""The inbox: what waits for me, whose it is, since when and until when; the most overdue first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.registry.installed import inbox_line
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page


@dataclass(frozen=True)
class Waiting:
    """Something that waits. `url` answers it."""

    person_id: UUID
    who: str
    what: str
    url: str
    since: datetime
    due_at: datetime


@dataclass(frozen=True)
class Kind:
    """A kind of thing that waits, how many of it, and whether the list shows only these. "" is every kind."""

    kind: str
    title: str
    count: int
    chosen: bool


COLUMNS: tuple[Column[Waiting], ...] = (
    Column("who", gettext_lazy("Who"), lambda line: line.who, ("person__family_name", "person__given_name")),
    Column("what", gettext_lazy("What"), lambda line: line.what, ("kind",)),
    Column("since", gettext_lazy("Waiting since"), lambda line: line.since, ("opened_at",)),
    Column("due", gettext_lazy("Due"), lambda line: line.due_at, ("due_at",)),
)


@staff_page()
def inbox(request: HttpRequest) -> HttpResponse:
    act, kind = act_of(request), request.GET.get("kind", "")
    waiting = waiting_for(act)
    kinds = _kinds(waiting, kind)
    count = sum(each.count for each in kinds if each.chosen)
    listing = Listing(request, waiting.filter(kind=kind) if kind else waiting, COLUMNS, _shape, count, own_order="due")
    if listing.wants_csv:
        return listing.csv(act, "inbox")
    return render(request, "staff/inbox.html", {"listing": listing, "kinds": kinds})


def _shape(tasks: Iterable[Task]) -> list[Waiting]:
    return [_waiting(task) for task in tasks]


def _waiting(task: Task) -> Waiting:
    line = inbox_line(task.kind)
    url = reverse(line.url_name, args=[task.about]) if line else reverse("person", args=[task.person_id])
    return Waiting(task.person_id, task.person.name, _title(task.kind), url, task.opened_at, task.due_at)


def _kinds(waiting: QuerySet[Task], chosen: str) -> list[Kind]:
    # Counted here: a GROUP BY makes SQLite walk every task there ever was, in place of the few that wait.
    counts = Counter(waiting.order_by().values_list("kind", flat=True))
    kinds = sorted((Kind(kind, _title(kind), count, kind == chosen) for kind, count in counts.items()), key=lambda kind: kind.title)
    return [Kind("", _("Everything"), sum(kind.count for kind in kinds), not chosen), *kinds]


def _title(kind: str) -> str:
    line = inbox_line(kind)
    return str(line.title) if line else kind
