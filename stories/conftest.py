"""Stories drive the real app in Debian's Chromium against a real server, as a person would."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from parts import trail
from parts.desk import Desk
from parts.handheld import CHROMIUM, FLAGS, Handheld
from parts.site import Site


@pytest.fixture(scope="session", autouse=True)
def what_sites_share(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> None:
    """What all sites begin from lies where every process that runs stories finds it."""
    own = tmp_path_factory.getbasetemp()
    Site.shared = (own if worker_id == "master" else own.parent) / "shared"
    Site.shared.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield running
    running.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of the story's own, with a small invented estate. After it its trail is whole; that of a run's first tells a flipped byte."""
    made = Site(tmp_path_factory.mktemp("site") / "home")
    try:
        made.start()
        yield made
        trail.is_whole(made)
        trail.tells_a_flipped_byte_once(made)
    finally:
        made.stop()


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Callable[[], Desk]]:
    """Make desks: each a browser of its own."""
    contexts = []

    def sit_down() -> Desk:
        contexts.append(browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}))
        return Desk(contexts[-1], site)

    yield sit_down
    for context in contexts:
        context.close()


@pytest.fixture
def handheld(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Callable[..., Handheld]]:
    """Make devices: each with a profile of its own. None may have logged an error by the end."""
    devices: list[Handheld] = []

    def switch_on(**how: object) -> Handheld:
        devices.append(Handheld(playwright, site, tmp_path / f"device-{len(devices)}", **how))
        return devices[-1]

    yield switch_on
    for device in devices:
        device.context.close()
        assert not device.errors, device.errors
