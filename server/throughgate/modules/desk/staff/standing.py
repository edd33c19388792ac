"""What stands about somebody, a place or a worker: targets, stops, seats, relatives."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.decide import may_decide
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Gathered
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.desk import commands, queries
from throughgate.modules.desk.queries.lists import StopLine, TargetLine
from throughgate.modules.desk.rules.needs import LEAD, SCREEN
from throughgate.modules.desk.staff.forms import RelativeForm, SeatForm, StopForm, StopPlaceForm, TargetForm

TARGETS: tuple[Column[TargetLine], ...] = (
    Column("person", gettext_lazy("Who"), lambda line: line.person),
    Column("contact", gettext_lazy("With"), lambda line: line.contact),
    Column("necessity", gettext_lazy("Why it is necessary"), lambda line: line.necessity),
    Column("proportionality", gettext_lazy("Why nothing less is enough"), lambda line: line.proportionality),
    Column("by", gettext_lazy("Asked for by"), lambda line: line.by),
    Column("agreed", gettext_lazy("Agreed by"), lambda line: line.agreed_by),
    Column("until", gettext_lazy("Until"), lambda line: line.until),
)
STOPS: tuple[Column[StopLine], ...] = (
    Column("whom", gettext_lazy("Whom or where"), lambda line: _("The whole estate") if line.everywhere else line.whom),
    Column("why", gettext_lazy("Why"), lambda line: line.why),
    Column("by", gettext_lazy("By"), lambda line: line.by),
    Column("since", gettext_lazy("Since"), lambda line: line.since),
    Column("until", gettext_lazy("Until"), lambda line: line.until),
)


@staff_page(needs=SCREEN)
def targets(request: HttpRequest) -> HttpResponse:
    """Of whom everything is read, and why."""
    act = act_of(request)
    listing = Gathered(request, queries.targets(act), TARGETS)
    return listing.csv(act, "desk-targets") if listing.wants_csv else render(request, "desk/targets.html", {"listing": listing})


@staff_page(needs=SCREEN)
def target(request: HttpRequest, target: UUID) -> HttpResponse:
    """One target: to agree to, or to end."""
    act = act_of(request)
    line = next((one for one in queries.targets(act) if one.id == target), None)
    if line is None:
        raise NotFound
    trail.look(act, "desk:target", line.person_id)
    form = PageForm(request.POST or None)
    command = commands.end_target if "end" in request.POST else commands.agree_target
    if form.is_valid() and attempt(request, form, command, target=target):
        messages.success(request, _("It is ended.") if "end" in request.POST else _("You have agreed. It counts from now on."))
        return redirect("desk:targets")
    shown = {"target": line, "form": form, "leads": may_decide(act, LEAD), "breadcrumbs": [(_("Targets"), reverse("desk:targets"))]}
    return render(request, "desk/target.html", shown)


@staff_page(needs=LEAD, looks="person_id")
def new_target(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask that everything of somebody is read."""
    form = TargetForm(request.POST or None, contacts=queries.contacts_of(act_of(request), person_id))
    if form.is_valid() and attempt(request, form, commands.target, person=person_id, **form.said()):
        messages.success(request, _("Another worker is asked to agree. Nothing is read before."))
        return redirect("person", person_id=person_id)
    intro = _("It reaches into the lives of two people. Write it so that a judge could follow it: they may read it one day.")
    return render(request, "web/form_page.html", _page(form, _("Read everything of them"), _("Ask another worker to agree"), intro))


@staff_page(needs=SCREEN)
def stops(request: HttpRequest) -> HttpResponse:
    """Where and for whom nothing passes now."""
    act = act_of(request)
    listing = Gathered(request, queries.stops(act), STOPS)
    return listing.csv(act, "desk-stops") if listing.wants_csv else render(request, "desk/stops.html", {"listing": listing})


@staff_page(needs=SCREEN)
def stop_place(request: HttpRequest) -> HttpResponse:
    """Let nothing pass at a place, or anywhere."""
    act = act_of(request)
    places = queries.places_to_stop(act)
    if not places:
        raise NotFound
    form = StopPlaceForm(request.POST or None, places=places, estate=queries.speaks_for_all(act))
    if form.is_valid() and attempt(request, form, commands.stop, **form.said()):
        messages.success(request, _("Nothing passes there from now on."))
        return redirect("desk:stops")
    return render(request, "web/form_page.html", _page(form, _("Stop everything"), _("Stop it now"), WAITS) | {"grave": True})


@staff_page(needs=SCREEN, looks="person_id")
def stop_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let nothing pass for somebody."""
    form = StopForm(request.POST or None, contacts=queries.contacts_of(act_of(request), person_id))
    if form.is_valid() and attempt(request, form, commands.stop, person=person_id, **form.said()):
        messages.success(request, _("Nothing passes for them from now on."))
        return redirect("person", person_id=person_id)
    return render(request, "web/form_page.html", _page(form, _("Stop what passes for them"), _("Stop it now"), WAITS) | {"grave": True})


@staff_page(needs=SCREEN)
def end_stop(request: HttpRequest, stop: UUID) -> HttpResponse:
    """Let things pass again."""
    line = next((one for one in queries.stops(act_of(request)) if one.id == stop), None)
    if line is None:
        raise NotFound
    form = PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_stop, stop=stop):
        messages.success(request, _("Things pass again. What waited because of this alone goes on."))
        return redirect("desk:stops")
    return render(request, "desk/end_stop.html", {"stop": line, "form": form})


@staff_page(needs=LEAD)
def seats(request: HttpRequest) -> HttpResponse:
    """Who sits at these desks."""
    act = act_of(request)
    form = SeatForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.seat_officer, **form.cleaned_data):
        return redirect("desk:seats")
    return render(request, "desk/seats.html", {"seats": queries.seats(act), "form": form})


@staff_page(needs=LEAD)
def end_seat(request: HttpRequest, seat: UUID) -> HttpResponse:
    """They do not sit there any more."""
    line = next((one for one in queries.seats(act_of(request)) if one.id == seat), None)
    if line is None:
        raise NotFound
    form = PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_seat, seat=seat):
        return redirect("desk:seats")
    title = _("%(name)s does not sit at the desk of %(place)s any more") % {"name": line.name, "place": line.place}
    return render(request, "web/form_page.html", {"form": form, "title": title, "button": _("Write it down")})


@staff_page(needs=SCREEN)
def relatives(request: HttpRequest) -> HttpResponse:
    """Whom I have declared."""
    act = act_of(request)
    form = RelativeForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.declare_relative, **form.cleaned_data):
        return redirect("desk:relatives")
    return render(request, "desk/relatives.html", {"relatives": queries.relatives(act), "form": form})


WAITS = gettext_lazy("Use it in an emergency. What is written meanwhile waits, both sides see that, and it goes on by itself at the end.")


def _page(form: PageForm, title: str, button: str, intro: object) -> dict[str, Any]:
    return {"form": form, "title": title, "button": button, "intro": intro}
