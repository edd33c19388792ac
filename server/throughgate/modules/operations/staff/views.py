"""The page of operations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughgate import __version__
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.pages import staff_page
from throughgate.modules.operations import queries


@staff_page(needs="operations.watch")
def stands(request: HttpRequest) -> HttpResponse:
    """How the exchange with devices stands now."""
    now = queries.now_stands(act_of(request).arrived)
    shown = {"now": now, "queues": queries.queues(now), "drifting": queries.drifting(), "version": __version__}
    return render(request, "operations/condition.html", shown)
