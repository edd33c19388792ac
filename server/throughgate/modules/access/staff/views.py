"""Pages of access for staff. Each translates, calls once, translates back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.access import commands, queries
from throughgate.modules.access.commands import DECIDE, ROLL_OUT
from throughgate.modules.access.staff import forms

COLUMNS: tuple[Column[queries.ToReview], ...] = (
    Column("name", gettext_lazy("Whose"), lambda one: one.name, ("person__family_name", "person__given_name")),
    Column("what", gettext_lazy("What"), lambda one: one.what, ("capability",)),
    Column("reason", gettext_lazy("Why"), lambda one: one.reason),
    Column("since", gettext_lazy("Since"), lambda one: one.from_at, ("from_at",)),
    Column("until", gettext_lazy("Until"), lambda one: one.until, ("until",)),
    Column("review_on", gettext_lazy("Looked at again"), lambda one: one.review_on, ("review_on",)),
)


@staff_page(needs="access.see", looks="person_id")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Why somebody can, or cannot, use each thing."""
    act = act_of(request)
    shown = {
        "person_id": person_id,
        "name": queries.name_of(act, person_id),
        "answers": queries.answers_for(act, person_id),
        "restrictions": queries.restrictions_of(act, person_id),
        "markers": queries.markers_of(act, person_id),
        "may_change": queries.may_change(act),
    }
    return render(request, "access/person.html", shown | {"breadcrumbs": [(shown["name"], reverse("person", args=[person_id]))]})


@staff_page(needs=DECIDE, looks="person_id")
def restrict(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take something away from a person."""
    name, form = queries.name_of(act_of(request), person_id), forms.RestrictForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.restrict, person=person_id, **form.cleaned_data):
        return redirect("access:person", person_id=person_id)
    title, intro = _("Stop something for %(name)s") % {"name": name}, _("What is essential cannot be stopped, and is not in the list.")
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Stop it"), "grave": True})


@staff_page(needs=DECIDE, looks="person_id")
def lift(request: HttpRequest, person_id: UUID, pk: UUID) -> HttpResponse:
    """Give back what a restriction took."""
    stands, form = _standing(queries.restrictions_of(act_of(request), person_id), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.lift_restriction, restriction=pk):
        return redirect("access:person", person_id=person_id)
    title = _("Give back “%(what)s”") % {"what": stands.what}
    return render(request, "web/form_page.html", {"title": title, "intro": stands.reason, "form": form, "button": _("Give it back")})


@staff_page(needs=DECIDE)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look at a restriction again: let it stand, or give back what it took."""
    act = act_of(request)
    stands = queries.to_review(act, pk)
    trail.look(act, "access:review", stands.person_id)
    form = forms.ReviewForm(request.POST or None, initial={"reason": stands.reason})
    if form.is_valid() and attempt(request, form, commands.review_restriction, restriction=pk, **form.cleaned_data):
        return redirect("access:person", person_id=stands.person_id)
    title = _("Look again at “%(what)s”, stopped for %(name)s") % {"what": stands.what, "name": stands.name}
    shown = {"title": title, "stands": stands, "form": form, "button": _("Let it stand"), "grave": True}
    return render(request, "access/review.html", shown)


@staff_page(needs=DECIDE, looks="person_id")
def mark(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a marker for a person."""
    name, form = queries.name_of(act_of(request), person_id), forms.MarkerForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.set_marker, person=person_id, **form.cleaned_data):
        return redirect("access:person", person_id=person_id)
    title = _("Set a marker for %(name)s") % {"name": name}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("Set this marker"), "grave": True})


@staff_page(needs=DECIDE, looks="person_id")
def end_marker(request: HttpRequest, person_id: UUID, pk: UUID) -> HttpResponse:
    """End a marker before its time."""
    stands, form = _standing(queries.markers_of(act_of(request), person_id), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_marker, marker=pk):
        return redirect("access:person", person_id=person_id)
    title = _("End the marker “%(what)s”") % {"what": stands.what}
    return render(request, "web/form_page.html", {"title": title, "intro": stands.reason, "form": form, "button": _("End this marker")})


@staff_page(needs=DECIDE)
def restrictions(request: HttpRequest) -> HttpResponse:
    """Every restriction that stands, of those in one's care; what is to be looked at again stands first."""
    act = act_of(request)
    listing = Listing(request, queries.standing(act), COLUMNS, queries.standing_lines, own_order="review_on")
    if listing.wants_csv:
        return listing.csv(act, "restrictions")
    return render(request, "access/restrictions.html", {"title": _("Restrictions"), "listing": listing})


@staff_page(needs="access.see")
def rollouts(request: HttpRequest) -> HttpResponse:
    """What is switched on where; and switching on more, for those who decide that."""
    act = act_of(request)
    if not queries.may_roll_out(act):
        return render(request, "access/rollouts.html", {"title": _("Roll-outs"), "rollouts": queries.rollouts(act)})
    form = forms.RollOutForm(request.POST or None, act=act)
    if form.is_valid() and attempt(request, form, commands.roll_out, **form.cleaned_data):
        return redirect("access:rollouts")
    shown = {"title": _("Roll-outs"), "form": form, "button": _("Switch it on"), "rollouts": queries.rollouts(act)}
    return render(request, "access/rollouts.html", shown)


@staff_page(needs=ROLL_OUT)
def end_roll_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Switch something off again."""
    ours, form = queries.rollouts(act_of(request)), PageForm(request.POST or None)
    rollout = next((one for one in ours if one.id == pk and one.mine and not one.to_at), None)
    if rollout is None:
        raise NotFound
    if form.is_valid() and attempt(request, form, commands.end_roll_out, rollout=pk):
        return redirect("access:rollouts")
    title = _("Switch off “%(what)s” at %(place)s") % {"what": rollout.title, "place": rollout.place}
    intro = _("What people did with it stays on the record.")
    return render(
        request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Switch it off"), "grave": True}
    )


def _standing(decisions: list[queries.Stands], pk: UUID) -> queries.Stands:
    stands = next((one for one in decisions if one.id == pk and one.ended_at is None), None)
    if stands is None:
        raise NotFound
    return stands
