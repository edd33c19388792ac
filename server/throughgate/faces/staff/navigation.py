"""The navigation of staff pages: our own pages, then what the modules offer and the worker's role may see."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.faces.staff.sign_in.middleware import has_second_factor
from throughgate.kernel.people.models import Worker
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.registry.installed import modules
from throughgate.kernel.web.acts import worker_of

OURS: tuple[tuple[Says, str], ...] = ((_("Inbox"), "inbox"), (_("People"), "people"))


@dataclass(frozen=True)
class Entry:
    """One entry. `current`: the page that is open belongs to it."""

    title: Says
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """For every template; made only where a page shows it."""
    return {"navigation": partial(entries, request)}


def entries(request: HttpRequest) -> list[Entry]:
    """What this worker may open; nothing for those who are not signed in."""
    worker = worker_of(request) if hasattr(request, "user") else None
    if worker is None or not has_second_factor(request):
        return []
    return [_entry(request, title, name) for title, name in (*OURS, *_of_modules(worker))]


def _of_modules(worker: Worker) -> list[tuple[Says, str]]:
    offered = sorted((nav for module in modules() for nav in module.nav), key=lambda nav: nav.order)
    return [(nav.title, nav.url_name) for nav in offered if worker_may(worker, nav.needs, "see")]


def _entry(request: HttpRequest, title: Says, url_name: str) -> Entry:
    url = reverse(url_name)
    return Entry(title, url, request.path == url if url == "/" else request.path.startswith(url))
