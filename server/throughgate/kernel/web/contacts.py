"""Who may open a page of the families' face. "Not yours" and "not there" are one answer, and both are on the trail."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from throughgate.basics.errors import NotFound
from throughgate.kernel.audit import trail
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.web.acts import act_of
from throughgate.kernel.web.pages import Page, name_of


def contact_page(view: Page) -> Page:
    """Make a view a page for contacts: `act_of(request)` is then the act of whoever signed in, and tables may be read.

    Whom they may be in touch with, `people.contacts.approved(person, contact, at)` says, and the module's own policy.py asks it.
    NotFound, from here or from the view, is the 404 page. Signed-out visitors never get here: ContactMiddleware.
    """

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, **given: Any) -> HttpResponseBase:
        act = act_of(request)
        with scope(act):
            try:
                act.contact  # noqa: B018
                return view(request, **given)
            except NotFound:
                trail.write(act, f"look:{name_of(request)}", "refused")
                raise Http404 from None

    return page
