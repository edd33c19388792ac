"""The first page of the library beside Kolibri's: an empty browser, sixty things, the same slowed processor, the same machine.

Ours from the code that staff gave to the library's cards: the app, a person's keys, their own copy of everything they may read. Kolibri's
from its sign-in page, without an account, to its library. What a hand types is left out of both times.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import md5
from itertools import count
from pathlib import Path

from playwright.sync_api import Error, Page, Playwright, sync_playwright

from figures.lines import line
from figures.loopback import free_port
from figures.peers import BENCH, kolibri_program

sys.path.append(str(BENCH.parent / "stories"))

from parts.handheld import CHROMIUM, FLAGS, TABLET, Handheld
from parts.line import Line
from parts.person import Someone
from parts.site import Site

from throughgate.modules.library.tests.test_kolibri import CHANNEL, Channel

EDITOR, ITEMS, SLOWER, SETTLED_MS = "Nia Fairbourne", 60, 6, 8_000
# The name of that channel.
PEER, NAME = "Kolibri 0.19.5", "Money"
PROVISION = [
    *("provisiondevice", "--facility", "Bench", "--preset", "nonformal", "--language_id", "en", "--noinput"),
    *("--superusername", "bench", "--superuserpassword", "only-for-this-run"),
]
# Tells when something of that kind, with those words in it, was there to be seen.
SEEN = """([chosen, words]) => new Promise((done) => {
  const look = () => {
    const there = [...document.querySelectorAll(chosen)]
    if (!there.some((one) => one.getClientRects().length && one.textContent.includes(words))) return
    watch.disconnect()
    requestAnimationFrame(() => done(Date.now()))
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { childList: true, subtree: true, attributes: true })
  look()
})"""
Figures = tuple[float, float, float]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        ours, theirs = _ours(playwright, Path(folder)), _kolibri(playwright, Path(folder))
    for n, (name, unit) in enumerate((("kb", "kB down"), ("requests", "requests"), ("ms", f"ms, processor slowed {SLOWER} times"))):
        line(f"library.first_page_vs_kolibri_{name}", ours[n], f"{unit}, from an empty browser, {ITEMS} items", PEER, round(theirs[n], 1))


def _ours(playwright: Playwright, folder: Path) -> Figures:
    site, film = Site(folder / "home", people=90), folder / "film.mp4"
    film.write_bytes(bytes(1_000))
    try:
        site.start()
        site.inside("publish_many", EDITOR, str(ITEMS - 1), str(film))
        relay = Line(site.port)
        device = Handheld(playwright, site, folder / "tablet", size=TABLET, url=relay.url)
        spent = _enrolled(Someone(device))
        device.page.wait_for_timeout(SETTLED_MS)
        device.context.close()
        return relay.down / 1_000, relay.asked, spent
    finally:
        site.stop()


def _enrolled(someone: Someone) -> float:
    page = someone.page
    _slow(page)
    spent = _until(page, "#code", someone.device.open)
    someone.write(someone.field("shell.code"), someone.device.site.code)
    spent += _until(page, "#pin", lambda: someone.press(someone.button("shell.connect")))
    someone.write(someone.field("shell.new_pin"), someone.pin)
    someone.next()
    someone.write(someone.field("shell.again_pin"), someone.pin)
    spent += _until(page, "a[href='/library']", lambda: someone.press(someone.button("shell.save")))
    return spent + _until(page, ".library-shelf .library-card", page.locator("a[href='/library']").first.tap)


def _kolibri(playwright: Playwright, folder: Path) -> Figures:
    with _kolibri_served(folder / "kolibri") as port:
        relay = Line(port)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=TABLET)
        _slow(page)
        spent = _until(page, "a[href*=guestaccess]", lambda: page.goto(relay.url, wait_until="commit"))
        spent += _until(page, "span", page.locator("a[href*=guestaccess]").click, words=NAME)
        page.wait_for_timeout(SETTLED_MS)
        browser.close()
        return relay.down / 1_000, relay.asked, spent


@contextmanager
def _kolibri_served(home: Path) -> Iterator[int]:
    """Kolibri with a channel of as many things, by its own commands. Gives the port."""
    port, program = free_port(), kolibri_program()
    exported = _channel(home)
    environ = os.environ | {"KOLIBRI_HOME": str(home), "KOLIBRI_HTTP_PORT": str(port), "KOLIBRI_ZIP_CONTENT_PORT": str(free_port())}
    for command in (PROVISION, ["importchannel", "disk", CHANNEL, exported], ["importcontent", "disk", CHANNEL, exported]):
        subprocess.run([program, "manage", *command], env=environ, check=True, stdout=sys.stderr)
    server = subprocess.Popen([program, "start", "--foreground"], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/")
        yield port
    finally:
        server.terminate()
        server.wait()


def _channel(home: Path) -> Path:
    """Six topics with ten pages each, as Kolibri exports a channel: the same small real one that the tests bring in."""
    home.mkdir()
    made, root = Channel(home / "channel.sqlite3"), md5(b"root").hexdigest()
    for topic in range(6):
        above = made.node(f"topic {topic}", "topic", f"Topic {topic}", root)
        for page in range(ITEMS // 6):
            made.node(f"{topic}.{page}", "html5", f"Page {topic}.{page}", above, [("zip", _page(f"{topic}.{page}"), 0)])
    made.database.execute("UPDATE content_file SET preset = 'html5_zip'")
    _number(made, root, count(1), 0)
    zipfile.ZipFile(made.packed(home / "channel.zip")).extractall(home / "exported")
    return home / "exported"


def _number(made: Channel, node: str, numbers: Iterator[int], level: int) -> None:
    """Its place in the tree, as nested sets want it."""
    left = next(numbers)
    for (below,) in made.database.execute("SELECT id FROM content_contentnode WHERE parent_id = ? ORDER BY sort_order", [node]).fetchall():
        _number(made, below, numbers, level + 1)
    place = (left, next(numbers), level, node)
    made.database.execute("UPDATE content_contentnode SET lft = ?, rght = ?, level = ? WHERE id = ?", place)


def _page(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.html", f"<h1>{name}</h1>")
    return packed.getvalue()


def _await(url: str) -> None:
    for _ in range(240):
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=10)
            return
        time.sleep(0.5)
    raise TimeoutError("Kolibri did not answer")


def _slow(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _until(page: Page, chosen: str, does: Callable[[], object], words: str = "") -> float:
    """Milliseconds from what a hand does to what it waits for, over as many pages as it takes."""
    began = time.time() * 1_000
    does()
    while True:
        try:
            return float(page.evaluate(SEEN, [chosen, words])) - began
        except Error as gone:
            if "context was destroyed" not in str(gone):
                raise


if __name__ == "__main__":
    main()
