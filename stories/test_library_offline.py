"""The library with no network: kept, three days later watched, heard and found with two letters wrong, and answered back."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from parts.handheld import PHONE, TABLET
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

EDITOR, SHELF = "Nia Fairbourne", "Eastmere library"
SERIES, FILM, SOUND = "Money, week by week", "A pound a week", "Where to keep it"
SERIES_CY, FILM_CY = "Arian, wythnos wrth wythnos", "Punt yr wythnos"
FULL, EASY, EASY_CY = "Watch how one pound a week adds up.", "Save a pound each week.", "Cynilwch bunt bob wythnos."
CAPTION, CAPTION_CY = "Put a pound aside each week.", "Rhowch bunt o'r neilltu bob wythnos."
REPLY = "Thank you. There is a part on credit unions from Monday."
SAVING = "Saving a little each week"
HEARD = "(from) => document.querySelector('audio')?.currentTime > from"
PLAYED = "([from, wide]) => { const film = document.querySelector('video'); return film.currentTime > from && film.videoWidth === wide }"


@pytest.fixture(scope="module")
def series(site, tmp_path_factory):
    """Published by the editor, by the command that the authoring face calls."""
    return site.inside("publish_series", str(tmp_path_factory.mktemp("film")), EDITOR)


def test_a_series_is_kept_watched_and_found_three_days_without_network_and_answered(site, handheld, desk, series):
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    open_library(jordan)
    open_part_and_keep_it(jordan)

    tablet.kill()
    tablet.start()
    tablet.page.clock.install(time=datetime.now(UTC) + timedelta(days=3))
    tablet.offline()
    tablet.open()
    jordan.unlock()
    find(jordan, "puond weke", FILM)
    look(tablet.page, "library-found")
    jordan.press(item(jordan, FILM))
    read_out(jordan)
    watch(jordan)
    in_both_words(jordan)
    say_it_aloud(jordan)
    goes_on_with_the_next_part(jordan)
    hear_it_on_other_screens(jordan)

    tablet.kill()
    tablet.start()
    tablet.open()
    jordan.unlock()
    jordan.contact()
    answer(desk, site)
    read_the_answer(jordan)
    in_welsh(jordan)


def open_library(jordan):
    jordan.go_home()
    jordan.press(jordan.page.get_by_role("link", name=re.compile(f"^{jordan.t('library.tile')}")).first)
    expect(jordan.page.get_by_role("heading", name=jordan.t("library.title"), level=1)).to_be_visible()


def item(jordan, title):
    return jordan.page.get_by_role("link", name=re.compile(re.escape(title))).first


def open_part_and_keep_it(jordan):
    """The series is one card, and its first part a film."""
    page, device = jordan.page, jordan.t("device.this.phone")
    expect(item(jordan, SERIES)).to_be_visible(timeout=20_000)
    expect(item(jordan, SERIES)).to_contain_text(jordan.t("library.parts_count.other", count=2))
    expect(page.get_by_role("link", name=re.compile(FILM))).to_have_count(0)
    look(page, "library")
    jordan.press(item(jordan, SERIES))
    jordan.press(item(jordan, FILM))
    expect(page.get_by_text(FULL)).to_be_visible(timeout=20_000)
    jordan.sees("library.for.everyone")
    # It is read out by the server, some seconds after it was published.
    expect(hear_it_read(jordan, FILM)).to_be_visible(timeout=60_000)
    offer, _size = jordan.t("library.keep_size", device=device, size="|").split("|")
    jordan.press(page.get_by_role("button", name=re.compile(f"^{re.escape(offer)}")))
    jordan.sees("library.is_kept", device=device)
    jordan.press(jordan.button("library.mark_later"))
    expect(jordan.button("library.unmark_later")).to_be_visible()


def find(jordan, asked, title):
    open_library(jordan)
    jordan.press(jordan.link("library.search"))
    jordan.write(jordan.field("library.search_label"), asked)
    expect(item(jordan, title)).to_be_visible()


def hear_it_read(jordan, title):
    return jordan.page.get_by_role("button", name=f"{jordan.t('library.hear')} {title}")


def read_out(jordan):
    """By a device that has no voice of its own."""
    assert jordan.page.evaluate("speechSynthesis.getVoices().length") == 0
    jordan.press(hear_it_read(jordan, FILM))
    jordan.page.wait_for_function(HEARD, arg=0.5)
    look(jordan.page, "library-read-out")


def watch(jordan):
    """It plays out of what is held: the picture moves, what is said stands below it, and a press goes ten seconds on."""
    page = jordan.page
    jordan.press(page.get_by_role("button", name=f"{jordan.t('library.play')} {FILM}"))
    page.wait_for_function(PLAYED, arg=[0.5, 854])
    expect(page.locator(".library-caption")).to_have_text(CAPTION)
    jordan.press(jordan.button("library.ten_on"))
    page.wait_for_function(PLAYED, arg=[10.4, 854])
    jordan.press(page.get_by_role("button", name=f"{jordan.t('library.pause')} {FILM}"))
    look(page, "library-film")
    seek = page.get_by_role("slider", name=jordan.t("library.where", title=FILM))
    seek.press("ArrowLeft")
    expect(seek).to_have_attribute("aria-valuetext", re.compile(r"^\d+ seconds of"))
    jordan.press(jordan.button("library.captions_off"))
    expect(page.locator(".library-caption")).to_have_count(0)
    jordan.press(jordan.button("library.captions_on"))


def in_both_words(jordan):
    """Full words and easy ones, in both languages."""
    page = jordan.page
    expect(page.get_by_text(FULL)).to_be_visible()
    jordan.pick(jordan.option("library.easy"))
    expect(page.get_by_text(EASY)).to_be_visible()
    expect(page.get_by_text(FULL)).to_have_count(0)
    jordan.pick(page.get_by_role("radio", name="Cymraeg"))
    expect(page.get_by_role("heading", name=FILM_CY, level=1)).to_be_visible()
    expect(page.get_by_text(EASY_CY)).to_be_visible()
    jordan.pick(page.get_by_role("radio", name="English"))


def say_it_aloud(jordan):
    """That it helped; and by voice what is missing. Whoever is in danger finds help there."""
    page = jordan.page
    jordan.press(jordan.button("library.yes"))
    jordan.sees("library.said_yes")
    jordan.press(jordan.link("library.say"))
    jordan.press(jordan.button("library.help_now"))
    jordan.sees("help.title")
    look(page, "library-say")
    jordan.press(jordan.button("library.send"))
    jordan.sees("library.say_missing")
    jordan.record()
    jordan.press(jordan.button("library.send"))
    jordan.sees("library.thanks")
    jordan.sees("library.spoke")
    look(page, "library-thanks")


def goes_on_with_the_next_part(jordan):
    """It remembers where they were; what was not fetched says so."""
    open_library(jordan)
    jordan.sees("library.go_on")
    look(jordan.page, "library-offline")
    jordan.press(item(jordan, FILM))
    jordan.sees("library.goes_on")
    jordan.press(item(jordan, SOUND))
    jordan.reads("Hear who takes small sums.")


def hear_it_on_other_screens(jordan):
    """The sound, which came by itself, goes on beside the search until they close it."""
    page = jordan.page
    jordan.press(page.get_by_role("button", name=f"{jordan.t('library.play')} {SOUND}"))
    page.wait_for_function(HEARD, arg=0.5)
    find(jordan, "savnig litle", SAVING)
    page.wait_for_function(HEARD, arg=2)
    bar = page.get_by_role("region", name=jordan.t("library.playing"))
    expect(bar).to_contain_text(SOUND)
    look(page, "library-sound")
    jordan.press(bar.get_by_role("button", name=jordan.t("library.end_sound")))
    expect(bar).to_have_count(0)
    assert page.evaluate("document.querySelector('audio')") is None


def answer(desk, site):
    """The editor keeps the shelf. She hears what somebody said, and not who."""
    nia = desk()
    nia.sign_in(site.sign_in(EDITOR))
    nia.open("/")
    nia.page.get_by_role("link", name=re.compile("Said of something in the library")).last.click()
    expect(nia.page.get_by_text("Thornwick")).to_have_count(0)
    look(nia.page, "library-comment")
    nia.page.get_by_role("textbox").fill(REPLY)
    nia.page.get_by_role("button", name="Send the answer").click()
    expect(nia.page.get_by_text("on its way to them")).to_be_visible()


def read_the_answer(jordan):
    """It is news on the first screen, and stands beside the item."""
    jordan.go_home()
    jordan.contact()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name=SHELF))).to_be_visible(timeout=20_000)
    look(jordan.page, "library-news")
    open_library(jordan)
    jordan.press(item(jordan, SERIES))
    jordan.press(item(jordan, FILM))
    jordan.sees("library.you_said")
    jordan.reads(REPLY)
    look(jordan.page, "library-answered")
    jordan.go_home()
    expect(jordan.page.get_by_role("heading", name=jordan.t("shell.wrote", name=SHELF))).to_have_count(0)


def in_welsh(jordan):
    """Every screen of it, in letters twice as large."""
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="Cymraeg"))
    jordan.lang = "cy"
    jordan.pick(jordan.option("settings.size.200"))
    jordan.page.set_viewport_size(PHONE)
    open_library(jordan)
    expect(item(jordan, SERIES_CY)).to_be_visible()
    good(jordan, "library")
    jordan.press(item(jordan, SERIES_CY))
    jordan.press(item(jordan, FILM_CY))
    jordan.sees("library.helped")
    jordan.press(jordan.page.get_by_role("button", name=re.compile(f"^{jordan.t('library.play')}")))
    expect(jordan.page.locator(".library-caption")).to_have_text(CAPTION_CY)
    good(jordan, "film")
    jordan.press(jordan.link("library.say"))
    jordan.sees("library.say_help")
    good(jordan, "say")
    find(jordan, "wythnso wythns", SERIES_CY)
    good(jordan, "search")


def good(jordan, name):
    """A screen that everybody can use."""
    name = f"library-welsh-{name}"
    picture(jordan.page, name)
    nothing_runs_off(jordan.page, name)
    nothing_left_in("en", "cy", jordan.page, name)
