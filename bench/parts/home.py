"""The home screen from cold with no network, on a processor slowed six times."""

import re
import statistics
import sys
import tempfile
from pathlib import Path

from parts.lines import line

RUNS, SLOWER = 5, 6
PIN = "274961"
STORIES = Path(__file__).resolve().parents[2] / "stories"


def main(name: str) -> None:
    sys.path[:0] = [str(STORIES)]
    sys.modules.pop("parts", None)
    from playwright.sync_api import sync_playwright

    site_module, handheld, person = _story_parts()
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        site = site_module.Site(Path(folder) / "home", people=90)
        try:
            site.start()
            device = handheld.Handheld(playwright, site, Path(folder) / "phone")
            person.Someone(device).enrol(site.code)
            device.context.close()
            times = [_cold(device, person) for _ in range(RUNS)]
        finally:
            site.stop()
    line(name, statistics.median(lock + home for lock, home in times), "ms")


def _story_parts():
    """The stories' parts have the same package name as these."""
    import importlib

    ours = {key: sys.modules.pop(key) for key in list(sys.modules) if key == "parts" or key.startswith("parts.")}
    found = tuple(importlib.import_module(f"parts.{name}") for name in ("site", "handheld", "person"))
    for key in [key for key in sys.modules if key == "parts" or key.startswith("parts.")]:
        del sys.modules[key]
    sys.modules.update(ours)
    return found


def _cold(device, person) -> tuple[float, float]:
    """Milliseconds from the navigation to the lock screen, and from Unlock to the home screen."""
    device.start()
    device.offline()
    slow = device.context.new_cdp_session(device.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    device.page.goto(device.site.device_url + "/", wait_until="commit")
    someone = person.Someone(device)
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
