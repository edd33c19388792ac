"""The home screen from cold with no network, on a processor slowed six times."""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from figures.lines import line

sys.path.append(str(Path(__file__).resolve().parents[2] / "stories"))

from parts.handheld import Handheld
from parts.person import PIN, Someone
from parts.site import Site

RUNS, SLOWER = 5, 6


def main(name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "home", people=90)
        try:
            site.start()
            device = Handheld(playwright, site, Path(folder) / "phone")
            Someone(device).enrol(site.code)
            device.context.close()
            times = [cold(device) for _ in range(RUNS)]
        finally:
            site.stop()
    line(name, statistics.median(lock + home for lock, home in times), "ms")


# Runs before the app: notes when each screen stands, without asking the slowed page over and over.
WATCH = """() => {
  const seen = (window.__seen = {})
  const note = (name, here) => { if (!(name in seen) && here) requestAnimationFrame(() => (seen[name] ??= performance.now())) }
  const look = () => {
    note('lock', document.querySelector('#pin'))
    note('home', document.querySelector('a[href="/check-ins"]'))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  addEventListener('submit', () => (seen.unlock = performance.now()), true)
}"""


def cold(device: Handheld) -> tuple[float, float]:
    """Milliseconds from the navigation to the lock screen, and from Unlock to the home screen."""
    device.start()
    device.context.add_init_script(f"({WATCH})()")
    device.offline()
    slow = device.context.new_cdp_session(device.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    device.page.goto(device.site.device_url + "/", wait_until="commit")
    device.page.wait_for_timeout(4_000)
    someone = Someone(device)
    device.page.get_by_label(someone.t("shell.your_pin")).fill(PIN)
    device.page.keyboard.press("Enter")
    device.page.wait_for_timeout(4_000)
    seen = device.page.evaluate("() => window.__seen")
    device.context.close()
    return seen["lock"], seen["home"] - seen["unlock"]


if __name__ == "__main__":
    main(sys.argv[1])
