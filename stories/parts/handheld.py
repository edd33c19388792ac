"""A person's own device: Chromium with a profile on disk, so that it can be killed and started again with no network."""

import re
import signal
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from parts.site import Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
CARDIFF = {"latitude": 51.4816, "longitude": -3.1791, "accuracy": 25}
PHONE = {"width": 360, "height": 800}


class Handheld:
    """One device. `page` is its app."""

    def __init__(self, playwright: Playwright, site: Site, profile: Path, *, locale: str = "en-GB", size: dict[str, int] | None = None) -> None:
        self.playwright, self.site, self.profile, self.locale, self.size = playwright, site, profile, locale, size or PHONE
        self.errors: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.start()

    def start(self) -> None:
        """Switch it on. With a profile that was used before, this is a cold start."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=FLAGS,
            locale=self.locale,
            viewport=self.size,
            has_touch=True,
            permissions=["camera", "microphone", "geolocation"],
            geolocation=CARDIFF,
            service_workers="allow",
        )
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def kill(self) -> None:
        """As when the battery falls out: no chance to tidy up."""
        import subprocess

        subprocess.run(["pkill", f"-{signal.SIGKILL.value}", "-f", f"user-data-dir={self.profile}"], check=False)
        try:
            self.context.close()
        except Exception:  # noqa: BLE001, S110  it is dead: that was the point
            pass
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def offline(self, yes: bool = True) -> None:
        self.context.set_offline(yes)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.site.device_url + path, wait_until="domcontentloaded")

    def tap(self, name: str, role: str = "button") -> None:
        """Tap what a person reads."""
        self.page.get_by_role(role, name=re.compile(name)).first.click()  # type: ignore[arg-type]

    def _hear(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and "Content Security Policy" in text:
            self.errors.append(text)
