"""Bringing many things in at once: an archive is chosen, the worker looks through it, and somebody says that drafts be made of it."""

import csv
from itertools import islice
from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughgate.basics.errors import Again, NotFound, Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Command
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import cell
from throughgate.modules.library import queries
from throughgate.modules.library.authoring.bringing import how_many_there, make_pages
from throughgate.modules.library.authoring.media_input import MediaInput
from throughgate.modules.library.authoring.media_views import found
from throughgate.modules.library.commands import news as commands
from throughgate.modules.library.commands.bringing import bring_in
from throughgate.modules.library.media.bundles.sheet import COLUMNS
from throughgate.modules.library.queries import BundleView
from throughgate.modules.library.rules.media import MediaKind, MediaState

LINES_SHOWN = 50
EXAMPLE = {
    "id": "saving-1",
    "title": "Saving a little",
    "summary": "How to begin.",
    "words": "Put a pound aside each week.",
    "easy": "Save £1.",
    "title_cy": "Cynilo ychydig",
    "words_cy": "Rhowch bunt o'r neilltu bob wythnos.",
    "picture": "pictures/jar.jpg",
    "says": "A jar with coins in it.",
    "says_cy": "Jar gyda darnau arian ynddo.",
    "topics": "money",
    "series": "Money matters",
    "part": "1",
}


@require_GET
@found
def shelves(request: HttpRequest) -> HttpResponse:
    """The shelves on which somebody makes items; where there is one, that."""
    seats = [seat.shelf for seat in queries.seats_of(act_of(request))]
    if len(seats) == 1:
        return redirect("library_bring_to", seats[0].pk)
    return render(request, "library/authoring/bring_shelves.html", {"shelves": seats})


@require_GET
@found
def shelf(request: HttpRequest, shelf: UUID) -> HttpResponse:
    """Where an archive is chosen for a shelf, and which were brought before."""
    seat = next((seat for seat in queries.seats_of(act_of(request)) if seat.shelf.pk == shelf), None)
    if seat is None:
        raise NotFound
    field = MediaInput(MediaKind.BUNDLE).render("bundle", None, {"id": "bundle", "data-shelf": str(shelf)})
    brought = queries.media_on(act_of(request), shelf, MediaKind.BUNDLE)
    sources = queries.sources_on(act_of(request), shelf)
    told = {"shelf": seat.shelf, "field": field, "brought": brought, "sources": sources, "places": sorted(settings.NEWS_FROM)}
    return render(request, "library/authoring/bring.html", told)


@require_http_methods(["GET", "POST"])
@found
def bundle(request: HttpRequest, media: UUID) -> HttpResponse:
    """What is in one, line by line: what is good and what is not; and the button that makes drafts of what is good."""
    one = queries.bundle_view(act_of(request), media)
    if request.method == "POST":
        return _bring(request, one)
    if request.GET.get("as") == "csv":
        return _wrong(request, one)
    there = how_many_there(one) if one.media.state is MediaState.READY else 0
    wrong = [(line.line, line.said.get("title", ""), _reasons(line.why)) for line in islice(one.wrong(), LINES_SHOWN)]
    told = {"one": one, "there": there, "left": one.good - there, "wrong": wrong, "more": one.bad - len(wrong)}
    return render(request, "library/authoring/bundle.html", told)


@require_POST
@found
def take_news(request: HttpRequest, shelf: UUID) -> HttpResponse:
    """From now on news comes to a shelf from that address."""
    said = {"shelf": str(shelf), **{name: request.POST.get(name, "").strip() for name in ("address", "name")}}
    try:
        given = msgspec.convert(said, commands.take_news_from.shape, strict=False)
    except msgspec.ValidationError:
        messages.error(request, _("Write the whole address of the feed, and a name of at most 80 letters."))
        return redirect("library_bring_to", shelf)
    _tried(request, commands.take_news_from, **{name: getattr(given, name) for name in said})
    return redirect("library_bring_to", shelf)


@require_POST
@found
def leave_news(request: HttpRequest, source: UUID) -> HttpResponse:
    """No more of it."""
    _tried(request, commands.leave_news, source=source)
    return redirect("library_bring")


@require_GET
@found
def example(request: HttpRequest) -> HttpResponse:
    """A list to begin from."""
    response = _csv("bring-in-example")
    csv.writer(response).writerows([[str(title) for title in COLUMNS.values()], [EXAMPLE.get(column, "") for column in COLUMNS]])
    return response


def _bring(request: HttpRequest, one: BundleView) -> HttpResponse:
    if not _tried(request, bring_in, bundle=one.media.id):
        return redirect("library_bundle", one.media.id)
    made = make_pages(one, request.user, act_of(request).arrived)  # type: ignore[arg-type]
    said = ngettext(
        "%(n)s draft was made. Nobody sees it before somebody publishes it.",
        "%(n)s drafts were made. Nobody sees them before somebody publishes them.",
        made,
    )
    messages.success(request, said % {"n": made})
    return redirect("library_bundle", one.media.id)


def _tried(request: HttpRequest, command: Command, **given: object) -> bool:
    """Whether it was done; why not stands on the next page."""
    try:
        command(act_of(request), **given)
    except NotFound:
        raise
    except (Refused, Again) as no:
        messages.error(request, no.words)
        return False
    return True


def _wrong(request: HttpRequest, one: BundleView) -> HttpResponse:
    """The lines of which no draft can be made, as they came, with why; to be put right and brought again."""
    trail.write(act_of(request), "look:library:wrong.csv", "looked", rows=one.bad)
    response = _csv("not-brought-in")
    sheet = csv.writer(response)
    sheet.writerow([_("Line"), _("Why not"), *(str(title) for title in COLUMNS.values())])
    for line in one.wrong():
        sheet.writerow([cell(said) for said in (line.line, _reasons(line.why), *(line.said.get(column, "") for column in COLUMNS))])
    return response


def _reasons(why: list[tuple[str, str]]) -> str:
    return " ".join(f"{COLUMNS[column]}: {words}" for column, words in why)


def _csv(name: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    return response
