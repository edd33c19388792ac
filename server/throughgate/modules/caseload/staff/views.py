"""Pages of the caseload for staff. Each translates, calls once, translates back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.clock import london
from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways import file_store
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.records import IMPORT, RECORD
from throughgate.modules.caseload.rules.people_line import PEOPLE
from throughgate.modules.caseload.staff import forms
from throughgate.modules.caseload.staff.example import EXAMPLE
from throughgate.modules.caseload.staff.sheets import example_of, said

WRONG: tuple[Column[queries.BadLine], ...] = (
    Column("line", gettext_lazy("Line"), lambda bad: bad.line, ("line",)),
    *(Column(name, title, said(name)) for name, title in PEOPLE.columns.items()),
    Column("wrong", gettext_lazy("What is wrong"), lambda bad: bad.reasons),
)


@staff_page(needs=IMPORT)
def bring(request: HttpRequest) -> HttpResponse:
    """Add people: one by one, or hand in a file of them; and the files handed in before."""
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(request, form, commands.check_people_file, name=form.file_name, lines=form.cleaned_data["file"]):
        return redirect("caseload:file", pk=form.act_id)
    return render(
        request,
        "caseload/bring.html",
        {"title": _("Add people"), "form": form, "files": queries.files(act_of(request)), "columns": PEOPLE.columns},
    )


@staff_page(needs=IMPORT)
def example(request: HttpRequest) -> HttpResponse:
    """A file to begin from."""
    return example_of("people", PEOPLE.columns, EXAMPLE)


@staff_page(needs=IMPORT)
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file holds: what is wrong with which line (also as a file, to put right and hand in again), and the good lines to confirm."""
    act = act_of(request)
    page, form = queries.file_page(act, pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.import_people, file=pk):
        return redirect("caseload:file", pk=pk)
    wrong = Listing(request, queries.bad_rows(act, pk), WRONG, queries.bad_lines)
    if wrong.wants_csv:
        return wrong.csv(act, "people-wrong")
    return render(request, "caseload/file.html", {"page": page, "form": form, "wrong": wrong, "good": queries.good_lines(act, pk)})


@staff_page(needs=IMPORT)
def add(request: HttpRequest) -> HttpResponse:
    """Add one person."""
    form = forms.AddForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.add_person, **form.cleaned_data):
        messages.success(request, _("%(given_name)s %(family_name)s is on the record.") % form.cleaned_data)
        return redirect("people")
    return render(request, "caseload/place_form.html", {"title": _("Add a person"), "form": form, "button": _("Add this person")})


@staff_page(needs=RECORD, looks="person_id")
def details(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Change how to address and reach a person."""
    page = queries.details(act_of(request), person_id)
    begun = {name: getattr(page, name) for name in ("known_as", "phone", "email", "address")}
    form = forms.DetailsForm(request.POST or None, initial=begun)
    if form.is_valid() and attempt(request, form, commands.change_details, person=person_id, **form.cleaned_data):
        return redirect("person", person_id=person_id)
    title = _("How to reach %(name)s") % {"name": page.name}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("Save")})


@staff_page(needs=RECORD, looks="person_id")
def photo(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Set the photo that later ones are compared with."""
    page, form = queries.details(act_of(request), person_id), forms.PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        kept, taken_at = file_store.put(form.cleaned_data["photo"]), london(form.cleaned_data["taken_on"], 12)
        if attempt(request, form, commands.set_reference_photo, person=person_id, photo=kept, taken_at=taken_at):
            return redirect("person", person_id=person_id)
    title = _("Reference photo of %(name)s") % {"name": page.name}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("Use this photo")})


@staff_page(needs=RECORD, looks="person_id")
def care(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who looks after a person: now, and from now on."""
    page, form = queries.details(act_of(request), person_id), forms.CareForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.give_care, person=person_id, **form.cleaned_data):
        return redirect("caseload:care", person_id=person_id)
    title = _("Who works with %(name)s") % {"name": page.name}
    return render(request, "caseload/care.html", {"title": title, "form": form, "button": _("Give them this role"), "page": page})


@staff_page(needs=RECORD, looks="person_id")
def end_care(request: HttpRequest, person_id: UUID, care: int) -> HttpResponse:
    """End a worker's role, with nobody taking it over."""
    page, form = queries.details(act_of(request), person_id), PageForm(request.POST or None)
    carer = next((one for one in page.carers if one.care == care), None)
    if carer is None:
        raise NotFound
    if form.is_valid() and attempt(request, form, commands.end_care, care=care):
        return redirect("person", person_id=person_id)
    title = _("%(worker)s is no longer %(name)s’s %(role)s") % {"worker": carer.name, "name": page.name, "role": carer.role}
    return render(request, "web/form_page.html", {"title": title, "form": form, "button": _("End this role"), "grave": True})
