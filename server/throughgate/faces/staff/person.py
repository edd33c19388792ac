"""The person page: who they are, where they live, what is stopped and until when, who works with them; then the modules' cards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import NotFound
from throughgate.basics.text import Says
from throughgate.faces.staff.looks import entries_about
from throughgate.kernel.people.models import Care, ReferencePhoto
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Place, RegimeLevel, Setting
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.ahead import facts_for
from throughgate.kernel.policy.capabilities import capabilities
from throughgate.kernel.policy.facts import Facts
from throughgate.kernel.policy.markers import MARKERS
from throughgate.kernel.policy.relations import people_in_care_of, person_in_care
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.files import file_response
from throughgate.kernel.web.pages import staff_page

NUMBERS: dict[str, Says] = {
    NumberKind.PRISON: gettext_lazy("Prison number"),
    NumberKind.CRN: gettext_lazy("CRN"),
    NumberKind.PNC: gettext_lazy("PNC number"),
    NumberKind.CRO: gettext_lazy("CRO number"),
}


@dataclass(frozen=True)
class Stop:
    """Something that is stopped or marked: what, why, and until when or when it is looked at again (both may be unknown)."""

    what: str
    why: str
    until: datetime | None
    review_on: date | None


@dataclass(frozen=True)
class Lives:
    """Where somebody lives: the place from the top down, in which setting, since when."""

    place: str
    setting: str
    since: datetime
    release_on: date | None


@dataclass(frozen=True)
class Header:
    """What stands at the top of everything about a person."""

    id: UUID
    name: str
    known_as: str
    born: date | None
    language: str
    numbers: list[tuple[Says, str]]
    lives: Lives | None
    regime: str
    stops: list[Stop]
    workers: list[tuple[str, str]]
    has_photo: bool


@dataclass(frozen=True)
class Shown:
    """A module's card with what it shows."""

    title: Says
    template: str
    card: Any


@staff_page(looks="person_id")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    act = act_of(request)
    shown = {
        "person": header(act, person_id),
        "cards": cards(act, person_id),
        "looks": entries_about(act, person_id),
        "breadcrumbs": [(_("People"), reverse("people"))],
    }
    return render(request, "staff/person.html", shown)


@staff_page()
def photo(request: HttpRequest, person_id: UUID) -> HttpResponseBase:
    """The photo that the person is known by: a part of the person page, whose opening is on the trail already."""
    mine = people_in_care_of(act_of(request)).filter(pk=person_id)
    latest = ReferencePhoto.objects.filter(person__in=mine).order_by("-taken_at").first()
    if latest is None:
        raise NotFound
    return file_response(latest.sha256)


def header(act: Act, person_id: UUID) -> Header:
    """Everything in a few readings, however much there is."""
    person = person_in_care(act, person_id)
    facts = facts_for(act, person_id)
    return Header(
        id=person.pk,
        name=person.name,
        known_as=person.known_as,
        born=person.born,
        language=person.language,
        numbers=[(NUMBERS.get(number.kind, number.kind), number.value) for number in person.numbers.all()],
        lives=_lives(facts),
        regime=str(RegimeLevel(facts.regime).label) if facts.regime else "",
        stops=_stops(facts),
        workers=_workers(person_id),
        has_photo=ReferencePhoto.objects.filter(person=person_id).exists(),
    )


def cards(act: Act, person_id: UUID) -> list[Shown]:
    """The modules' cards in their order. One that has nothing for this worker, or about this person, is left out."""
    offered = sorted((card for module in modules() for card in module.cards), key=lambda card: card.order)
    shown = []
    for card in offered:
        try:
            read = card.read(act, person_id)
        except NotFound:
            continue
        if read is not None:
            shown.append(Shown(card.title, card.template, read))
    return shown


def _lives(facts: Facts) -> Lives | None:
    if facts.since is None:
        return None
    codes = [code for code in facts.place_path.split("/") if code]
    names = dict(Place.objects.filter(code__in=codes).values_list("code", "name"))
    place = " · ".join(names[code] for code in codes if code in names)
    return Lives(place, str(Setting(facts.setting).label), facts.since, facts.release_on)


def _stops(facts: Facts) -> list[Stop]:
    titles = {capability.name: str(capability.title) for capability in capabilities()}
    marked = [Stop(str(MARKERS.get(row.code, row.code)), row.why, row.to_at, row.review_on) for row in facts.markers]
    return marked + [Stop(titles.get(row.capability, row.capability), row.reason, row.until, row.review_on) for row in facts.restrictions]


def _workers(person_id: UUID) -> list[tuple[str, str]]:
    rows = Care.objects.filter(person=person_id, to_at=None).select_related("worker").order_by("role")
    return [(row.get_role_display(), row.worker.name) for row in rows]
