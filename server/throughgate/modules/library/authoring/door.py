"""Who gets in: workers who write or approve at the desk of a shelf. Whatever they then do is theirs, and done whole or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from throughgate.kernel.audit import trail
from throughgate.kernel.identity.models import Account
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.web.acts import act_of
from throughgate.modules.library import queries
from throughgate.modules.library.authoring.models import Author
from throughgate.modules.library.authoring.rights import rights_on
from throughgate.modules.library.authoring.shelves import page_of
from throughgate.modules.library.rules.needs import KEEP

PAGES = "/write/"


class Door:
    """The innermost middleware. Tables may be read by whoever is signed in, as on a staff page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, Account):
            return self._next(request)
        act = act_of(request)
        with scope(act), _whole(request):
            if request.path.startswith(PAGES):
                request.user = _author(request.user, act)
            return self._next(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, given: Any) -> HttpResponseBase | None:
        """Nothing of Wagtail's for those who sit at no desk, and no hint of what is there."""
        if not isinstance(request.user, Author) or request.user.rights:
            return None
        trail.write(act_of(request), "look:library:authoring", "refused")
        return render(request, "library/authoring/no_shelf.html", status=404)

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)


def _whole(request: HttpRequest) -> AbstractContextManager[Any]:
    """What Wagtail writes and what our commands write is one transaction. Looking needs none."""
    return transaction.atomic() if request.method == "POST" else nullcontext()


def _author(account: Account, act: Act) -> Author:
    # Named in full: where Wagtail is not installed, the manager is taken for the account's.
    author = cast(Author, Author.objects.select_related("worker").get(pk=account.pk))
    if worker_may(author.worker, KEEP, "see"):
        seats = queries.seats_of(act)
        rights = [rights_on(page_of(seat), writes=seat.writes, approves=seat.approves) for seat in seats]
        author.rights = tuple(right for some in rights for right in some)
    return author
