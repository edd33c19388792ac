"""A kiosk in the office: number and PIN, something sent, and after a minute without a touch it is nobody's again."""

from parts.disk import readable
from parts.handheld import KIOSK
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import expect

SENIOR = "Marcus Larkfield"
OFFICE = "Port Ellory probation office"
WORDS = "I would like to speak about my hours at work."


def test_a_kiosk_keeps_nothing_of_anybody(site, handheld, desk):
    own = Someone(handheld())
    own.enrol(site.code)
    expect(own.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)

    marcus = desk()
    marcus.sign_in(site.sign_in(SENIOR))
    kiosk = handheld(size=KIOSK)
    kiosk.page.clock.install()
    jordan = Someone(kiosk)
    kiosk.open()
    jordan.give_code(marcus.code_for_kiosk(OFFICE))
    expect(jordan.field("shell.your_number")).to_be_visible()
    look(kiosk.page, "kiosk-start")

    number = crn_of_guest(site)
    jordan.write(jordan.field("shell.your_number"), number)
    jordan.write(jordan.field("shell.your_pin"), jordan.pin)
    jordan.press(jordan.button("shell.sign_in"))
    jordan.sees("shell.hello", name="Jordan")
    look(kiosk.page, "kiosk-home")
    jordan.ask_to_talk("worker", WORDS)
    jordan.sees("status.sent")
    assert site.rows("select person_id from talk_talkrequest where words = ?", WORDS) == [(site.guest,)]

    kiosk.page.clock.fast_forward(46_000)
    jordan.sees("shell.still_there")
    look(kiosk.page, "kiosk-still-there")
    kiosk.page.locator("h1").tap()
    expect(jordan.button("shell.stay")).to_have_count(0)
    kiosk.page.clock.fast_forward(61_000)
    expect(jordan.field("shell.your_number")).to_be_visible()
    expect(kiosk.page.get_by_text("Jordan")).to_have_count(0)
    expect(jordan.field("shell.your_number")).to_have_value("")

    kiosk.kill()
    for private in (WORDS, number, "Thornwick", "Jordan", jordan.pin):
        assert readable(kiosk.profile, private) == [], private


def crn_of_guest(site) -> str:
    return str(site.rows("select value from people_personnumber where kind = 'crn' and person_id = ?", site.guest)[0][0])
