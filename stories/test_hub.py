"""The line is down for the whole story but one minute. Acts and answers cross in it, and the hub never knew what they said."""

import re
from uuid import UUID

import pytest
from parts.handheld import TABLET
from parts.hub import Hub, readable_on
from parts.looking import axe_finds_nothing, look, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
BEFORE = "I would like to ring my sister on Sunday."
ASKED = "The heating on our landing has been cold since Friday."
CHECKED_IN = "A key for the laundry room, please."
REPLY = "You can ring her at four, from the phone by the office."


@pytest.fixture
def hub(site, tmp_path):
    made = Hub(site, tmp_path / "hub")
    yield made
    made.stop()


def test_acts_and_answers_cross_in_one_minute_and_the_hub_can_read_none_of_them(site, handheld, desk, hub):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    hub.start(rhian.code_for_place("hub", "Port Ellory"))
    hub.until(lambda: hub.status()["line"]["up"])
    tablet = handheld(size=TABLET, url=hub.url)
    jordan = Someone(tablet)
    jordan.enrol(rhian.code_for(site.guest, "tablet"))
    jordan.ask_to_talk("family", BEFORE)
    jordan.sees("status.sent")
    jordan.go_home()
    hub.until(lambda: hub.status()["kept_for"] == 1)

    hub.cut()
    jordan.ask_to_talk("other", ASKED)
    jordan.sees("status.at_hub")
    look(tablet.page, "hub-asked")
    jordan.go_home()
    expect(jordan.link("bar.at_hub.one")).to_be_visible()
    look(tablet.page, "hub-home")
    jordan.make_own_checkin(CHECKED_IN)
    jordan.sees("status.at_hub")
    nothing_of_it_is_here_yet(site, rhian)
    answer(rhian, BEFORE)
    staff_see_what_waits(hub, rhian)
    hub.kill()
    hub.start()
    tablet.kill()
    tablet.start()
    tablet.open()
    jordan.unlock()
    expect(jordan.link("bar.at_hub.other", count=2)).to_be_visible(timeout=30_000)

    hub.one_minute()

    at_hub_again(jordan)
    jordan.open_asks()
    jordan.reads(REPLY)
    jordan.reads(ASKED)
    expect(tablet.page.get_by_text(jordan.t("status.sent"), exact=True).first).to_be_visible(timeout=40_000)
    look(tablet.page, "hub-answered")
    rhian.open("/")
    expect(rhian.page.get_by_role("row", name=re.compile("Jordan Thornwick")).first).to_be_visible()
    assert arrived(site) == {ASKED: 1, CHECKED_IN: 1}
    assert site.rows("select count(*) from sync_storedact where carrier <> ''")[0][0] == 2
    assert "whole" in site.throughgate("verify-trail")

    hub.stop()
    for words in (BEFORE, ASKED, CHECKED_IN, REPLY, "laundry", "landing", "Thornwick", "Hollowcroft"):
        assert readable_on(hub.home, words) == [], words
    assert readable_on(hub.home, '"crv":"P-256"'), "the search finds what does stand there"


def nothing_of_it_is_here_yet(site, rhian) -> None:
    """The server has not heard of it."""
    assert arrived(site) == {ASKED: 0, CHECKED_IN: 0}
    rhian.open("/")
    expect(rhian.page.get_by_text(ASKED)).to_have_count(0)


def arrived(site) -> dict[str, int]:
    asked = site.rows("select count(*) from talk_talkrequest where words = ?", ASKED)[0][0]
    return {ASKED: asked, CHECKED_IN: site.rows("select count(*) from supervision_submission where help_words = ?", CHECKED_IN)[0][0]}


def answer(rhian, words: str) -> None:
    """Rhian answers what Jordan asked before the line went."""
    rhian.open(f"/people/{UUID(rhian.site.guest)}/")
    for link in rhian.page.get_by_role("link", name=re.compile("family", re.IGNORECASE)).all()[:1]:
        link.click()
    expect(rhian.page.get_by_text(words)).to_be_visible()
    rhian.page.get_by_role("textbox").first.fill(REPLY)
    rhian.page.get_by_role("button", name="Send the answer").click()
    expect(rhian.page.get_by_text("on its way to Jordan")).to_be_visible()


def staff_see_what_waits(hub, rhian) -> None:
    """On the hub's own page."""
    page = rhian.context.browser.new_context(http_credentials={"username": "staff", "password": hub.word}, locale="en-GB").new_page()
    page.goto(f"{hub.url}/hub/")
    expect(page.locator(".line.down")).to_contain_text("The line is down.")
    axe_finds_nothing(page, "hub-status")
    nothing_runs_off(page, "hub-status")
    picture(page, "hub-status")
    page.context.close()


def at_hub_again(jordan) -> None:
    """The line is down; an exchange with the hub brings what came in the meantime."""
    page = jordan.page
    jordan.press(page.locator(".top-bar-truth"))
    jordan.press(jordan.button("shell.try_now"))
    jordan.sees("shell.outcome.hub")
    look(page, "hub-waiting")
    jordan.go_home()
