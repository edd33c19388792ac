"""A worker at a desk: a browser that signs in with password and authenticator code."""

import base64
import hashlib
import hmac
import re
import struct
import time
from uuid import UUID

from playwright.sync_api import BrowserContext, Locator, Page, expect

from parts.site import SignIn, Site

STEP_S = 30
CODE = re.compile(r"\b([A-Z0-9]{4}) ([A-Z0-9]{4})\b")


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
        self.page.get_by_label("code", exact=False).first.fill(self._fresh_code(who))
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(self.site.staff_url + "/")

    def _fresh_code(self, who: SignIn) -> str:
        """A code that was not used: a second sign-in within half a minute waits for the next one, as a person must."""
        while (used := (who.email, totp(who.secret))) in self.site.used_codes:
            self.page.wait_for_timeout(500)
        self.site.used_codes.add(used)
        return used[1]

    def open(self, path: str) -> None:
        self.page.goto(self.site.staff_url + path)

    def open_person(self, person: str) -> None:
        """Their page, found by name: who stands in the inbox changes with the hour."""
        self.open("/people/")
        self.page.locator("#q").fill(person)
        self.page.locator("#q").press("Enter")
        self.page.get_by_role("link", name=", ".join(reversed(person.split()))).click()

    def open_review(self, person: str) -> None:
        """The newest check-in of that person that waits in the inbox."""
        self.open("/")
        theirs = self.page.get_by_role("row", name=re.compile(person))
        theirs.get_by_role("link", name="Check-in to review").last.click()

    def urgent(self, person: str) -> Locator:
        """What stands at the top of the inbox about that person."""
        self.open("/")
        return self.page.locator(".tg-urgent__one").filter(has_text=person)

    def write_down_call(self, person: str, outcome: str) -> None:
        """From the top of the inbox: that they rang, and what came of it."""
        self.urgent(person).first.get_by_role("link", name=re.compile("I called them")).click()
        self.page.get_by_label(outcome).check()
        self.page.get_by_role("button", name="Write it down").click()

    def answer(self, person: str, reply: str) -> None:
        """What they asked to talk about."""
        self.open("/")
        self.page.get_by_role("link", name=re.compile(f"Wants to talk.*{person}")).first.click()
        self.page.get_by_label(re.compile("will read this")).fill(reply)
        self.page.get_by_role("button", name="Send the answer").click()
        expect(self.page.get_by_text(f"on its way to {person}")).to_be_visible()

    def decide(self, person: str, reply: str) -> None:
        """It is them; and what they read."""
        self.page.get_by_label("It is them", exact=True).check()
        self.page.get_by_label(re.compile("will read this")).fill(reply)
        self.page.get_by_role("button", name="Decide, and send what they will read").click()
        expect(self.page.get_by_text(f"on their way to {person}")).to_be_visible()

    def code_for(self, person_id: str, kind: str) -> str:
        """A code for a device of that kind ("Tablet"), as staff would read it out."""
        self.open(f"/devices/enrol/{UUID(person_id)}/")
        self.page.get_by_label(kind, exact=True).check()
        return self._make_code()

    def code_for_new_pin(self, person_id: str) -> str:
        """From the page of the device that this person uses: a code with which they choose a new PIN there."""
        device = self.site.rows("select device_id from identity_holding where person_id = ? and to_at is null", person_id)[0][0]
        self.open(f"/devices/{UUID(device)}/")
        self.page.get_by_role("link", name=re.compile("New PIN.*Jordan")).click()
        return self._make_code()

    def code_for_kiosk_pin(self, person_id: str, kiosk: str) -> str:
        """From the person's page: a code with which they choose a PIN on the kiosk of that label."""
        self.open(f"/people/{UUID(person_id)}/")
        self.page.get_by_role("link", name="Code for a kiosk PIN").click()
        self.page.get_by_label(re.compile(re.escape(kiosk))).check()
        return self._make_code()

    def code_for_place(self, kind: str, place: str) -> str:
        """A code for a "kiosk" or a "television" that stands at that place."""
        self.open("/devices/enrol/place/")
        self.page.get_by_label(kind, exact=True).check()
        where = self.page.get_by_label("Where?")
        where.select_option(label=next(name for name in where.locator("option").all_inner_texts() if place in name))
        return self._make_code()

    def _make_code(self) -> str:
        self.page.get_by_role("button", name="Make a code").click()
        expect(self.page.locator("main")).to_contain_text(CODE)
        return "".join(CODE.findall(self.page.locator("main").inner_text())[0])


def totp(secret: str, at: float | None = None) -> str:
    """What an authenticator app shows. Source: RFC 6238."""
    count = struct.pack(">Q", int((at or time.time()) // STEP_S))
    digest = hmac.digest(base64.b32decode(secret), count, hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
