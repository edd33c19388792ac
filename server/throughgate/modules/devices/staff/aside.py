"""Pages of what was set aside, for staff: everything that waits in quarantine, each thing, and what may be decided about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.audit import trail
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices import commands, queries
from throughgate.modules.devices.commands import MANAGE
from throughgate.modules.devices.policy import DECIDE
from throughgate.modules.devices.staff import forms

COLUMNS: tuple[Column[queries.SetAside], ...] = (
    Column("at", gettext_lazy("Arrived"), lambda thing: thing.at, ("arrived",)),
    Column("whose", gettext_lazy("Whose it says it is"), lambda thing: thing.whose),
    Column("what", gettext_lazy("What it says it is"), lambda thing: thing.what),
    Column("device", gettext_lazy("Device"), lambda thing: thing.device, ("device__label",)),
    Column("why", gettext_lazy("Why it waits"), lambda thing: thing.why, ("code",)),
    Column("then", gettext_lazy("What you can do now"), lambda thing: thing.then),
)


@staff_page(needs=MANAGE)
def set_aside(request: HttpRequest) -> HttpResponse:
    """Everything in quarantine that this worker may know of."""
    act = act_of(request)
    listing = Listing(request, queries.in_quarantine(act), COLUMNS, lambda rows: queries.set_aside_lines(act, rows), own_order="at")
    if listing.wants_csv:
        return listing.csv(act, "set-aside")
    shown = {"title": _("Set aside"), "listing": listing, "breadcrumbs": [(_("Devices"), reverse("devices:list"))]}
    return render(request, "devices/set_aside.html", shown)


@staff_page(needs=MANAGE)
def thing(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what it is, whose, why it waits, what may be done, and what was decided."""
    act = act_of(request)
    page = queries.quarantine_page(act, pk)
    if page.thing.person_id:
        trail.look(act, "devices:thing", page.thing.person_id)
    return render(request, "devices/thing.html", {"title": page.thing.what, "page": page, "breadcrumbs": _crumbs()})


@staff_page(needs=DECIDE)
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge it as if it had been stored in its place."""
    page, form = queries.quarantine_page(act_of(request), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.apply, quarantined=pk):
        return _decided(request, pk, _("It is being taken now. What becomes of it, its maker reads too."))
    intro = _("It is taken as if nothing had been wrong, and judged by what was allowed when it was made. Do this only if it is theirs.")
    return _form(request, page, form, _("Apply this?"), intro, _("Apply it"))


@staff_page(needs=DECIDE)
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to the person who made it."""
    act = act_of(request)
    page, form = queries.quarantine_page(act, pk), forms.RouteForm(request.POST or None, people=queries.users_to_choose(act, pk))
    if form.is_valid() and attempt(request, form, commands.route, quarantined=pk, **form.cleaned_data):
        return _decided(request, pk, _("It is being taken now, as theirs."))
    intro = _("You can choose among those in your care who have used this device.")
    return _form(request, page, form, _("Whose is this?"), intro, _("Give it to them"))


@staff_page(needs=DECIDE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it with words that its maker reads."""
    page, form = queries.quarantine_page(act_of(request), pk), forms.AnswerForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.answer, quarantined=pk, **form.cleaned_data):
        return _decided(request, pk, _("It is answered. It is kept, and no more comes of it."))
    intro = _("Its maker reads “Staff have looked at it:” and then what you write. It is kept, and no more comes of it.")
    return _form(request, page, form, _("Answer this"), intro, _("Answer it"))


@staff_page(needs=DECIDE)
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the chain go on past what is missing."""
    page, form = queries.quarantine_page(act_of(request), pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.release, quarantined=pk):
        return _decided(request, pk, _("It goes on. What is missing is written down, and still takes its place if it turns up."))
    intro = _("Everything that waits behind the same gap goes on. Do this only when you know that what is missing will never come.")
    return _form(request, page, form, _("Let it go on without the rest?"), intro, _("Let it go on"))


def _form(request: HttpRequest, page: queries.Page, form: PageForm, title: str, intro: str, button: str) -> HttpResponse:
    shown = {"title": title, "intro": intro, "form": form, "button": button, "breadcrumbs": _crumbs(page)}
    return render(request, "web/form_page.html", shown)


def _decided(request: HttpRequest, pk: int, says: str) -> HttpResponse:
    messages.success(request, says)
    return redirect("devices:thing", pk=pk)


def _crumbs(page: queries.Page | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Devices"), reverse("devices:list")), (_("Set aside"), reverse("devices:set_aside"))]
    return [*crumbs, (page.thing.what, reverse("devices:thing", args=[page.thing.id]))] if page else crumbs
