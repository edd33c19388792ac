"""The whole flow in Welsh, at twice the size of letters, by the keyboard alone; axe silent on every screen."""

import re

from parts.looking import axe_finds_nothing, nothing_left_in, nothing_runs_off, picture
from parts.person import ByKeyboard
from playwright.sync_api import expect

OFFICER = "Rhian Hollowcroft"
REPLY = "Diolch, Jordan. Byddaf yn ffonio’r swyddfa dai heddiw."


def test_the_whole_flow_in_welsh_in_large_letters_by_keyboard(site, handheld, desk):
    jordan = ByKeyboard(handheld(letters=200), "cy")
    come_in(jordan, site.code)
    home_has_names(jordan)
    settings(jordan)
    send_a_checkin(jordan)
    ask(jordan)
    see_what_was_sent(jordan)
    answer(desk, site)
    read_the_answer(jordan)


def good(jordan, name, key=""):
    """A screen that everybody can use. `key`: what it says once it is there."""
    if key:
        jordan.sees(key)
    page, name = jordan.page, f"welsh-{name}"
    picture(page, name)
    axe_finds_nothing(page, name)
    nothing_runs_off(page, name)
    nothing_left_in("en", "cy", page, name)


def come_in(jordan, code):
    """The code, the PIN, and home."""
    jordan.device.open()
    jordan.press(jordan.page.get_by_role("button", name="Cymraeg"))
    good(jordan, "enrol", "shell.welcome")
    jordan.give_code(code)
    good(jordan, "choose", "shell.choose_help")
    jordan.choose_pin()
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)
    good(jordan, "home")


def home_has_names(jordan):
    """As a screen reader tells it."""
    said = jordan.page.locator("body").aria_snapshot()
    for key in ("ui.skip", "ui.home", "checkin.tile", "talk.tile", "settings.tile", "ui.ask_to_talk"):
        assert re.search(rf'link "{re.escape(jordan.t(key))}', said), said
    assert f'heading "{jordan.t("shell.hello", name="Jordan")}" [level=1]' in said
    assert f'button "{jordan.t("shell.lock")}"' in said


def settings(jordan):
    """Dark for a while; and what stands behind the settings."""
    jordan.press(jordan.link("settings.tile"))
    good(jordan, "settings", "settings.machine_made")
    jordan.press(jordan.link("settings.keeps"))
    good(jordan, "keeps", "keeps.sealed")
    jordan.press(jordan.button("ui.back"))
    jordan.press(jordan.link("settings.who_reads"))
    good(jordan, "who-reads", "reads.checkins_who")
    jordan.press(jordan.button("ui.back"))
    jordan.pick(jordan.option("settings.theme.dark"))
    good(jordan, "settings-dark")
    jordan.go_home()
    good(jordan, "home-dark")
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.option("settings.theme.light"))
    jordan.go_home()


def send_a_checkin(jordan):
    """Every step of it."""
    jordan.open_checkins()
    good(jordan, "checkins")
    jordan.start_checkin()
    good(jordan, "feel")
    jordan.next()
    good(jordan, "feel-missing", "ui.not_yet")
    jordan.pick_a_face("NOT_GREAT")
    good(jordan, "feel-low", "help.title")
    jordan.next()
    good(jordan, "help", "checkin.help.title")
    jordan.want_help("HOUSING", "Mae’r to yn gollwng.")
    good(jordan, "details", "checkin.details.title")
    jordan.tell_details(phone="07700 900123")
    good(jordan, "question", "checkin.question.help")
    jordan.answer("Mae’n mynd yn dda.")
    jordan.rather_not_say()
    good(jordan, "photo", "checkin.photo.title")
    jordan.take_photo()
    good(jordan, "place", "checkin.place.title")
    jordan.share_place()
    good(jordan, "look", "checkin.look.title")
    jordan.look_over()
    good(jordan, "signature", "checkin.signature.title")
    jordan.sign_by_name("Jordan Thornwick")
    jordan.send()
    jordan.sees("checkin.thanks")
    good(jordan, "sent", "status.sent")


def ask(jordan):
    """Ask to talk, from where they are."""
    jordan.ask_to_talk("health", "Hoffwn siarad am fy nghefn.")
    good(jordan, "asked")


def see_what_was_sent(jordan):
    """The list behind the bar of truth; then the lock screen, and back."""
    jordan.press(jordan.page.locator(".top-bar-truth"))
    good(jordan, "waiting", "shell.waiting_title")
    jordan.lock()
    good(jordan, "locked")
    jordan.press(jordan.button("shell.forgot_pin"))
    jordan.press(jordan.button("shell.talk_now"))
    good(jordan, "locked-help", "shell.forgot_then")
    jordan.unlock()


def answer(desk, site):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    rhian.open_review("Jordan Thornwick")
    rhian.decide("Jordan Thornwick", REPLY)


def read_the_answer(jordan):
    jordan.contact()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name=OFFICER)).first).to_be_visible(timeout=20_000)
    good(jordan, "home-answer")
    jordan.open_newest_checkin()
    jordan.sees("status.answered")
    jordan.reads(REPLY)
    good(jordan, "answered")
