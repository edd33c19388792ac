"""The sheet for peer mentors, who sit beside somebody on their first day: one page of A4 in each language that the tour speaks."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.basics.errors import NotFound
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices.commands import MANAGE
from throughgate.modules.devices.staff.paper import pdf

# Written when the app is built, from the tour's own drawings and sentences: client/staff/mentors.mjs.
PAGES = Path(__file__).parents[1] / "data" / "mentors"
# Each by its own name, as whoever reads it looks for it.
LANGUAGES = {"en": "English", "cy": "Cymraeg", "pl": "Polski"}


@staff_page(needs=MANAGE)
def mentors(request: HttpRequest) -> HttpResponse:
    """What the sheet is for, and in which languages."""
    breadcrumbs = [(_("Devices"), reverse("devices:list"))]
    return render(request, "devices/mentors.html", {"title": _("For peer mentors"), "languages": LANGUAGES, "breadcrumbs": breadcrumbs})


@staff_page(needs=MANAGE)
def sheet(request: HttpRequest, language: str) -> HttpResponse:
    """The sheet in one language. Raises: NotFound where there is none."""
    if language not in LANGUAGES:
        raise NotFound
    answer = HttpResponse(pdf((PAGES / f"{language}.html").read_text()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="first-day-{language}.pdf"'
    return answer
