"""Somebody is not well, and has no network: help at once, the top of the inbox, a call, an answer that is not overlooked."""

import re

from parts.looking import look, picture
from parts.person import Someone
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
PERSON = "Jordan Thornwick"
REPLY = "I am glad that you told me. I ring you at three."


def test_a_cry_for_help_brings_help_at_once_and_an_answer_that_is_seen(site, handheld, desk):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    jordan.read_all_answers()

    phone.offline()
    jordan.begin_to_ask("feelings")
    jordan.sees("help.title")
    expect(jordan.page.locator('a[href="tel:116123"]')).to_be_visible()
    expect(jordan.page.get_by_text(f"{OFFICER} reads what you send.")).to_be_visible()
    picture(phone.page, "help-before-sending")
    jordan.press(jordan.button("talk.send"))
    jordan.sees("talk.thanks")
    jordan.sees("help.title")
    look(phone.page, "help-at-once")
    jordan.go_home()
    start_a_checkin(jordan)

    phone.offline(False)
    jordan.contact()
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    act_on(rhian)

    jordan.contact()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name=OFFICER))).to_be_visible(timeout=20_000)
    look(phone.page, "home-answer")
    jordan.lock()
    expect(jordan.page.get_by_text(jordan.t("ui.new_answers.one"))).to_be_visible()
    look(phone.page, "lock-answer")
    jordan.unlock()
    jordan.go_home()
    jordan.press(jordan.link("shell.read_it"))
    jordan.reads(REPLY)
    jordan.go_home()
    expect(jordan.page.get_by_text(jordan.t("shell.wrote", name=OFFICER))).to_have_count(0)


def start_a_checkin(jordan: Someone) -> None:
    """The lowest face brings the same help, before anything is sent."""
    jordan.open_checkins()
    jordan.start_checkin()
    jordan.pick_a_face("STRUGGLING")
    jordan.sees("help.title")
    picture(jordan.page, "checkin-struggling")
    jordan.go_home()


def act_on(rhian) -> None:
    """Rhian sees it first, rings, writes it down, and answers."""
    urgent = rhian.urgent(PERSON).first
    expect(urgent.get_by_text("How they feel")).to_be_visible()
    expect(urgent.get_by_role("list", name=re.compile("How they felt"))).to_be_visible()
    look(rhian.page, "inbox-urgent")
    rhian.write_down_call(PERSON, "There was no answer")
    expect(rhian.urgent(PERSON).first.get_by_text("There was no answer")).to_be_visible()
    rhian.write_down_call(PERSON, "We spoke")
    expect(rhian.urgent(PERSON).filter(has_text="How they feel")).to_have_count(0)
    rhian.answer(PERSON, REPLY)
