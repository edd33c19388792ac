"""Looking at screens: axe finds nothing, nothing runs off the side, and pictures are kept for whoever changed the screen."""

import os
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "client" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "docs" / "pictures"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_finds_nothing(page: Page, where: str) -> None:
    """WCAG 2.2 AA as far as a program can tell."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)["violations"]
    told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    assert not told, f"{where}: " + "; ".join(told)


def nothing_runs_off(page: Page, where: str) -> None:
    """No sideways scrolling."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{where} is {wide} px too wide"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the screen: in docs/pictures when they are being renewed, else in stories/.seen."""
    folder = PICTURES if os.environ.get("THROUGHGATE_PICTURES") else ROOT / "stories" / ".seen"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def look(page: Page, name: str) -> None:
    """All of it."""
    axe_finds_nothing(page, name)
    nothing_runs_off(page, name)
    picture(page, name)
