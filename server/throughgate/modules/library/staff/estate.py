"""Pages that look over the shelves of many: what each place has, what there is twice, what wants looking after."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import NotFound
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Gathered
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.library import queries
from throughgate.modules.library.queries import Alike, Cell, Kept, PlaceLine
from throughgate.modules.library.rules.kinds import Topic
from throughgate.modules.library.rules.needs import KEEP
from throughgate.modules.library.rules.tallies import FEWEST, WEEKS
from throughgate.modules.library.staff.forms import UpkeepForm


@dataclass(frozen=True)
class Square:
    """One cell of the map, as a line of a file."""

    place: str
    cell: Cell


def _items(n: int, line: PlaceLine) -> int:
    return line.cells[n].items


SORTS = ("worked out",)
PLACES: tuple[Column[PlaceLine], ...] = (
    Column("name", _("Prison"), lambda line: line.name, SORTS),
    Column("people", _("People"), lambda line: line.people, SORTS),
    *(Column(topic.value, topic.label, partial(_items, n), SORTS) for n, topic in enumerate(Topic)),
)
SQUARES: tuple[Column[Square], ...] = (
    Column("place", _("Prison"), lambda square: square.place),
    Column("topic", _("Topic"), lambda square: square.cell.topic.label),
    Column("items", _("Items"), lambda square: square.cell.items),
    Column("middle", _("The others, in the middle"), lambda square: square.cell.middle),
    Column("level", _("Against the others"), lambda square: square.cell.level.label),
    Column("asked", _("People who commented on it in a year"), lambda square: _count(square.cell.asked)),
    Column("lacking", _("Nothing in"), lambda square: ", ".join(f"{name}: {n}" for name, n in square.cell.lacking)),
)
PAIRS: tuple[Column[Alike], ...] = (
    Column("percent", _("Alike"), lambda pair: pair.percent, SORTS),
    Column("one", _("This"), lambda pair: pair.one.title, SORTS),
    Column("one_shelf", _("On the shelf"), lambda pair: pair.one.shelf, SORTS),
    Column("other", _("And this"), lambda pair: pair.other.title, SORTS),
    Column("other_shelf", _("On the shelf"), lambda pair: pair.other.shelf, SORTS),
    Column("what", _("What of it"), lambda pair: f"{pair.what} {pair.language}".strip()),
)
KEPT: tuple[Column[Kept], ...] = (
    Column("title", _("Item"), lambda one: one.title, SORTS),
    Column("shelf", _("Shelf"), lambda one: one.shelf, SORTS),
    Column("languages", _("Languages"), lambda one: one.languages, SORTS),
    Column("age", _("Reading age"), lambda one: one.reading_age, SORTS),
    Column("published", _("Changed"), lambda one: one.published_at, SORTS),
    Column("ends", _("Ends"), lambda one: one.ends_at, SORTS),
    Column("opened", _("Opened"), lambda one: _count(one.opened)),
    Column("read", _("Read to the end"), lambda one: _count(one.read)),
    Column("heard", _("Heard"), lambda one: _count(one.heard)),
    Column("finished", _("Finished"), lambda one: _count(one.finished)),
    Column("findings", _("What wants looking after"), lambda one: ", ".join(str(finding.label) for finding in one.findings)),
)


@staff_page(needs=KEEP)
def places(request: HttpRequest) -> HttpResponse:
    """What people at each prison can have, by topic."""
    act = act_of(request)
    lines = queries.places_by_topic(act)
    listing = Gathered(request, lines, PLACES, own_order="name")
    if listing.wants_csv:
        return Gathered(request, [Square(line.name, cell) for line in lines for cell in line.cells], SQUARES).csv(act, "library-estate")
    return render(request, "library/estate.html", {"listing": listing})


@staff_page(needs=KEEP)
def cell(request: HttpRequest, place: UUID, topic: str) -> HttpResponse:
    """What stands behind one figure of that map."""
    return render(request, "library/cell.html", {"evidence": queries.evidence(act_of(request), place, topic)})


@staff_page(needs=KEEP)
def alike(request: HttpRequest) -> HttpResponse:
    """What looks like the same on two shelves."""
    act = act_of(request)
    listing = Gathered(request, queries.alike(act), PAIRS, own_order="-percent")
    return listing.csv(act, "library-alike") if listing.wants_csv else render(request, "library/alike.html", {"listing": listing})


@staff_page(needs=KEEP)
def both(request: HttpRequest, item: UUID) -> HttpResponse:
    """Two items beside each other; the other one is named by ?other=."""
    try:
        other = UUID(request.GET.get("other", ""))
    except ValueError:
        raise NotFound from None
    return render(request, "library/both.html", {"sides": queries.both(act_of(request), item, other)})


@staff_page(needs=KEEP)
def upkeep(request: HttpRequest) -> HttpResponse:
    """What is stale, unread, unheard or unfinished, or lacks something."""
    act = act_of(request)
    form = UpkeepForm(request.GET, act=act)
    listing = Gathered(request, queries.upkeep(act, form.narrowed()), KEPT)
    if listing.wants_csv:
        return listing.csv(act, "library-upkeep")
    return render(request, "library/upkeep.html", {"listing": listing, "filters": form, "weeks": WEEKS})


def _count(n: int | None) -> object:
    return _("fewer than %(n)s") % {"n": FEWEST} if n is None else n
