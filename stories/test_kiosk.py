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
    jordan.give_code(marcus.code_for_place("kiosk", OFFICE))
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


def test_who_has_no_device_chooses_a_pin_on_a_kiosk_and_a_television_asks_nobody(site, handheld, desk):
    marcus = desk()
    marcus.sign_in(site.sign_in(SENIOR))
    kiosk = handheld(size=KIOSK)
    jordan = Someone(kiosk, pin="808172")
    kiosk.open()
    jordan.give_code(marcus.code_for_place("kiosk", OFFICE))
    jordan.press(jordan.button("shell.have_code"))
    jordan.sees("shell.code_help_kiosk")
    [[label]] = site.rows("select label from identity_device where kind = 'kiosk' order by enrolled_at desc limit 1")
    jordan.give_code(marcus.code_for_kiosk_pin(site.guest, label))
    look(marcus.page, "kiosk-pin-code")
    jordan.sees("shell.choose_help_kiosk")
    look(kiosk.page, "kiosk-choose-pin")
    jordan.choose_pin()
    jordan.press(jordan.button("shell.finish"))

    jordan.write(jordan.field("shell.your_number"), crn_of_guest(site))
    jordan.write(jordan.field("shell.your_pin"), jordan.pin)
    jordan.press(jordan.button("shell.sign_in"))
    jordan.sees("shell.hello", name="Jordan")
    jordan.press(jordan.button("shell.finish"))
    expect(jordan.field("shell.your_number")).to_be_visible()
    assert site.rows("select 1 from identity_holding h join identity_device d on d.id = h.device_id where d.kind = 'kiosk'") == []
    kiosk.kill()
    for private in ("Thornwick", "Jordan", jordan.pin):
        assert readable(kiosk.profile, private) == [], private

    screen = handheld(size={"width": 1920, "height": 1080})
    wing = Someone(screen)
    screen.open()
    wing.give_code(marcus.code_for_place("television", OFFICE))
    expect(screen.page.get_by_text("Reception")).to_be_visible(timeout=20_000)
    look(screen.page, "television")
    expect(screen.page.get_by_role("button")).to_have_count(0)


def crn_of_guest(site) -> str:
    return str(site.rows("select value from people_personnumber where kind = 'crn' and person_id = ?", site.guest)[0][0])
