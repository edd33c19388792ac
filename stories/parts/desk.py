"""A worker at a desk: a browser that signs in with password and authenticator code."""

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import BrowserContext, Page

from parts.site import SignIn, Site

STEP_S = 30


class Desk:
    """One worker's browser."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.site, self.context = site, context
        self.page: Page = context.new_page()

    def sign_in(self, who: SignIn) -> None:
        """Password first, then the six digits; ends on the inbox."""
        self.page.goto(self.site.staff_url)
        self.page.get_by_label("Email").fill(who.email)
        self.page.get_by_label("Password", exact=True).fill(who.password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.get_by_label("code", exact=False).first.fill(totp(who.secret))
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(self.site.staff_url + "/")

    def open(self, path: str) -> None:
        self.page.goto(self.site.staff_url + path)


def totp(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows. Source: RFC 6238."""
    count = struct.pack(">Q", int((at or time.time()) // STEP_S))
    digest = hmac.digest(base64.b32decode(secret), count, hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
