"""Looking at screens: axe finds nothing, nothing runs off the side, and pictures are kept for whoever changed the screen."""

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from parts.words import only_in

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "client" / "node_modules" / "axe-core" / "axe.min.js"
SEEN, PICTURES = ROOT / "stories" / ".seen", ROOT / "docs" / "pictures"
README = {"home-phone", "checkin-feeling", "checkin-review", "checkin-saved", "checkin-answered", "inbox", "review", "person", "devices"}
COLOURS = 64
TEXTS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = [document.title]
  while (walk.nextNode()) texts.push(walk.currentNode.textContent)
  for (const one of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) texts.push(one.getAttribute(name) || '')
  return texts.map((text) => text.trim()).filter(Boolean)
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_finds_nothing(page: Page, where: str) -> None:
    """WCAG 2.2 AA as far as a program can tell."""
    page.evaluate(AXE.read_text())
    # What lies under the bar or the foot at this moment can be scrolled out from under it.
    page.evaluate("() => window.scrollTo(0, 0)")
    page.evaluate("() => document.querySelector('.foot')?.style.setProperty('position', 'static')")
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)["violations"]
    page.evaluate("() => document.querySelector('.foot')?.style.removeProperty('position')")
    told = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
    assert not told, f"{where}: " + "; ".join(told)


def nothing_runs_off(page: Page, where: str) -> None:
    """No sideways scrolling."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, f"{where} is {wide} px too wide"


def nothing_left_in(lang: str, other: str, page: Page, where: str) -> None:
    """No sentence of that language on a screen that speaks the other, neither to be read nor to be heard."""
    told = [text for text in page.evaluate(TEXTS) if any(sentence.fullmatch(text) for sentence in only_in(lang, other))]
    assert not told, f"{where}: {told}"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the screen in stories/.seen; those of the README also in docs/pictures, when they are being renewed."""
    SEEN.mkdir(parents=True, exist_ok=True)
    seen = SEEN / f"{name}.png"
    page.screenshot(path=seen, animations="disabled")
    if name in README and os.environ.get("THROUGHGATE_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        # Few colours make a screen of text and flat shapes small.
        Image.open(seen).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def look(page: Page, name: str) -> None:
    """All of it."""
    axe_finds_nothing(page, name)
    nothing_runs_off(page, name)
    picture(page, name)
