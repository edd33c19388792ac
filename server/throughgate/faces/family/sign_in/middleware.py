"""Every page is closed until a contact is signed in. A view opens itself with `login_not_required`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from throughgate.kernel.people.models import Contact

KEPT = "contact"


class ContactMiddleware:
    """`request.contact` is whoever is signed in, or None; signed-out visitors of a closed page are led to the sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.contact = _whose(request)  # type: ignore[attr-defined]
        return self._next(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, given: Any) -> HttpResponse | None:
        if request.contact or not getattr(view, "login_required", True):  # type: ignore[attr-defined]
            return None
        return redirect("sign_in")


def let_in(request: HttpRequest, contact: Contact) -> None:
    """From now on this browser is theirs; whatever session it had before is gone."""
    request.session.flush()
    request.session[KEPT] = str(contact.pk)
    request.contact = contact  # type: ignore[attr-defined]


def _whose(request: HttpRequest) -> Contact | None:
    kept = request.session.get(KEPT)
    return Contact.objects.filter(pk=UUID(kept)).first() if kept else None
