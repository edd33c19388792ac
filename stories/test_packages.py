"""H5P and SCORM packages with no network: done, gone on with, and what came of it arrives once; those that are hostile reach nothing."""

import re

import pytest
from parts.handheld import PHONE, TABLET
from parts.hostile import Sink
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

EDITOR, TITLE, TITLE_CY = "Nia Fairbourne", "Things to do", "Pethau i’w gwneud"
QUIZ, COURSE, BROKEN, GAME, BAD_COURSE = "Coins", "If there is a fire", "A broken one", "A friendly game", "A friendly course"
# Of these a package has its own, which nobody else sees and which end with it.
OWN = {"parent", "parent window", "cookie", "localStorage"}


@pytest.fixture
def sink():
    return Sink()


def test_packages_are_done_with_no_network(site, handheld, sink, tmp_path):
    assert sink.works()
    ports = [str(listens.getsockname()[1]) for listens in (sink.tcp, sink.udp)]
    site.inside("publish_packages", EDITOR, *ports, str(tmp_path))
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=20_000)
    open_item(jordan, TITLE)
    keep(jordan)

    tablet.offline()
    do_the_quiz(jordan)
    assert tablet.errors == []
    do_the_course(jordan)
    # A page's own handlers are taken over by us; that they stood there, the browser writes down as soon as it has parsed it.
    assert [error for error in tablet.errors if "inline event handler" not in error] == []
    in_welsh(jordan)
    tablet.offline(False)
    # With a network: what has none proves nothing of what holds it.
    broken(jordan)
    escapes(jordan, sink, GAME)
    escapes(jordan, sink, BAD_COURSE)
    leaves(jordan, sink)
    # Whatever the hostile ones were kept from is written down there.
    tablet.errors.clear()
    jordan.contact()
    assert told(site) == [("failed", 0.0), ("passed", 0.8), ("passed", 1.0)]
    assert sink.reached == []


def told(site):
    return sorted(site.rows("select verb, score from library_did where person_id = ?", site.guest))


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


def opens(jordan, title, key="library.do_it"):
    jordan.press(jordan.page.get_by_role("link", name=f"{jordan.t(key)} {title}"))
    expect(jordan.page.get_by_role("heading", name=title, level=1)).to_be_visible()
    return jordan.page.frame_locator("iframe")


def back(jordan):
    jordan.press(jordan.button("ui.back"))
    jordan.sees("library.helped")


def did(jordan, verb, percent):
    words = jordan.t(f"library.did.{verb}", day="|").split("|")[0]
    score = jordan.t("library.did_score", percent=percent)
    expect(jordan.page.get_by_text(re.compile(re.escape(words) + ".*" + re.escape(score)))).to_be_visible()


def do_the_quiz(jordan):
    """Wrong, then right: the better of it stands. Its own picture is shown; opened again, it goes on."""
    frame = opens(jordan, QUIZ)
    expect(frame.get_by_text("How many pence is a pound?")).to_be_visible()
    coin = frame.get_by_role("img", name="A coin")
    expect(coin).to_be_visible()
    assert coin.evaluate("(one) => one.naturalWidth") == 1
    within(jordan, "packages-quiz")
    frame.get_by_role("button", name="Fifty").click()
    expect(frame.get_by_text("Not yet.")).to_be_visible()
    did(jordan, "failed", 0)
    frame.get_by_role("button", name="A hundred").click()
    did(jordan, "passed", 100)
    jordan.sees("status.saved.phone")
    within(jordan, "packages-quiz-done")
    back(jordan)
    frame = opens(jordan, QUIZ, "library.do_again")
    expect(frame.get_by_text("You were here before.")).to_be_visible()
    back(jordan)


def do_the_course(jordan):
    """Two pages of its own; what the first noted, the second is told."""
    frame = opens(jordan, COURSE)
    expect(frame.get_by_text("New.")).to_be_visible()
    expect(frame.get_by_text("Leave by the stairs.")).to_be_visible()
    assert frame.get_by_role("img", name="A door").evaluate("(one) => one.naturalWidth") == 1
    expect(frame.locator("body")).to_have_attribute("data-styled", "rgb(15, 92, 99)")
    within(jordan, "packages-course")
    frame.get_by_role("link", name="Next page").click()
    expect(frame.get_by_text("You were at If there is a fire. ?asked=1")).to_be_visible()
    frame.get_by_role("button", name="To the yard").click()
    did(jordan, "passed", 80)
    back(jordan)
    look(jordan.page, "packages-item-done")


def in_welsh(jordan):
    """In letters twice as large, on a small screen."""
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="Cymraeg"))
    jordan.lang = "cy"
    jordan.pick(jordan.option("settings.size.200"))
    jordan.page.set_viewport_size(PHONE)
    open_item(jordan, TITLE_CY)
    good(jordan, "packages-welsh-item")
    frame = opens(jordan, "Darnau arian", "library.do_again")
    expect(frame.get_by_role("button", name="A hundred")).to_be_visible()
    good(jordan, "packages-welsh-quiz")
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="English"))
    jordan.lang = "en"
    jordan.page.set_viewport_size(TABLET)


def escapes(jordan, sink, title):
    """Everything it tries is held, and the page around it goes on."""
    open_item(jordan, TITLE)
    frame = opens(jordan, title)
    expect(frame.get_by_text("tried: all")).to_be_visible(timeout=40_000)
    tries = frame.get_by_role("listitem").all_inner_texts()
    assert len(tries) > 30
    assert [one for one in tries if "OUT" in one and one.split(":")[0] not in OWN] == []
    assert jordan.page.evaluate("document.cookie + [localStorage.getItem('a'), document.title].join()") == f",{title} · Throughgate"
    assert sink.reached == []


def broken(jordan):
    """What cannot be shown says so, in words of ours."""
    open_item(jordan, TITLE)
    opens(jordan, BROKEN)
    jordan.sees("library.package.broken")
    expect(jordan.page.locator("iframe")).to_have_count(0)
    look(jordan.page, "packages-broken")


def leaves(jordan, sink):
    """It goes elsewhere in its frame, and is closed."""
    jordan.page.frame_locator("iframe").locator("#leave").click()
    jordan.sees("library.package.closed")
    expect(jordan.page.locator("iframe")).to_have_count(0)
    assert sink.reached == []


def within(jordan, name):
    """axe looks at our own page; what is in the frame is another's."""
    nothing_runs_off(jordan.page, name)
    picture(jordan.page, name)


def good(jordan, name):
    within(jordan, name)
    nothing_left_in("en", "cy", jordan.page, name)
