"""Pages of the bulletin for staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.basics.text import Says
from throughgate.kernel.commands.command import Command
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.attempts import attempt
from throughgate.kernel.web.forms import PageForm
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.bulletin import queries
from throughgate.modules.bulletin.commands import boards, lines, services
from throughgate.modules.bulletin.rules.needs import KEEP
from throughgate.modules.bulletin.staff import forms

PUT_UP = gettext_lazy("Put it up")


@staff_page(needs=KEEP)
def places(request: HttpRequest) -> HttpResponse:
    """The bulletins that I keep."""
    return render(request, "bulletin/places.html", {"places": queries.places_to_keep(act_of(request))})


@staff_page(needs=KEEP)
def board(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The bulletin of one place."""
    return render(request, "bulletin/board.html", {"board": queries.board_view(act_of(request), pk)})


@staff_page(needs=KEEP)
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new notice."""
    return _put_up(request, pk, forms.NoticeForm, lines.put_up_notice, _("A notice"))


@staff_page(needs=KEEP)
def routine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new line of the timetable."""
    return _put_up(request, pk, forms.RoutineForm, lines.set_routine, _("A line of the timetable"))


@staff_page(needs=KEEP)
def film(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A film on the channel."""
    return _put_up(request, pk, forms.FilmForm, lines.schedule_film, _("A film on the channel"))


@staff_page(needs=KEEP)
def service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A service, to say later whether it works."""
    return _put_up(request, pk, forms.ServiceForm, lines.name_service, _("A service"))


@staff_page(needs=KEEP)
def changed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """You said, we did."""
    return _put_up(request, pk, forms.ChangedForm, lines.say_changed, _("You said, we did"))


@staff_page(needs=KEEP)
def screens(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the televisions there show it."""
    return _put_up(request, pk, forms.ScreensForm, boards.set_screens, _("The televisions"))


def _put_up(request: HttpRequest, pk: UUID, shape: type[forms.BoardForm], command: Command, title: str) -> HttpResponse:
    act = act_of(request)
    view = queries.board_view(act, pk)
    form = shape(request.POST or None, act=act, place=pk)
    if form.is_valid() and attempt(request, form, command, **form.cleaned_data):
        messages.success(request, _("It is on its way to every tablet and television there."))
        return redirect("bulletin:board", pk)
    return render(request, "bulletin/form.html", {"title": title, "intro": view.place, "form": form, "button": PUT_UP, "board": pk})


@staff_page(needs=KEEP)
def down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A service is down."""
    form = forms.DownForm(request.POST or None)
    return _about(request, pk, form, services.say_down, _("Say that it is down"))


@staff_page(needs=KEEP)
def mended(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A service works again."""
    return _about(request, pk, forms.SureForm(request.POST or None), services.say_mended, _("Say that it works again"))


@staff_page(needs=KEEP)
def take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Something comes down."""
    return _about(request, pk, forms.SureForm(request.POST or None), lines.take_down, _("Take it down"))


def _about(request: HttpRequest, pk: UUID, form: PageForm, command: Command, button: Says) -> HttpResponse:
    line = queries.line_view(act_of(request), pk)
    if form.is_valid() and attempt(request, form, command, line=pk, **form.cleaned_data):
        messages.success(request, _("It is on its way to every tablet and television there."))
        return redirect("bulletin:board", line.place_id)
    return render(request, "bulletin/form.html", {"title": line.title or line.what, "intro": line.place, "form": form, "button": button})
