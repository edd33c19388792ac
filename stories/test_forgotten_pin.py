"""A PIN is forgotten with five things aboard and no network: another's login carries them, staff give a new PIN, and all five are there."""

from parts.disk import readable
from parts.handheld import TABLET
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import expect
from test_two_people_one_tablet import OFFICER, someone_else_of

ABOUT = ["worker", "health", "family", "feelings", "app"]
NEW_PIN = "604815"


def words(about: str) -> str:
    return f"I would like to talk about {about} before Sunday."


def test_a_forgotten_pin_loses_nothing(site, handheld, desk):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(rhian.code_for(site.guest, "tablet"))
    jordan.lock()
    second, known_as = someone_else_of(site, OFFICER)
    other = Someone(tablet, pin="917305", name=known_as)
    other.join(rhian.code_for(second, "tablet"))
    other.lock(alone=False)

    tablet.offline()
    jordan.come_back()
    for about in ABOUT:
        jordan.ask_to_talk(about, words(about))
        jordan.sees("status.saved.tablet")
        jordan.go_home()
    jordan.lock(alone=False)
    tries_wrong_pins(jordan)

    # Another person's login carries what is aboard, and reads none of it.
    other.come_back()
    tablet.offline(False)
    expect(other.link("bar.nothing_waiting")).to_be_visible(timeout=60_000)
    found = site.rows("select words from talk_talkrequest where person_id = ? order by asked_at", site.guest)
    assert [row[0] for row in found if row[0].startswith("I would like to talk about")] == [words(about) for about in ABOUT]
    assert all(readable(tablet.profile, words(about)) == [] for about in ABOUT)
    other.lock(alone=False)

    # Staff give Jordan a code for this tablet; with it a new PIN, and all five stand there as sent.
    code = rhian.code_for_new_pin(site.guest)
    again = Someone(tablet, pin=NEW_PIN)
    again.join(code)
    again.contact()
    again.open_asks()
    for about in ABOUT:
        again.reads(words(about))
    expect(again.page.get_by_text(again.t("status.sent"), exact=True)).to_have_count(len(ABOUT))
    look(tablet.page, "all-five-are-there")
    assert "whole" in site.throughgate("verify-trail")


def tries_wrong_pins(someone: Someone) -> None:
    """A few, what the screen says of each is tested elsewhere; then they ask what to do."""
    someone.press(someone.page.get_by_role("button", name=someone.name, exact=True))
    for left in (9, 8):
        someone.write(someone.field("shell.your_pin"), "000000")
        someone.press(someone.button("shell.unlock"))
        someone.reads(someone.t("session.wrong.pin.other", count=left))
    someone.press(someone.button("shell.forgot_pin"))
    someone.sees("shell.forgot_then")
    someone.press(someone.button("shell.talk_now"))
    someone.sees("shell.talk_tablet")
    someone.sees("help.way.bell")
    look(someone.page, "pin-forgotten")
    someone.press(someone.button("shell.someone_else"))
