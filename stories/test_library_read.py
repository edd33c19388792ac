"""The library: kept and read with no network, found with two letters wrong, and answered back."""

import re

from parts.handheld import PHONE
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

SAVING, CYNILO, SLEEP = "Saving a little each week", "Cynilo ychydig bob wythnos", "When you cannot sleep"
FULL, EASY, EASY_CY = (
    "Choose a sum that you will not miss.",
    "Choose a small sum. One pound is fine.",
    "Dewiswch swm bach. Mae punt yn iawn.",
)
SAID = "Say more about credit unions."
KEEPER, REPLY = "Nia Fairbourne", "Thank you. There is a page on them from Monday."


def test_the_library_is_kept_read_and_found_with_no_network_and_answered_back(site, handheld, desk):
    phone = handheld(size=PHONE)
    jordan = Someone(phone)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)

    open_library(jordan)
    expect(item(jordan, SAVING)).to_be_visible(timeout=20_000)
    look(phone.page, "library")
    read_and_keep(jordan)

    phone.kill()
    phone.start()
    phone.offline()
    phone.open()
    jordan.unlock()
    find(jordan, "savnig litle", SAVING)
    look(phone.page, "library-found")
    jordan.press(item(jordan, SAVING))
    in_both_words(jordan)
    say_something(jordan)
    what_is_not_here_says_so(jordan)

    phone.offline(False)
    jordan.contact()
    open_library(jordan)
    jordan.press(jordan.link("library.said"))
    jordan.reads(SAID)
    jordan.sees("status.sent")
    look(phone.page, "library-said")
    answer(desk, site)
    read_the_answer(jordan)
    in_welsh(jordan)


def open_library(jordan):
    jordan.press(jordan.page.get_by_role("link", name=re.compile(f"^{jordan.t('library.tile')}")).first)
    expect(jordan.page.get_by_role("heading", name=jordan.t("library.title"), level=1)).to_be_visible()


def item(jordan, title):
    return jordan.page.get_by_role("link", name=re.compile(re.escape(title))).first


def read_and_keep(jordan):
    """Open one, and keep it."""
    device = jordan.t("device.this.phone")
    jordan.press(item(jordan, SAVING))
    expect(jordan.page.get_by_text(FULL)).to_be_visible(timeout=20_000)
    jordan.sees("library.for.everyone")
    look(jordan.page, "library-item")
    offer, _size = jordan.t("library.keep_size", device=device, size="|").split("|")
    jordan.press(jordan.page.get_by_role("button", name=re.compile(f"^{re.escape(offer)}")))
    jordan.sees("library.is_kept", device=device)
    jordan.press(jordan.button("library.mark_later"))
    expect(jordan.button("library.unmark_later")).to_be_visible()


def find(jordan, asked, title):
    open_library(jordan)
    jordan.press(jordan.link("library.search"))
    jordan.write(jordan.field("library.search_label"), asked)
    expect(item(jordan, title)).to_be_visible()


def in_both_words(jordan):
    """Full words and easy ones, in both languages."""
    page = jordan.page
    expect(page.get_by_text(FULL)).to_be_visible()
    jordan.pick(jordan.option("library.easy"))
    expect(page.get_by_text(EASY)).to_be_visible()
    expect(page.get_by_text(FULL)).to_have_count(0)
    look(page, "library-easy")
    jordan.pick(page.get_by_role("radio", name="Cymraeg"))
    expect(page.get_by_role("heading", name=CYNILO, level=1)).to_be_visible()
    expect(page.get_by_text(EASY_CY)).to_be_visible()
    jordan.pick(page.get_by_role("radio", name="English"))


def say_something(jordan):
    """That it helped, and what is missing."""
    jordan.press(jordan.button("library.yes"))
    jordan.sees("library.said_yes")
    jordan.sees("status.saved.phone")
    jordan.press(jordan.link("library.say"))
    jordan.sees("library.say_help")
    look(jordan.page, "library-say")
    jordan.press(jordan.button("library.send"))
    jordan.sees("library.say_missing")
    jordan.write(jordan.field("library.say_words"), SAID)
    jordan.press(jordan.button("library.send"))
    jordan.sees("library.thanks")
    jordan.reads(SAID)
    look(jordan.page, "library-thanks")


def what_is_not_here_says_so(jordan):
    jordan.go_home()
    open_library(jordan)
    jordan.press(item(jordan, SLEEP))
    jordan.sees("library.away", device=jordan.t("device.this.phone"))
    look(jordan.page, "library-away")
    jordan.go_home()


def answer(desk, site):
    """Nia keeps the shelf. She reads what somebody said, and not who."""
    nia = desk()
    nia.sign_in(site.sign_in(KEEPER))
    nia.open("/")
    nia.page.get_by_role("link", name=re.compile("Said of something in the library")).last.click()
    expect(nia.page.get_by_text(SAID)).to_be_visible()
    expect(nia.page.get_by_text("Thornwick")).to_have_count(0)
    look(nia.page, "library-comment")
    nia.page.get_by_role("textbox").fill(REPLY)
    nia.page.get_by_role("button", name="Send the answer").click()
    expect(nia.page.get_by_text("on its way to them")).to_be_visible()


def read_the_answer(jordan):
    """It is news on the first screen, and stands beside the item."""
    jordan.go_home()
    jordan.contact()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name="Eastmere library"))).to_be_visible(timeout=20_000)
    look(jordan.page, "library-news")
    open_library(jordan)
    jordan.press(item(jordan, SAVING))
    jordan.sees("library.you_said")
    jordan.reads(REPLY)
    look(jordan.page, "library-answered")
    jordan.go_home()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name="Eastmere library"))).to_have_count(0)


def in_welsh(jordan):
    """Every screen of it, in letters twice as large."""
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="Cymraeg"))
    jordan.lang = "cy"
    jordan.pick(jordan.option("settings.size.200"))
    jordan.go_home()
    open_library(jordan)
    expect(item(jordan, CYNILO)).to_be_visible()
    good(jordan, "library")
    jordan.press(item(jordan, CYNILO))
    jordan.sees("library.helped")
    good(jordan, "item")
    jordan.press(jordan.link("library.say"))
    jordan.sees("library.say_help")
    good(jordan, "say")
    jordan.go_home()
    find(jordan, "cinilo ychidig", CYNILO)
    good(jordan, "search")


def good(jordan, name):
    """A screen that everybody can use."""
    name = f"library-welsh-{name}"
    picture(jordan.page, name)
    nothing_runs_off(jordan.page, name)
    nothing_left_in("en", "cy", jordan.page, name)
