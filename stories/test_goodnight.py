"""A mother writes at night from her phone; her son answers with no network; it leaves in the morning. Both read where each message is."""

import re

import pytest
from parts import trail
from parts.handheld import PHONE, TABLET
from parts.looking import look
from parts.person import Someone
from parts.site import Site
from playwright.sync_api import expect

MOTHER, MAIL = "Carol Thornwick", "carol@home.example"
NIGHT, ANSWER = "Good night, love. Mia lost a tooth.", "Good night, Mum. Tell her I am proud of her."


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """With the listener for families."""
    made = Site(tmp_path_factory.mktemp("site") / "home", families=True)
    try:
        made.start()
        yield made
        trail.is_whole(made)
    finally:
        made.stop()


def test_good_night_crosses_the_wall_in_both_directions(site, handheld, browser):
    jordan = Someone(handheld(size=TABLET))
    jordan.enrol(site.code)
    phone = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    comes_in(site, phone)
    writes(phone, NIGHT)
    hears(jordan)
    answers_with_no_network(jordan)
    in_the_morning(jordan, phone)
    phone.context.close()


def comes_in(site, page):
    """By the link that she asked for."""
    page.goto(f"{site.family_url}/sign-in/")
    page.get_by_role("textbox").fill(MAIL)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    page.goto(site.family_url + link_in(site, page))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name=re.compile("Jordan")).first.click()
    expect(page.locator("#composer")).to_be_visible()


def link_in(site, page):
    for _ in range(100):
        for letter in (site.home / "outbox").glob("*"):
            if MAIL in (text := letter.read_text()) and (found := re.search(r"/sign-in/\S+", text)):
                return found[0]
        page.wait_for_timeout(200)
    raise AssertionError("no mail came")


def writes(page, words):
    page.locator("#composer textarea").fill(words)
    page.locator("#composer button").last.click()
    mine = page.locator(".msg--mine", has_text=words)
    expect(mine).to_contain_text(re.compile("delivered", re.I))


def hears(jordan):
    """It is on the home of his tablet, and in the conversation."""
    jordan.reads(jordan.t("shell.wrote", name=MOTHER))
    jordan.press(jordan.link("family.tile"))
    jordan.sees("messages.new", count=1)
    look(jordan.page, "messages-people")
    jordan.press(jordan.link("messages.open", name=MOTHER))
    jordan.reads(NIGHT)
    jordan.sees("messages.where.new")


def answers_with_no_network(jordan):
    jordan.device.offline()
    jordan.write(jordan.field("messages.your_words"), ANSWER)
    jordan.press(jordan.button("messages.send"))
    jordan.reads(ANSWER)
    jordan.sees("status.saved.tablet")
    look(jordan.page, "messages-saved")


def in_the_morning(jordan, phone):
    jordan.device.offline(False)
    jordan.contact()
    opens(jordan)
    jordan.sees("messages.where.delivered")
    phone.reload()
    expect(phone.locator(".msg", has_text=ANSWER)).to_be_visible()
    jordan.contact()
    opens(jordan)
    jordan.sees("messages.where.read")
    look(jordan.page, "messages-read")


def opens(jordan):
    jordan.press(jordan.link("family.tile"))
    jordan.press(jordan.link("messages.open", name=MOTHER))
