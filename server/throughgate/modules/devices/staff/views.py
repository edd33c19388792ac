"""Pages of devices for staff. Each translates, calls once, translates back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.ids import uuid_from
from throughgate.kernel.audit import trail
from throughgate.kernel.identity.codes import code_for
from throughgate.kernel.identity.models import DeviceKind
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices import commands, queries
from throughgate.modules.devices.commands import MANAGE
from throughgate.modules.devices.staff import forms, qr
from throughgate.modules.devices.staff.sheet import Cell, cell, printed

COLUMNS: tuple[Column[queries.Line], ...] = (
    Column("label", gettext_lazy("Device"), lambda line: line.label, ("label",)),
    Column("held_by", gettext_lazy("Held by"), lambda line: line.held_by),
    Column("place", gettext_lazy("Place"), lambda line: line.place, ("place__code",)),
    Column("seen", gettext_lazy("Last seen"), lambda line: line.seen_at, ("state__seen_at",)),
    Column("waits", gettext_lazy("Waits on it"), lambda line: line.waits, ("state__waiting_acts", "state__waiting_files")),
    Column("status", gettext_lazy("State"), lambda line: line.status),
)
# What one rarely looks for in many: on the page of each device, and in the file.
FACTS: tuple[Column[queries.Line], ...] = (
    Column("kind", gettext_lazy("Kind"), lambda line: line.kind),
    Column("version", gettext_lazy("Version"), lambda line: line.version),
    Column("storage", gettext_lazy("Storage"), lambda line: line.storage),
    Column("clock", gettext_lazy("Clock"), lambda line: line.clock),
    Column("revoked", gettext_lazy("Turned off"), lambda line: line.revoked_words),
)
SHEET = (*COLUMNS, *FACTS, Column[queries.Line]("aside", gettext_lazy("Set aside"), lambda line: line.aside or ""))


@staff_page(needs=MANAGE)
def devices(request: HttpRequest) -> HttpResponse:
    """The devices of the people and places that this worker may see."""
    act, asked = act_of(request), forms.FilterForm(request.GET)
    found = queries.devices(act, asked.filters())
    listing = Listing(request, found, COLUMNS, lambda rows: queries.lines(act, rows), own_order="seen")
    if listing.wants_csv:
        return Listing(request, found, SHEET, lambda rows: queries.lines(act, rows)).csv(act, "devices")
    return render(request, "devices/list.html", {"title": _("Devices"), "listing": listing, "filters": asked})


@staff_page(needs=MANAGE)
def device(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One device: who uses it, what it last said of itself, what may be done about it."""
    act = act_of(request)
    line = queries.device(act, pk)
    rows = [(_("Place"), line.place), (_("Waits on it"), line.waits), *((fact.title, fact.cell(line)) for fact in FACTS)]
    shown = {"title": line.label, "line": line, "rows": rows, "aside": queries.set_aside_from(act, pk), "gaps": queries.gaps_of(act, pk)}
    return render(request, "devices/device.html", shown | {"breadcrumbs": [(_("Devices"), reverse("devices:list"))]})


@staff_page(needs=MANAGE)
def look(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """What an entry of the inbox asks to decide about; each thing has a page, where that is done."""
    act = act_of(request)
    found = queries.to_look_at(act, task_id)
    trail.look(act, "devices:look", found.person_id)
    shown = {"title": _("Set aside, from the device of %(name)s") % {"name": found.name}, "found": found, "aside": found.things}
    return render(request, "devices/look.html", shown)


@staff_page(needs=MANAGE, looks="person_id")
def enrol(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a code for a person's device."""
    name, form = queries.name_of(act_of(request), person_id), forms.PersonCodeForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.make_code, person=person_id, **form.cleaned_data):
        return redirect("devices:code", act_id=form.act_id)
    title, intro = _("A device for %(name)s") % {"name": name}, _("You get a code for them to type, and a square for the camera.")
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Make a code")})


@staff_page(needs=MANAGE)
def enrol_place(request: HttpRequest) -> HttpResponse:
    """Make a code for a kiosk or a television."""
    form = forms.PlaceCodeForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.make_code, **form.cleaned_data):
        return redirect("devices:code", act_id=form.act_id)
    return render(request, "web/form_page.html", {"title": _("A kiosk, television or hub"), "form": form, "button": _("Make a code")})


@staff_page(needs=MANAGE)
def code(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """The code that an act of this worker made: big, and as a square."""
    made = queries.code_made_by(act_of(request), act_id)
    shown = {"title": _("Code for %(whose)s") % {"whose": made.whose}, "made": made, "picture": qr.picture(made.code)}
    return render(request, "devices/code.html", shown | {"address": qr.address("").removesuffix("/#")})


@staff_page(needs=MANAGE)
def sheet(request: HttpRequest) -> HttpResponse:
    """Codes for many, as a sheet to print and cut up."""
    act, where = act_of(request), forms.WhereForm(request.GET, act=act_of(request))
    place = where.cleaned_data["place"] if where.is_valid() else None
    form = forms.SheetForm(request.POST or None, act=act, place=place, tick_all="all" in request.GET)
    if form.is_valid():
        cells = _make_codes(request, form)
        if not form.errors:
            answer = HttpResponse(printed(cells, DeviceKind(form.cleaned_data["kind"]).label), content_type="application/pdf")
            answer["Content-Disposition"] = 'attachment; filename="codes.pdf"'
            return answer
    shown = {"title": _("A sheet of codes"), "where": where, "form": form, "most": forms.MOST_ON_A_SHEET}
    return render(request, "devices/sheet_form.html", shown)


@staff_page(needs=MANAGE, looks="person_id")
def reset_pin(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """Make a code that lets a person choose a new PIN on that device."""
    line, name, form = queries.device(act_of(request), pk), queries.name_of(act_of(request), person_id), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.reset_pin, device=pk, person=person_id):
        return redirect("devices:code", act_id=form.act_id)
    title = _("A new PIN for %(name)s on %(label)s") % {"name": name, "label": line.label}
    intro = _("You get a code that works on this device only. Nothing that they have saved is lost.")
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Make a code")})


@staff_page(needs=MANAGE, looks="person_id")
def kiosk_pin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Make a code with which somebody chooses a PIN on a kiosk: all that they need who have no device of their own."""
    act = act_of(request)
    name, form = queries.name_of(act, person_id), forms.KioskForm(request.POST or None, act=act, person=person_id)
    if form.is_valid() and attempt(request, form, commands.reset_pin, person=person_id, **form.cleaned_data):
        return redirect("devices:code", act_id=form.act_id)
    title = _("A kiosk PIN for %(name)s") % {"name": name}
    intro = _(
        "You get a code for that kiosk only. With it they choose a PIN, which opens every kiosk where they live. A PIN they had ends."
    )
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Make a code")})


@staff_page(needs=MANAGE, looks="person_id")
def end_holding(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """Record that a person no longer uses a device."""
    line, name, form = queries.device(act_of(request), pk), queries.name_of(act_of(request), person_id), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.end_holding, device=pk, person=person_id):
        return redirect("person", person_id=person_id)
    title = _("%(name)s no longer uses %(label)s") % {"name": name, "label": line.label}
    intro = _("What they saved there is handed in first, then put away.")
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("They no longer use it")})


@staff_page(needs=MANAGE)
def relabel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a device the name by which staff know it."""
    line = queries.device(act_of(request), pk)
    form = forms.LabelForm(request.POST or None, initial={"label": line.label})
    if form.is_valid() and attempt(request, form, commands.relabel, device=pk, **form.cleaned_data):
        return redirect("devices:device", pk=pk)
    return render(request, "web/form_page.html", {"title": _("What is it called?"), "form": form, "button": _("Save")})


@staff_page(needs=MANAGE)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Turn a device off for good."""
    line, form = queries.device(act_of(request), pk), forms.RevokeForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.revoke, device=pk, **form.cleaned_data):
        return redirect("devices:device", pk=pk)
    title = _("Turn off %(label)s for good") % {"label": line.label}
    intro = _("It may still hand in what is on it; then it wipes itself. This cannot be undone.")
    return render(request, "web/form_page.html", {"title": title, "intro": intro, "form": form, "button": _("Turn it off"), "grave": True})


def _make_codes(request: HttpRequest, form: forms.SheetForm) -> list[Cell]:
    """One act for each person, its id made from the form's: printing again prints the same codes."""
    names, sheet_id, act = form.names, form.act_id, act_of(request)
    cells = []
    for person_id in form.cleaned_data["people"]:
        form.act_id = uuid_from(sheet_id, person_id)
        if attempt(request, form, commands.make_code, kind=form.cleaned_data["kind"], person=person_id):
            made = queries.code_made_by(act, form.act_id)
            cells.append(cell(names[str(person_id)], made.language, code_for(form.act_id), made.ends_at))
    return cells
