"""A marker "no access to IT" is set while a tablet is offline, with a check-in made aboard."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from parts.handheld import TABLET
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import expect

SENIOR = "Marcus Larkfield"
WHY = "Intelligence received about a second phone."
SAYS = "A security decision says that you may not use this on a device for now."


def test_no_access_to_it_stops_what_it_may_and_says_why_and_loses_nothing(site, handheld, desk):
    marcus = desk()
    marcus.sign_in(site.sign_in(SENIOR))
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(marcus.code_for(site.guest, "tablet"))
    look(tablet.page, "home-tablet")

    tablet.offline()
    jordan.make_own_checkin("Made before the decision.")
    jordan.sees("status.saved.tablet")

    until = set_marker(marcus, site)
    jordan.go_home()
    jordan.make_own_checkin("Made after the decision, not knowing of it.")
    jordan.sees("status.saved.tablet")

    tablet.offline(False)
    jordan.contact()
    explained_with_reason_and_end(jordan, until)
    essential_things_still_work(jordan)
    what_was_made_before_arrived(jordan, site)
    what_was_made_after_was_refused_in_words(jordan)

    lift_marker(marcus, site)
    jordan.contact()
    expect(tablet.page.get_by_text(SAYS)).to_have_count(0)
    jordan.make_own_checkin("Made when it was over.")
    jordan.sees("status.sent")
    jordan.go_home()
    jordan.open_checkins()
    expect(tablet.page.get_by_text(jordan.t("checkin.own_title"), exact=True).nth(2)).to_be_visible()
    assert "whole" in site.throughgate("verify-trail")


def set_marker(marcus, site):
    """Until the end of a day to come. Returns what the app says of that moment."""
    marcus.open(f"/access/{UUID(site.guest)}/marker/")
    marcus.page.get_by_label("XIT", exact=False).first.check()
    marcus.page.get_by_label("Why?").fill(WHY)
    last = datetime.now(UTC) + timedelta(days=30)
    for part, value in (("Day", last.day), ("Month", last.month), ("Year", last.year)):
        marcus.page.get_by_label(part, exact=True).first.fill(str(value))
    look(marcus.page, "set-marker")
    marcus.page.get_by_role("button", name="Set this marker").click()
    expect(marcus.page.get_by_text(WHY)).to_be_visible()
    look(marcus.page, "access")
    return re.compile(f"Until the end of .*{last.day} {last:%B}")


def lift_marker(marcus, site):
    marcus.open(f"/access/{UUID(site.guest)}/")
    marcus.page.get_by_role("link", name="End").first.click()
    marcus.page.get_by_role("button", name="End this marker").click()
    expect(marcus.page.get_by_text("ended on")).to_be_visible()


def explained_with_reason_and_end(jordan, until):
    """On the home screen, and behind the tile."""
    expect(jordan.page.get_by_text(SAYS).first).to_be_visible(timeout=40_000)
    expect(jordan.page.get_by_text(until).first).to_be_visible()
    look(jordan.page, "stopped-home")
    jordan.open_checkins()
    expect(jordan.page.get_by_text(SAYS).first).to_be_visible()
    expect(jordan.link("checkin.own_start")).to_have_count(0)
    look(jordan.page, "stopped-checkins")


def essential_things_still_work(jordan):
    jordan.ask_to_talk("family", "May I ring my mother?")
    jordan.sees("status.sent")


def what_was_made_before_arrived(jordan, site):
    sent = [words for (words,) in site.rows("select help_words from supervision_submission where person_id = ?", site.guest)]
    assert "Made before the decision." in sent
    assert "Made after the decision, not knowing of it." not in sent


def what_was_made_after_was_refused_in_words(jordan):
    jordan.press(jordan.page.locator(".top-bar-truth"))
    jordan.sees("shell.waiting_title")
    expect(jordan.page.get_by_text(jordan.t("status.refused", why=SAYS))).to_have_count(1)
    look(jordan.page, "stopped-sent")
    jordan.go_home()
