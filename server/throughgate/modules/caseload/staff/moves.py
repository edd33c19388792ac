"""Pages of moves for staff: one by one, many from a file, and whoever has arrived. Each translates, calls once, translates back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.moves import MOVE
from throughgate.modules.caseload.commands.records import IMPORT, RECORD
from throughgate.modules.caseload.rules.moves_line import MOVES
from throughgate.modules.caseload.staff import forms
from throughgate.modules.caseload.staff.example import MOVES_EXAMPLE
from throughgate.modules.caseload.staff.sheets import example_of, said

WRONG: tuple[Column[queries.BadLine], ...] = (
    Column("line", gettext_lazy("Line"), lambda bad: bad.line, ("line",)),
    *(Column(name, title, said(name)) for name, title in MOVES.columns.items()),
    Column("wrong", gettext_lazy("What is wrong"), lambda bad: bad.reasons),
)


@staff_page(needs=MOVE, looks="person_id")
def move(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record where a person lives now."""
    page, form = queries.details(act_of(request), person_id), forms.MoveForm(request.POST or None, act=act_of(request))
    if form.is_valid() and attempt(request, form, commands.move_person, person=person_id, **form.cleaned_data):
        # Whoever recorded the move may have lost sight of the person by it.
        return redirect("people")
    title = _("%(name)s lives somewhere else now") % {"name": page.name}
    return render(request, "caseload/place_form.html", {"title": title, "form": form, "button": _("Record this move"), "page": page})


@staff_page(needs=IMPORT)
def moves(request: HttpRequest) -> HttpResponse:
    """Hand in a file of moves; and the files handed in before."""
    form = forms.MovesFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(request, form, commands.check_moves_file, name=form.file_name, lines=form.cleaned_data["file"]):
        return redirect("caseload:moves_file", pk=form.act_id)
    shown = {"title": _("Moves from a file"), "form": form, "files": queries.moves_files(act_of(request)), "columns": MOVES.columns}
    return render(request, "caseload/moves.html", shown)


@staff_page(needs=IMPORT)
def example(request: HttpRequest) -> HttpResponse:
    """A file to begin from."""
    return example_of("moves", MOVES.columns, MOVES_EXAMPLE)


@staff_page(needs=IMPORT)
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file of moves holds: what is wrong with which line (also as a file, to put right), and the good lines to confirm."""
    act = act_of(request)
    page, form = queries.moves_page(act, pk), PageForm(request.POST or None)
    if form.is_valid() and attempt(request, form, commands.record_moves, file=pk):
        return redirect("caseload:moves_file", pk=pk)
    wrong = Listing(request, queries.bad_rows(act, pk), WRONG, queries.bad_lines)
    if wrong.wants_csv:
        return wrong.csv(act, "moves-wrong")
    shown = {"page": page, "form": form, "wrong": wrong, "good": queries.good_moves(act, pk)}
    return render(request, "caseload/moves_file.html", shown | {"breadcrumbs": [(_("Moves from a file"), reverse("caseload:moves"))]})


@staff_page(needs=RECORD)
def arrived(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody has come to live here: on to the page where it is chosen who looks after them."""
    return redirect("caseload:care", person_id=queries.who_arrived(act_of(request), pk))
