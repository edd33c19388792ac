"""The home screen from cold with no network, on a processor slowed six times."""

import re
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
            times = [_cold(device) for _ in range(RUNS)]
        finally:
            site.stop()
    line(name, statistics.median(lock + home for lock, home in times), "ms")


def _cold(device) -> tuple[float, float]:
    """Milliseconds from the navigation to the lock screen, and from Unlock to the home screen."""
    device.start()
    device.offline()
    slow = device.context.new_cdp_session(device.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    device.page.goto(device.site.device_url + "/", wait_until="commit")
    someone = Someone(device)
    pin = device.page.get_by_label(someone.t("shell.your_pin"))
    pin.wait_for()
    lock = device.page.evaluate("() => performance.now()")
    pin.fill(PIN)
    began = device.page.evaluate("() => performance.now()")
    someone.button("shell.unlock").click()
    device.page.get_by_role("link", name=re.compile(someone.t("checkin.tile"))).first.wait_for()
    home = device.page.evaluate("() => performance.now()") - began
    device.context.close()
    return lock, home


if __name__ == "__main__":
    main(sys.argv[1])
