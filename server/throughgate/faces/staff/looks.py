"""Who has looked at a record, and what was done to it: the trail, in words."""

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

from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.registry.installed import title_of
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page

OUTCOMES = {
    "looked": gettext_lazy("looked"),
    "accepted": gettext_lazy("done"),
    "refused": gettext_lazy("refused"),
    "held": gettext_lazy("held"),
    "quarantined": gettext_lazy("set aside"),
}
LOOK = "look:"


@dataclass(frozen=True)
class Entry:
    """One line of the trail, as an event of a timeline: when, what, by whom (with their role), and what came of it."""

    at: datetime
    title: str
    by: str
    says: str


COLUMNS: tuple[Column[Entry], ...] = (
    Column("at", gettext_lazy("When"), lambda entry: entry.at, ("at",)),
    Column("who", gettext_lazy("Who"), lambda entry: entry.by),
    Column("what", gettext_lazy("What"), lambda entry: entry.title),
    Column("outcome", gettext_lazy("What came of it"), lambda entry: entry.says),
)


@staff_page(looks="person_id")
def looks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    act, person = act_of(request), Person.objects.get(pk=person_id)
    listing = Listing(request, _about(person_id), COLUMNS, _shape, own_order="-at")
    if listing.wants_csv:
        return listing.csv(act, "trail")
    crumbs = [(_("People"), reverse("people")), (person.name, reverse("person", args=[person_id]))]
    return render(request, "staff/looks.html", {"listing": listing, "person": person, "breadcrumbs": crumbs})


def entries_about(act: Act, person_id: UUID, most: int = 5) -> list[Entry]:
    """The newest entries about a person. One's own looks are left out: they would fill a card that is there to show others'."""
    return _shape(_about(person_id).exclude(actor=str(act.actor), what__startswith=LOOK)[:most])


def _about(person_id: UUID) -> QuerySet[TrailEntry]:
    return TrailEntry.objects.filter(person_id=person_id).order_by("-at", "-n")


def _shape(rows: Iterable[TrailEntry]) -> list[Entry]:
    rows = list(rows)
    names = _names({row.actor for row in rows})
    return [Entry(row.at, _what(row.what), names[row.actor], str(OUTCOMES.get(row.outcome, row.outcome))) for row in rows]


def _names(actors: set[str]) -> dict[str, str]:
    """Names for `worker/<id>` and the like. Actors of a kind are read together."""
    workers = Worker.objects.filter(pk__in=_ids(actors, ActorKind.WORKER))
    people = Person.objects.filter(pk__in=_ids(actors, ActorKind.PERSON))
    known = {str(row.pk): f"{row.name}, {row.get_role_display()}" for row in workers}
    known |= {str(row.pk): row.name for row in people}
    return {actor: _name(actor, known) for actor in actors}


def _ids(actors: set[str], kind: ActorKind) -> set[str]:
    return {actor.removeprefix(f"{kind}/") for actor in actors if actor.startswith(f"{kind}/")} - {"-"}


def _name(actor: str, known: dict[str, str]) -> str:
    kind, _slash, id_ = actor.partition("/")
    others: dict[str, str] = {
        ActorKind.CLOCK: _("Throughgate, by the clock"),
        ActorKind.VISITOR: _("Somebody signed out"),
        ActorKind.CONTACT: _("A contact"),
        ActorKind.PARTNER: _("Another system"),
    }
    return known.get(id_) or others.get(kind, actor)


def _what(what: str) -> str:
    """`look:supervision:review` and `supervision.submit_checkin@1` are both “Check-ins: …”."""
    plain = what.removeprefix(LOOK).replace(":", ".")
    pages = {"person": _("Person page"), "looks": _("Who has looked"), "inbox": _("Inbox"), "people": _("People")}
    return title_of(plain) if "." in plain else pages.get(plain, plain)
