"""A full outbox in a real browser: how much memory the app's tab takes while all that waited is sent and what follows from it is pulled."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from playwright.sync_api import CDPSession, sync_playwright

from figures.home import PIN, Handheld, Site, Someone
from figures.lines import line
from figures.loopback import family

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "client" / "node_modules" / ".throughgate-faults" / "app.js"
ASSETS = ROOT / "server" / "throughgate" / "faces" / "device" / "app" / "assets"
ACTS, PATIENCE_S, EVERY_S = int(os.environ.get("BENCH_TAB_ACTS", "10000")), 1_200, 0.05
# Each act comes back as a receipt and as a row of what was asked; then the screens read once more.
ROWS, AFTER_MS, LOOK_MS = 2 * ACTS, 10_000, 100
# The app's service worker answers for every page but these.
BLANK = "/sync/blank"

# The app's own kernel saves them, with no network and no screen: sealed, signed and chained as anything that a person says.
FILL = """async ([most, pin, argon]) => {
  const stretch = (secret, salt, cost) => new Promise((good, bad) => {
    const worker = new Worker(argon, { type: 'module' })
    worker.onmessage = ({ data }) => (worker.terminate(), good(data))
    worker.onerror = bad
    worker.postMessage({ secret, salt, cost })
  })
  const session = new app.Session({
    origin: location.origin, fetch: () => Promise.reject(new TypeError('no network')), locks: navigator.locks, storage: navigator.storage,
    clock: new app.Clock(), stretch, version: 'bench', userAgent: 'bench', language: () => 'en'
  })
  app.use(session)
  await session.start()
  await session.unlock(session.facts.people[0].id, pin)
  session.exchange.stop()
  for (let n = 1; n <= most; n++) {
    const words = `May I talk to someone about my housing? This is what I ask for the ${n}th time.`
    const order = { command: 'talk.ask@1', say: { about: 'worker', words, screen: 'home' }, about: '', files: [] }
    await session.outbox.add(order, session.facts.device.id, session.here.vault)
  }
}"""

# How many rows the person's vault holds.
PULLED = """async () => {
  const done = (ask) => new Promise((good, bad) => { ask.onsuccess = () => good(ask.result); ask.onerror = () => bad(ask.error) })
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('vault-'))
  const db = await done(indexedDB.open(name))
  const count = await done(db.transaction('rows').objectStore('rows').count())
  db.close()
  return count
}"""


def main(name: str) -> None:
    subprocess.run(["node", str(ROOT / "faults" / "devices" / "build.mjs")], check=True)
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "home", people=90)
        try:
            site.start()
            device = Handheld(playwright, site, Path(folder) / "phone")
            Someone(device).enrol(site.code)
            _fill(device)
            device.context.close()
            tab = _send(device)
        finally:
            site.stop()
    done = f"{ACTS} acts sent and {ROWS} rows pulled in {tab.took_s:.0f} s"
    line(f"{name}_mb", tab.private_kb / 1024, f"MB, most private memory of the tab, {done}")
    line(f"{name}_sent_mb", tab.sent_kb / 1024, "MB, of it until all were accepted")
    line(f"{name}_heap_mb", tab.heap / 1024**2, "MB, most of JavaScript's heap")


def _fill(device: Handheld) -> None:
    """Leave the app for a blank page of its own origin, and fill its outbox from there."""
    page, argon = device.page, next(ASSETS.glob("argon*.js")).name
    page.route(f"**{BLANK}", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
    page.goto(device.url + BLANK)
    page.add_script_tag(content=BUNDLE.read_text())
    page.evaluate(FILL, [ACTS, PIN, f"/assets/{argon}"])


def _send(device: Handheld) -> "Tab":
    """Start the real app and unlock it, while both its memories are watched."""
    device.start()
    tab = Tab(device)
    try:
        device.open()
        Someone(device).unlock()
        tab.watch()
    finally:
        tab.close()
    return tab


class Tab:
    """`private_kb`: the most that its process had for itself; `sent_kb`: until all was accepted. `heap`: the most bytes in use."""

    def __init__(self, device: Handheld) -> None:
        self.device, self.private_kb, self.sent_kb, self.heap = device, 0, 0, 0
        self.began, self.took_s = time.monotonic(), 0.0
        self.before = self._accepted()
        self.ended = Event()
        self.watching = Thread(target=self._watch)
        self.watching.start()

    def close(self) -> None:
        self.ended.set()
        self.watching.join()
        self.device.context.close()

    def watch(self) -> None:
        """Until the server has accepted every act, the vault holds every row, and the screens have read them."""
        metrics = self.device.context.new_cdp_session(self.device.page)
        metrics.send("Performance.enable")
        while (accepted := self._accepted() - self.before) < ACTS:
            self._look(metrics, f"{accepted} of {ACTS} acts were accepted")
        self.sent_kb = self.private_kb
        while (pulled := self.device.page.evaluate(PULLED)) < ROWS:
            self._look(metrics, f"{pulled} of {ROWS} rows were pulled")
        self.took_s = time.monotonic() - self.began
        for _ in range(AFTER_MS // LOOK_MS):
            self._look(metrics, "the screens were still reading")

    def _look(self, metrics: CDPSession, so_far: str) -> None:
        if time.monotonic() > self.began + PATIENCE_S:
            raise RuntimeError(f"only {so_far}")
        found = {one["name"]: one["value"] for one in metrics.send("Performance.getMetrics")["metrics"]}
        self.heap = max(self.heap, int(found["JSHeapUsedSize"]))
        self.device.page.wait_for_timeout(LOOK_MS)

    def _accepted(self) -> int:
        """How many asks of anybody the server's tables have as accepted; nobody else asks meanwhile."""
        stored = "select count(*) from commands_receipt join sync_storedact using (act) where outcome = 'accepted'"
        return int(self.device.site.rows(f"{stored} and sync_storedact.command = 'talk.ask@1'")[0][0])

    def _watch(self) -> None:
        """Not from the page's own thread, which is busy just when it matters."""
        while not self.ended.wait(EVERY_S):
            for pid in family(os.getpid()):
                with suppress(OSError):
                    self.private_kb = max(self.private_kb, _private_kb(pid))


def _private_kb(pid: int) -> int:
    """Of a process that shows pages; the one that shows the app is the largest of them."""
    if b"--type=renderer" not in Path(f"/proc/{pid}/cmdline").read_bytes():
        return 0
    rows = [row.split() for row in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
    return sum(int(row[1]) for row in rows if row[0] in ("Private_Clean:", "Private_Dirty:"))


if __name__ == "__main__":
    main(sys.argv[1])
