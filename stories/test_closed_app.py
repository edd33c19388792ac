"""A phone enrolled by the square; something written with no signal; the app closed, and sent all the same."""

import pytest
from parts.camera import film_of_square
from parts.line import Line
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import Page, expect

WORDS = "The heating in my room does not work."
SECONDS = 60


@pytest.fixture
def line(site):
    """The phone's own way to the server: what is cut here is cut for pages and workers alike."""
    made = Line(site.port)
    yield made
    made.close()


def test_what_was_saved_is_sent_though_the_app_is_closed(site, handheld, line, tmp_path):
    square = film_of_square(f"{site.device_url}/#{site.code}", tmp_path / "square.mjpeg")
    phone = handheld(url=line.url, camera=square, wakes=True)
    jordan = Someone(phone)
    phone.open()
    jordan.sees("shell.code_help_scan")
    look(phone.page, "enrol-scan")
    jordan.press(jordan.button("shell.scan"))
    expect(jordan.field("shell.new_pin")).to_be_visible(timeout=40_000)
    jordan.choose_pin()
    jordan.can_do_without_network()
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)

    line.cut()
    jordan.make_own_checkin(WORDS)
    jordan.sees("status.kept.alone", device=jordan.t("device.this.phone"))
    look(phone.page, "saved-sends-alone")
    elsewhere = phone.context.new_page()
    phone.page.close()
    assert sent(site) == []

    line.mend()
    wake(elsewhere, line.url)
    for _ in range(SECONDS * 5):
        if sent(site):
            break
        elsewhere.wait_for_timeout(200)
    assert sent(site) == [(site.guest,)]

    phone.page = elsewhere
    phone.open()
    jordan.unlock()
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)
    jordan.open_newest_checkin()
    jordan.sees("status.sent")
    expect(phone.page.get_by_text(WORDS)).to_be_visible()


def wake(page: Page, url: str) -> None:
    """What the browser does by itself a while after the signal is back; here at once, by its own testing tool."""
    tool = page.context.new_cdp_session(page)
    known: list[dict[str, str]] = []
    tool.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    page.goto(f"{url}/version.json")
    tool.send("ServiceWorker.enable")
    page.wait_for_timeout(500)
    assert known
    tool.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": url, "registrationId": known[0]["registrationId"], "tag": "hand-in", "lastChance": False},
    )


def sent(site) -> list[tuple[str]]:
    return site.rows("select person_id from supervision_submission where help_words = ?", WORDS)
