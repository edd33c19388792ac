"""What somebody outside does on their own phone: in by the link that they are mailed, and to their messages."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from parts.site import Site


def comes_in(site: Site, page: Page, mail: str, whom: str) -> None:
    """By the link that they asked for, to their messages with that person."""
    page.goto(f"{site.family_url}/sign-in/")
    page.get_by_role("textbox").fill(mail)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    page.goto(site.family_url + _link_in(site, page, mail))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name=re.compile(whom)).first.click()
    expect(page.get_by_label("Your message")).to_be_visible()


def writes(page: Page, words: str, picture: Path | None = None) -> Any:
    """A message. Returns it as it stands on the page."""
    page.get_by_label("Your message").fill(words)
    if picture:
        page.locator("[data-composer] input[type=file]").first.set_input_files(picture)
    page.get_by_role("button", name="Send", exact=True).click()
    mine = page.locator(".msg--mine", has_text=words)
    expect(mine).to_be_visible()
    return mine


def _link_in(site: Site, page: Page, mail: str) -> str:
    for _ in range(100):
        for letter in (site.home / "outbox").glob("*"):
            if mail in (text := letter.read_text()) and (found := re.search(r"/sign-in/\S+", text)):
                return found[0]
        page.wait_for_timeout(200)
    raise AssertionError("no mail came")
