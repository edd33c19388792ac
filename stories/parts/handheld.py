"""A person's own device: Chromium with a profile on disk, so that it can be killed and started again with no network."""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, Route

from parts.site import Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
# Whatever is not named, its owner has turned off.
PERMISSIONS = ["camera", "microphone", "geolocation"]
CARDIFF = {"latitude": 51.4816, "longitude": -3.1791, "accuracy": 25}
PHONE, TABLET, KIOSK = ({"width": width, "height": height} for width, height in ((360, 800), (1280, 800), (1080, 1920)))


class Handheld:
    """One device. `page` is its app."""

    def __init__(
        self,
        playwright: Playwright,
        site: Site,
        profile: Path,
        *,
        size: dict[str, int] | None = None,
        letters: int = 100,
        url: str = "",
        camera: Path | None = None,
        wakes: bool = False,
    ) -> None:
        """`letters`: per cent; what the owner has set in the browser, as many do who see badly. `url`: of its app, if not the site's.

        `camera`: the film that it sees, if not the site's. `wakes`: whether its browser may wake the app that is closed (Background Sync);
        `offline` does not reach a service worker, so that such a device hangs on a `Line` that can be cut.
        """
        self.playwright, self.site, self.profile, self.size = playwright, site, profile, size or PHONE
        self.errors: list[str] = []
        self.url, self.camera = url or site.device_url, camera or site.camera
        self.permissions = [*PERMISSIONS, *(["background-sync"] if wakes else [])]
        _write_preferences(profile, letters)
        self.context: BrowserContext
        self.page: Page
        self.start()

    def start(self) -> None:
        """Switch it on. With a profile that was used before, this is a cold start."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=[*FLAGS, f"--use-file-for-fake-video-capture={self.camera}"],
            locale="en-GB",
            viewport=self.size,
            has_touch=True,
            permissions=self.permissions,
            geolocation=CARDIFF,
            service_workers="allow",
        )
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)

    def kill(self) -> None:
        """As when the battery falls out: no chance to tidy up."""
        for pid in _processes_of(self.profile):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # It is dead: that was the point.
        with suppress(Error):
            self.context.close()
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def lose_answers(self, times: int) -> list[dict[str, Any]]:
        """The next pushes reach the server, and its answers get lost on the way back. They are put into the list that this returns."""
        lost: list[dict[str, Any]] = []

        def lose(route: Route) -> None:
            lost.append(route.fetch().json())
            route.abort("connectionreset")

        self.page.route("**/sync/v1/push", lose, times=times)
        return lost

    def offline(self, yes: bool = True) -> None:
        self.context.set_offline(yes)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path, wait_until="domcontentloaded")

    def tap(self, name: str, role: str = "button") -> None:
        """Tap what a person reads."""
        self.page.get_by_role(role, name=re.compile(name)).first.click()  # type: ignore[arg-type]

    def _hear(self, message: object) -> None:
        text = getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and "Content Security Policy" in text:
            self.errors.append(text)


def _write_preferences(profile: Path, letters: int) -> None:
    own = profile / "Default" / "Preferences"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(json.dumps({"webkit": {"webprefs": {"default_font_size": 16 * letters // 100}}}))


def _processes_of(profile: Path) -> Iterator[int]:
    """Those of the one browser that was started with this profile."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={profile}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                yield int(process.name)
