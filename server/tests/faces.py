"""A browser at a face other than the one that the test's settings are for: its own addresses and middleware."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import set_urlconf

from throughgate.basics.clock import now
from throughgate.kernel.identity.contact_links import make_link
from throughgate.kernel.people.models import Contact
from throughgate.settings.security import FACE_MIDDLEWARE


class _Handler(ClientHandler):
    def __init__(self, face: str, **options: Any) -> None:
        super().__init__(**options)
        self._face = face

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=FACE_MIDDLEWARE[self._face]):
            super().load_middleware(is_async)

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = f"throughgate.faces.{self._face}.urls"
        try:
            return super().get_response(request)
        finally:
            # Whatever looks for an address next is not on this face.
            set_urlconf(None)


def browser_at(face: str) -> Client:
    """A browser with no cookie yet. As a real one it needs the token of a form."""
    browser = Client()
    browser.handler = _Handler(face, enforce_csrf_checks=face == "device")
    return browser


def family_browser(who: Contact | None = None) -> Client:
    """At the families' face; signed in by a link where told who."""
    browser = browser_at("family")
    if who:
        assert browser.post(f"/sign-in/{make_link(who, now())}/").status_code == 302
    return browser
