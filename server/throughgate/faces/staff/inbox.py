"""The inbox: what is urgent first, with what helps to act on it; then what waits for me, the most overdue first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.text import Says
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.installed import inbox_line, modules
from throughgate.kernel.registry.module import Glance
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import URGENT, waiting_for
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page


@dataclass(frozen=True)
class Waiting:
    """Something that waits. `url` answers it; `signs` say why it is urgent, none where it is not. `person_id`: None of somebody unnamed."""

    person_id: UUID | None
    who: str
    what: str
    url: str
    since: datetime
    due_at: datetime
    signs: tuple[Says, ...]


@dataclass(frozen=True)
class AtAGlance:
    """What a module shows beside something urgent: its template, and what it is given."""

    template: str
    glance: Any


@dataclass(frozen=True)
class Urgent:
    """Something urgent, for how long it has waited, and what helps to act on it."""

    line: Waiting
    waited: timedelta
    glances: list[AtAGlance]


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
SHEET = (*COLUMNS, Column[Waiting]("signs", gettext_lazy("Urgent"), lambda line: ", ".join(str(sign) for sign in line.signs)))


@staff_page()
def inbox(request: HttpRequest) -> HttpResponse:
    act, kind = act_of(request), request.GET.get("kind", "")
    waiting = waiting_for(act)
    facts = list(waiting.order_by().values_list("kind", "signs", "calm_at"))
    pressing = list(waiting.filter(URGENT)) if any(signs and calm_at is None for _kind, signs, calm_at in facts) else []
    kinds = _kinds(Counter(fact[0] for fact in facts), kind)
    count = sum(each.count for each in kinds if each.chosen) - sum(kind in ("", task.kind) for task in pressing)
    chosen = waiting.filter(kind=kind) if kind else waiting
    listing = Listing(request, chosen.filter(~URGENT), COLUMNS, _shape, count, own_order="due")
    if listing.wants_csv:
        return Listing(request, chosen, SHEET, _shape).csv(act, "inbox")
    return render(request, "staff/inbox.html", {"listing": listing, "kinds": kinds, "urgent": _urgent(act, pressing)})


def _urgent(act: Act, tasks: list[Task]) -> list[Urgent]:
    """What is urgent, with what the modules show beside it: each module is asked once, however much there is."""
    glances = sorted((glance for module in modules() for glance in module.glances), key=lambda glance: glance.order)
    seen = [(glance, glance.read(act, tasks)) for glance in glances] if tasks else []
    return [Urgent(_waiting(task), act.arrived - task.opened_at, _beside(task, seen)) for task in tasks]


def _beside(task: Task, seen: Iterable[tuple[Glance, Mapping[UUID, Any]]]) -> list[AtAGlance]:
    return [AtAGlance(glance.template, found[task.pk]) for glance, found in seen if task.pk in found]


def _shape(tasks: Iterable[Task]) -> list[Waiting]:
    return [_waiting(task) for task in tasks]


def _waiting(task: Task) -> Waiting:
    line = inbox_line(task.kind)
    url = reverse(line.url_name, args=[task.about]) if line else reverse("person", args=[task.person_id])
    signs = tuple(line.signs[sign] for sign in task.signs.split() if sign in line.signs) if line else ()
    if line and line.nameless:
        return Waiting(None, _("Somebody, unnamed"), _title(task.kind), url, task.opened_at, task.due_at, signs)
    return Waiting(task.person_id, task.person.name, _title(task.kind), url, task.opened_at, task.due_at, signs)


def _kinds(counts: Counter[str], chosen: str) -> list[Kind]:
    # Counted in Python: a GROUP BY makes SQLite walk every task there ever was, in place of the few that wait.
    kinds = sorted((Kind(kind, _title(kind), count, kind == chosen) for kind, count in counts.items()), key=lambda kind: kind.title)
    return [Kind("", _("Everything"), sum(kind.count for kind in kinds), not chosen), *kinds]


def _title(kind: str) -> str:
    line = inbox_line(kind)
    return str(line.title) if line else kind
