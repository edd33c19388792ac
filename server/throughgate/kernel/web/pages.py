"""Who may open a page. "Not yours" and "not there" are one answer, and both are on the trail."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.decide import worker_may
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.web.acts import act_of, worker_of

Page = Callable[..., HttpResponseBase]


def staff_page(needs: str | None = None, looks: str | None = None) -> Callable[[Page], Page]:
    """Make a view a staff page: `@staff_page(needs="supervision.checkin", looks="person_id")`.

    `needs`: the capability that the worker's role must be allowed to see. `looks`: the view's argument that holds a person's id;
    the page then opens only for those who care for that person, and each opening is on the trail. Inside, tables may be
    read. NotFound, from here or from the view, is the 404 page. Signed-out visitors never get here: SignedInMiddleware.
    """

    def wrap(view: Page) -> Page:
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, **given: Any) -> HttpResponseBase:
            act, person_id = act_of(request), given.get(looks) if looks else None
            with scope(act):
                try:
                    _check(request, act, needs, person_id)
                    response = view(request, **given)
                except NotFound:
                    trail.write(act, f"look:{name_of(request)}", "refused", person_id)
                    raise Http404 from None
                if person_id and response.status_code == 200:
                    trail.look(act, name_of(request), person_id)
            return response

        return page

    return wrap


def _check(request: HttpRequest, act: Act, needs: str | None, person_id: UUID | None) -> None:
    worker = worker_of(request)
    if worker is None or (needs and not worker_may(worker, needs, "see")):
        raise NotFound
    if person_id:
        person_in_care(act, person_id)


def name_of(request: HttpRequest) -> str:
    """`supervision:review`; what the trail calls the page."""
    return request.resolver_match.view_name if request.resolver_match else request.path
