"""A check-in taken with no network, kept through a dead battery, sent, reviewed, answered."""

import re
import sqlite3

from parts.looking import axe_finds_nothing, look, picture
from parts.person import Someone
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
REPLY = "Thank you, Jordan. I will ring the housing office today."


def test_a_checkin_made_offline_reaches_the_worker_once_and_is_answered(site, handheld, desk):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    look(phone.page, "home-phone")
    jordan.sees("bar.nothing_waiting")

    phone.offline()
    jordan.open_checkins()
    look(phone.page, "checkins-phone")
    phone.page.get_by_role("button", name=jordan.t("checkin.start")).or_(
        phone.page.get_by_role("link", name=jordan.t("checkin.start"))
    ).first.click()
    take_the_checkin(jordan)
    jordan.sees("status.saved.phone")
    picture(phone.page, "checkin-saved")

    phone.kill()
    phone.start()
    phone.offline()
    phone.open()
    jordan.unlock()
    jordan.open_checkins()
    jordan.sees("status.saved.phone")

    phone.offline(False)
    phone.open()
    jordan.unlock()
    jordan.open_checkins()
    jordan.sees("status.sent")

    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    look(rhian.page, "inbox")
    jordans = rhian.page.get_by_role("row", name=re.compile("Jordan Thornwick"))
    jordans.last.get_by_role("link", name="Check-in to review").click()
    expect(rhian.page.get_by_text("The roof leaks.")).to_be_visible()
    look(rhian.page, "review")
    rhian.page.get_by_label("It is them", exact=True).check()
    rhian.page.get_by_label("Reply to the person").fill(REPLY)
    rhian.page.get_by_role("button", name="Decide and send the reply").click()
    expect(rhian.page.get_by_text("on their way to Jordan Thornwick")).to_be_visible()

    phone.open()
    jordan.unlock()
    jordan.open_checkins()
    jordan.sees("status.answered")
    phone.page.get_by_role("link", name=re.compile(jordan.t("checkin.more"))).first.click()
    expect(phone.page.get_by_text(REPLY)).to_be_visible()
    look(phone.page, "checkin-answered")

    assert "whole" in site.throughgate("verify-trail")
    assert submissions_today(site) == 1


def take_the_checkin(jordan: Someone) -> None:
    """All of it, each screen looked at."""
    page = jordan.page
    axe_finds_nothing(page, "feeling")
    picture(page, "checkin-feeling")
    jordan.feel("OK")
    jordan.want_help("HOUSING", "The roof leaks.")
    jordan.tell_details(phone="07700 900123")
    while page.get_by_label(jordan.t("checkin.question.answer")).is_visible():
        jordan.answer_questions("It is going well.")
    axe_finds_nothing(page, "photo")
    jordan.take_photo()
    jordan.share_place()
    axe_finds_nothing(page, "signature")
    jordan.sign()
    jordan.sees("checkin.look.title")
    look(page, "checkin-review")
    jordan.send()


def submissions_today(site) -> int:
    """Counted where they are kept, not where they are shown."""
    rows = sqlite3.connect(site.home / "throughgate.sqlite3").execute(
        "select count(*) from supervision_submission where help_words = 'The roof leaks.'"
    )
    return rows.fetchone()[0]
