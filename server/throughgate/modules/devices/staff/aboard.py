"""The page of what is still aboard, for staff: devices that hold something of somebody who moved, or was released."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.listing import Column, Listing
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.devices import queries
from throughgate.modules.devices.commands import MANAGE

COLUMNS: tuple[Column[queries.Aboard], ...] = (
    Column("device", gettext_lazy("Device"), lambda line: line.label, ("device__label",)),
    Column("place", gettext_lazy("Place"), lambda line: line.place, ("device__place__code",)),
    Column("whose", gettext_lazy("Whose"), lambda line: line.name),
    Column("says", gettext_lazy("What is on it"), lambda line: line.says),
    Column("since", gettext_lazy("They left it"), lambda line: line.since, ("to_at",)),
    Column("seen", gettext_lazy("Last contact"), lambda line: line.seen_at, ("device__state__seen_at",)),
)


@staff_page(needs=MANAGE)
def aboard(request: HttpRequest) -> HttpResponse:
    """Devices that somebody no longer uses, and that have not put their things away."""
    act = act_of(request)
    listing = Listing(request, queries.aboard(act), COLUMNS, lambda rows: queries.aboard_lines(act, rows), own_order="since")
    if listing.wants_csv:
        return listing.csv(act, "still-aboard")
    shown = {"title": _("Still aboard"), "listing": listing, "breadcrumbs": [(_("Devices"), reverse("devices:list"))]}
    return render(request, "devices/aboard.html", shown)
