"""Home: each person they may be in touch with, and what the modules show of them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughgate.basics.clock import london_day
from throughgate.kernel.people.contacts import relationships_of
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.contacts import contact_page


@dataclass(frozen=True)
class Part:
    """What one module shows of a person: its template and what that is given."""

    template: str
    card: Any


@dataclass(frozen=True)
class Somebody:
    """A person, by the name they are called. `about`: the child for whom this contact answers, "" where it is themself."""

    name: str
    about: str
    parts: list[Part]


@contact_page
def home(request: HttpRequest) -> HttpResponse:
    """Everybody to whom they are anything, the children for whom they answer included."""
    act = act_of(request)
    shown = [_somebody(act, row) for row in relationships_of(act.contact, london_day(act.at))]
    return render(request, "families/home.html", {"people": [one for one in shown if one.parts]})


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, or not theirs."""
    return render(request, "families/absent.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours."""
    return render(request, "families/failed.html", status=500)


def _somebody(act: Act, row: Relationship) -> Somebody:
    cards = sorted((card for module in modules() for card in module.family_cards), key=lambda card: card.order)
    parts = [Part(card.template, card.read(act, row)) for card in cards]
    about = row.contact.name if row.contact_id != act.contact_id else ""
    return Somebody(row.person.known_as, about, [part for part in parts if part.card is not None])
