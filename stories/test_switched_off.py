"""A bad version of the app is out, and the server switches it off. Nothing made with it is lost; the next load is the server's own."""

from parts.person import Someone
from playwright.sync_api import expect

WORDS = "The door of the laundry does not close."
PUT_AWAY = (
    "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([workers, names]) => workers.length + names.length)"
)


def test_an_app_that_is_switched_off_puts_itself_away_and_loses_nothing(site, handheld):
    phone = handheld()
    jordan = Someone(phone)
    jordan.enrol(site.code)
    assert phone.page.evaluate(PUT_AWAY) > 0
    phone.offline()
    jordan.ask_to_talk("other", WORDS)
    jordan.sees("status.saved.phone")
    jordan.go_home()

    site.stop()
    site.environ["THROUGHGATE_APP_SWITCHED_OFF"] = "1"
    site.start()
    phone.offline(False)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=60_000)
    phone.page.wait_for_function(f"() => {PUT_AWAY}.then((left) => left === 0)")
    assert len(site.rows("select id from talk_talkrequest where words = ?", WORDS)) == 1

    # The browser lets go of the worker with the last page that it served: a browser killed before that has it once more.
    phone.open()
    phone.page.wait_for_function("() => navigator.serviceWorker.controller === null")
    phone.kill()
    phone.start()
    phone.open()
    jordan.unlock()
    jordan.open_asks()
    jordan.reads(WORDS)
