"""Documents and books with no network: turned, read as words, gone on with; a hostile one reaches nothing, a broken one says so."""

import re

import pytest
from parts import reading
from parts.handheld import PHONE, TABLET
from parts.hostile import Sink
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

EDITOR, TITLE = "Nia Fairbourne", "Things to read"
PDF, BOOK, HOSTILE, BROKEN = "Hearings", "The open door", "A hostile book", "A broken one"
DRAWN = """() => { const page = document.querySelector('.library-page canvas'), at = page.getContext('2d')
  return page.width > 300 && at.getImageData(0, 0, page.width, page.height).data.some((dot, n) => n % 4 === 0 && dot < 60) }"""


@pytest.fixture
def sink():
    return Sink()


def test_documents_are_read_with_no_network(site, handheld, sink):
    assert sink.works()
    url = f"http://127.0.0.1:{sink.tcp.getsockname()[1]}"
    site.inside("publish_documents", EDITOR, url)
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    open_item(jordan, TITLE)
    look(tablet.page, "readers-item")
    keep(jordan)
    read_aloud_is_offered(jordan)

    tablet.offline()
    turn_pages(jordan)
    turn_chapters(jordan)
    goes_on(jordan)
    assert tablet.errors == []
    hostile(jordan, sink)
    # What the policy keeps a book from, the browser writes down as soon as it has parsed it.
    tablet.errors[:] = [error for error in tablet.errors if "inline" not in error]
    broken(jordan)
    in_welsh(jordan)
    assert sink.reached == []


def open_item(jordan, title):
    jordan.go_home()
    jordan.press(jordan.page.get_by_role("link", name=re.compile(f"^{jordan.t('library.tile')}")).first)
    jordan.press(jordan.page.get_by_role("link", name=re.compile(re.escape(title))).first)
    expect(jordan.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def keep(jordan):
    device = jordan.t("device.this.phone")
    offer, _size = jordan.t("library.keep_size", device=device, size="|").split("|")
    jordan.press(jordan.page.get_by_role("button", name=re.compile(f"^{re.escape(offer)}")))
    jordan.sees("library.is_kept", device=device)


def read(jordan, title):
    jordan.press(jordan.page.get_by_role("link", name=f"{jordan.t('library.open_document')} {title}"))
    expect(jordan.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def back(jordan):
    jordan.press(jordan.button("ui.back"))
    jordan.sees("library.helped")


def read_aloud_is_offered(jordan):
    """By the server's voice: this device has none of its own."""
    read(jordan, PDF)
    expect(jordan.button("ui.read_aloud", what=PDF)).to_be_visible()
    jordan.go_home()


def turn_pages(jordan):
    """As they look, with what they say for who cannot see it; larger; as words, where a link is its address."""
    page = jordan.page
    open_item(jordan, TITLE)
    read(jordan, PDF)
    jordan.sees("library.page_of", n=1, all=2)
    page.wait_for_function(DRAWN)
    expect(page.get_by_role("article")).to_contain_text(reading.PAGES[0][1])
    look(page, "readers-pdf")
    jordan.press(jordan.button("library.larger"))
    jordan.press(jordan.button("library.page_next"))
    jordan.sees("library.page_of", n=2, all=2)
    expect(page.get_by_role("article")).to_contain_text(reading.PAGES[1][1])
    expect(jordan.button("library.page_next")).to_be_disabled()
    jordan.press(jordan.button("library.page_before"))
    jordan.pick(jordan.option("library.as_words"))
    jordan.reads(reading.PAGES[0][0])
    jordan.reads(reading.LINK)
    expect(page.locator("article a")).to_have_count(0)
    look(page, "readers-pdf-words")
    jordan.press(jordan.button("library.page_next"))
    jordan.reads(reading.PAGES[1][0])
    back(jordan)


def turn_chapters(jordan):
    page = jordan.page
    read(jordan, BOOK)
    first, second = reading.CHAPTERS.items()
    jordan.reads(first[1])
    shown = page.get_by_role("img", name=reading.SEEN)
    expect(shown).to_be_visible()
    assert shown.evaluate("(one) => one.naturalWidth") == 1
    jordan.pick(jordan.option("library.paper.sepia"))
    jordan.press(jordan.button("library.larger"))
    look(page, "readers-book")
    jordan.press(jordan.button("library.chapter_next"))
    jordan.reads(second[1])
    jordan.press(page.get_by_text(jordan.t("library.chapters"), exact=True))
    look(page, "readers-chapters")
    jordan.press(page.get_by_role("button", name=first[0], exact=True))
    jordan.reads(first[1])
    page.get_by_text("Then she looked back.").scroll_into_view_if_needed()
    page.wait_for_function("() => scrollY > 300")
    back(jordan)


def goes_on(jordan):
    """Each where they were, after the tablet was off."""
    tablet = jordan.device
    tablet.kill()
    tablet.start()
    tablet.offline()
    tablet.open()
    jordan.unlock()
    open_item(jordan, TITLE)
    read(jordan, PDF)
    jordan.sees("library.page_of", n=2, all=2)
    back(jordan)
    read(jordan, BOOK)
    expect(jordan.option("library.paper.sepia")).to_be_checked()
    jordan.reads(reading.CHAPTERS["The gate"])
    jordan.page.wait_for_function("() => scrollY > 300")
    back(jordan)


def hostile(jordan, sink):
    """Its words are there, and nothing else of it."""
    read(jordan, HOSTILE)
    jordan.reads("What is left is words.")
    jordan.page.get_by_text("What is left is words.").click()
    inside = "article :is(script, iframe, object, svg, form, a, video, img, [style], [onclick])"
    expect(jordan.page.locator(inside)).to_have_count(0)
    expect(jordan.page.get_by_text("A picture elsewhere")).to_be_visible()
    assert sink.reached == []
    back(jordan)


def broken(jordan):
    read(jordan, BROKEN)
    jordan.sees("library.unreadable")
    look(jordan.page, "readers-broken")
    back(jordan)


def in_welsh(jordan):
    """In letters twice as large, on a small screen."""
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="Cymraeg"))
    jordan.lang = "cy"
    jordan.pick(jordan.option("settings.size.200"))
    jordan.page.set_viewport_size(PHONE)
    open_item(jordan, "Pethau i’w darllen")
    for title, name, there in ((PDF, "pdf", reading.PAGES[1][0]), (BOOK, "book", reading.CHAPTERS["The gate"])):
        read(jordan, title)
        jordan.reads(there)
        picture(jordan.page, f"readers-welsh-{name}")
        nothing_runs_off(jordan.page, name)
        nothing_left_in("en", "cy", jordan.page, name)
        back(jordan)
