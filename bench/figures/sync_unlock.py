"""Unlocking with 5,000 acts waiting, no network, a processor slowed six times: from Unlock to a home screen that can be used."""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from figures.home import cold
from figures.lines import line

sys.path.append(str(Path(__file__).resolve().parents[2] / "stories"))

from parts.handheld import Handheld
from parts.person import Someone
from parts.site import Site

RUNS, ACTS = 5, 5_000

# One act that was made in the app, as often as wanted: unlocking reads how many there are and what their maker sees of them.
MULTIPLY = """async (most) => {
  const done = (ask) => new Promise((good, bad) => { ask.onsuccess = () => good(ask.result); ask.onerror = () => bad(ask.error) })
  const db = await done(indexedDB.open('throughgate'))
  const tx = db.transaction(['acts', 'settings'], 'readwrite')
  const [act] = await done(tx.objectStore('acts').getAll())
  const chain = await done(tx.objectStore('settings').get('chain'))
  const another = (n) => ({ ...act, n, id: act.id.slice(0, -6) + n.toString(16).padStart(6, '0') })
  for (let n = act.n + 1; n <= most; n++) tx.objectStore('acts').put(another(n))
  tx.objectStore('settings').put({ ...chain, n: most }, 'chain')
  await new Promise((good) => (tx.oncomplete = good))
  db.close()
}"""


def main(name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "home", people=90)
        try:
            site.start()
            device = Handheld(playwright, site, Path(folder) / "phone")
            someone = Someone(device)
            someone.enrol(site.code)
            device.offline()
            someone.ask_to_talk("worker", "May I talk to someone about my housing?")
            device.page.evaluate(MULTIPLY, ACTS)
            device.context.close()
            times = [cold(device)[1] for _ in range(RUNS)]
        finally:
            site.stop()
    line(name, statistics.median(times), f"ms, {ACTS} acts waiting")


if __name__ == "__main__":
    main(sys.argv[1])
