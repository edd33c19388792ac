"""Pages of supervision for staff. Each translates, calls once, translates back."""

from functools import partial
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import Act
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.files import file_response
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.supervision import commands, queries
from throughgate.modules.supervision.commands.plans import CAPABILITY
from throughgate.modules.supervision.rules.questions import TEMPLATES
from throughgate.modules.supervision.staff import forms
from throughgate.modules.supervision.staff.drawing import drawing_of

Page = TypeVar("Page", queries.CancelPage, queries.ConcernView, queries.MissedPage, queries.PlanView)

COLUMNS: tuple[Column[queries.CaseloadLine], ...] = (
    Column("person", gettext_lazy("Person"), lambda line: line.person, ("person__family_name", "person__given_name")),
    Column("every", gettext_lazy("How often"), lambda line: line.every),
    Column("next", gettext_lazy("Next due"), lambda line: line.next_due),
    Column("last", gettext_lazy("Last one"), lambda line: f"{line.last.due_on} {line.last.says}" if line.last else ""),
)


@staff_page(needs=CAPABILITY)
def overview(request: HttpRequest) -> HttpResponse:
    """How this worker's people are doing."""
    act, moment = act_of(request), now()
    lines = partial(queries.caseload_lines, now=moment)
    listing = Listing(request, queries.caseload(act), COLUMNS, lines, own_order="person")
    if listing.wants_csv:
        return listing.csv(act, "checkins")
    return render(request, "supervision/overview.html", {"listing": listing, "months": queries.months(act, moment)})


@staff_page(needs=CAPABILITY)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One check-in: look, compare, decide, answer."""
    act = act_of(request)
    page = queries.review_page(act, pk)
    trail.look(act, "supervision:review", page.person_id)
    colleagues = queries.workers_to_choose(page.person_id)
    begun = {"follows_worker": str(act.worker)}
    form = forms.ReviewForm(request.POST or None, initial=begun, name=page.known_as, colleagues=colleagues, has_details=bool(page.details))
    if form.is_valid() and attempt(request, form, commands.review_checkin, submission=pk, **form.cleaned_data):
        messages.success(request, _said(page, form))
        return redirect("inbox")
    return render(request, "supervision/review.html", {"page": page, "form": form, "drawing": drawing_of(page.place)})


@staff_page(needs=CAPABILITY)
def review_file(request: HttpRequest, pk: UUID, sha256: str) -> HttpResponseBase:
    """A photo, a voice note or a signature of one check-in."""
    if sha256 not in queries.files_of(act_of(request), pk):
        raise NotFound
    return file_response(sha256)


@staff_page(needs=CAPABILITY)
def missed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A miss: what to do next, and what was done."""
    page = _looked_at(act_of(request), queries.missed_page(act_of(request), pk, now()), "supervision:missed")
    form = forms.FollowUpForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.record_follow_up, checkin=pk, **form.cleaned_data):
        messages.success(request, _("Written down. The check-in itself stays missed."))
        return redirect("inbox")
    return render(request, "supervision/missed.html", {"page": page, "form": form})


@staff_page(needs=CAPABILITY)
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A concern: what was to follow, and what came of it."""
    page = _looked_at(act_of(request), queries.concern_view(act_of(request), pk), "supervision:concern")
    form = forms.ConcernForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.finish_concern, concern=pk, **form.cleaned_data):
        return redirect("inbox")
    return render(request, "supervision/concern.html", {"page": page, "form": form})


@staff_page(needs=CAPABILITY)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a check-in need not be made."""
    page = _looked_at(act_of(request), queries.cancel_page(act_of(request), pk), "supervision:cancel")
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.cancel_checkin, checkin=pk, **form.cleaned_data):
        return redirect("person", person_id=page.person_id)
    return render(request, "supervision/cancel.html", {"page": page, "form": form})


@staff_page(needs=CAPABILITY, looks="person_id")
def set_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Agree on check-ins with a person."""
    form = forms.PlanForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.set_plan, person=person_id, **form.agreed()):
        messages.success(request, _("The plan is set. Where it replaces meeting in person, a senior must approve it first."))
        return redirect("person", person_id=person_id)
    shown = {"form": form, "templates": TEMPLATES, "name": queries.name_of(act_of(request), person_id), "person_id": person_id}
    return render(request, "supervision/set_plan.html", shown)


@staff_page(needs=CAPABILITY)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One plan."""
    view = _looked_at(act_of(request), queries.plan_view(act_of(request), pk), "supervision:plan")
    return render(request, "supervision/plan.html", {"plan": view})


@staff_page(needs=CAPABILITY)
def end_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a plan before its time."""
    view = _looked_at(act_of(request), queries.plan_view(act_of(request), pk), "supervision:end_plan")
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_plan, plan=pk, **form.cleaned_data):
        return redirect("person", person_id=view.person_id)
    return render(request, "supervision/end_plan.html", {"plan": view, "form": form})


@staff_page(needs=CAPABILITY)
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A senior decides about a plan that replaces meeting in person."""
    view = _looked_at(act_of(request), queries.plan_view(act_of(request), pk), "supervision:approve")
    form = forms.ApproveForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.approve_plan, plan=pk, **form.cleaned_data):
        return redirect("inbox")
    return render(request, "supervision/approve.html", {"plan": view, "form": form})


def _said(page: queries.ReviewPage, form: forms.ReviewForm) -> str:
    """What was sent to the person, in words: a decision alone says little to them."""
    sent, seen = _("Your decision and your reply are on their way to %(name)s."), _("%(name)s sees that you looked.")
    words = sent if form.cleaned_data["reply"] else seen
    return words % {"name": page.person}


def _looked_at(act: Act, page: Page, name: str) -> Page:
    trail.look(act, name, page.person_id)
    return page
