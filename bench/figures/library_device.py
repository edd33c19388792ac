"""The library on a tablet that is slowed six times and has no network: its home from cold, the search of 3,000 items, a film of 60 MB."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from figures.lines import line

sys.path.append(str(Path(__file__).resolve().parents[2] / "stories"))

from parts.handheld import TABLET, Handheld
from parts.person import PIN, Someone
from parts.site import Site

ITEMS, SLOWER, RUNS, EDITOR = 3_000, 6, 9, "Nia Fairbourne"
FILM_S, FILM_MB = 600, 60
# Each with what stands first, so that a screen is known to show this and not the question before.
ASKED = ["saving", "dentist", "houzing", "bus pas wales", "benfits releese", "gardn winter", "bank acount", "music"]

# Runs before the app: notes when a screen stands, without asking the slowed page over and over.
WATCH = """() => {
  const seen = (window.__seen = {})
  const note = (name, here) => { if (!(name in seen) && here) requestAnimationFrame(() => (seen[name] ??= performance.now())) }
  const look = () => {
    note('lock', document.querySelector('#pin'))
    note('home', document.querySelector('.library-shelf .library-card'))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  addEventListener('submit', () => (seen.unlock = performance.now()), true)
}"""
# From the letter to the frame in which what it finds stands first.
ASK = """([asked, first]) => new Promise((done) => {
  const field = document.querySelector('main input')
  const list = document.querySelector('.library-list')
  const began = performance.now()
  const look = () => {
    if (list.querySelector('h2')?.textContent !== first) return
    watch.disconnect()
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
  }
  const watch = new MutationObserver(look)
  watch.observe(list, { childList: true, subtree: true, characterData: true })
  field.value = asked
  field.dispatchEvent(new Event('input'))
})"""
PLAY = """() => new Promise((done) => {
  const film = document.querySelector('video')
  const began = performance.now()
  film.requestVideoFrameCallback(() => film.requestVideoFrameCallback(() => done(performance.now() - began)))
  document.querySelector('.library-controls .is-primary').click()
})"""
SEEK = """(to) => new Promise((done) => {
  const film = document.querySelector('video')
  const bar = document.querySelector('.library-seek input')
  const began = performance.now()
  film.addEventListener('seeked', () => film.requestVideoFrameCallback(() => done(performance.now() - began)), { once: true })
  bar.value = to
  bar.dispatchEvent(new Event('input'))
})"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder, sync_playwright() as playwright:
        site = Site(Path(folder) / "home", people=90)
        try:
            site.start()
            film = site.inside("publish_many", EDITOR, str(ITEMS), str(_film(Path(folder))))
            device = Handheld(playwright, site, Path(folder) / "tablet", size=TABLET)
            _fill(device, film)
            tell("library.home_cold_offline_6x_ms", [home(device) for _ in range(RUNS)])
            tell("library.search_ms", search(device), f"{ITEMS} items")
            first, seeks = watch(device, film)
            tell("library.first_frame_ms", first, f"film of {FILM_MB} MB, from Play")
            tell("library.seek_ms", seeks, f"film of {FILM_MB} MB")
        finally:
            site.stop()


def tell(name: str, times: Sequence[float], of: str = "") -> None:
    """The median, with the worst of twenty beside it."""
    rising = sorted(times)
    p95 = rising[min(len(rising) - 1, int(len(rising) * 0.95))]
    line(name, statistics.median(rising), f"ms, median of {len(rising)}, p95 {p95:.0f}" + (f", {of}" if of else ""))


def home(device: Handheld) -> float:
    """Milliseconds from the navigation to the lock screen, and from Unlock to the first cards."""
    with _slowed(device, "/library", unlock=False) as page:
        page.wait_for_function("() => window.__seen.lock")
        page.wait_for_timeout(2_000)
        page.get_by_label(Someone(device).t("shell.your_pin")).fill(PIN)
        page.keyboard.press("Enter")
        page.wait_for_function("() => window.__seen.home", timeout=60_000)
        seen = page.evaluate("() => window.__seen")
    return float(seen["lock"] + seen["home"] - seen["unlock"])


def search(device: Handheld) -> list[float]:
    """Milliseconds from a letter to what it finds, for words right and wrong."""
    with _slowed(device, "/library/search", rate=1) as page:
        field = page.get_by_label(Someone(device).t("library.search_label"), exact=True)
        field.fill("saving")
        expect(page.locator(".library-list h2").first).to_be_visible(timeout=60_000)
        first = [_first(page, field, asked) for asked in ASKED]
        field.fill("")
        page.wait_for_timeout(1_000)
        _slow(device, page, SLOWER)
        return [page.evaluate(ASK, [asked, title]) for _ in range(3) for asked, title in zip(ASKED, first, strict=True)]


def watch(device: Handheld, film: str) -> tuple[list[float], list[float]]:
    """Milliseconds from Play, and from a place on the bar, to the picture."""
    firsts, seeks = [], []
    for _ in range(5):
        with _slowed(device, f"/library/{film}") as page:
            page.wait_for_function("() => document.querySelector('video')?.readyState >= 1")
            page.wait_for_timeout(1_000)
            firsts.append(page.evaluate(PLAY))
            seeks += [page.evaluate(SEEK, to) for to in (400, 60, 590, 200, 333)]
    return firsts, seeks


@contextmanager
def _slowed(device: Handheld, path: str, *, unlock: bool = True, rate: int = SLOWER) -> Iterator[Page]:
    """A cold start at that address with no network, unlocked if wished, and then slowed."""
    device.start()
    device.context.add_init_script(f"({WATCH})()")
    device.offline()
    try:
        if not unlock:
            _slow(device, device.page, rate)
        device.page.goto(device.site.device_url + path, wait_until="commit")
        if unlock:
            Someone(device).unlock()
            _slow(device, device.page, rate)
        yield device.page
    finally:
        device.context.close()


def _slow(device: Handheld, page: Page, rate: int) -> None:
    device.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def _first(page: Page, field: Any, asked: str) -> str:
    """What stands first for it, once it has settled."""
    field.fill(asked)
    page.wait_for_timeout(500)
    return page.locator(".library-list h2").first.inner_text()


def _fill(device: Handheld, film: str) -> None:
    """Everything is on the tablet, and the film kept."""
    someone = Someone(device)
    someone.enrol(device.site.code)
    expect(someone.link("bar.nothing_waiting")).to_be_visible(timeout=60_000)
    device.page.evaluate(f"history.pushState(null, '', '/library/{film}'); dispatchEvent(new PopStateEvent('popstate'))")
    keep = device.page.get_by_role(
        "button", name=someone.t("library.keep_size", device=someone.t("device.this.phone"), size="").rstrip(" ()")
    )
    keep.click(timeout=120_000)
    expect(device.page.get_by_text(someone.t("library.is_kept", device=someone.t("device.this.phone")))).to_be_visible(timeout=120_000)
    device.context.close()


def _film(folder: Path) -> Path:
    """Ten minutes, noisy enough to be as large as a real one, its index first and a whole picture every two seconds."""
    made, bits = folder / "long.mp4", FILM_MB * 8_000_000 // FILM_S - 64_000
    seen = ["-f", "lavfi", "-i", f"testsrc2=size=854x480:rate=24:duration={FILM_S}", "-vf", "noise=alls=12:allf=t"]
    packed = [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-g",
        "48",
        "-b:v",
        str(bits),
        "-maxrate",
        str(bits),
        "-bufsize",
        str(bits),
    ]
    heard = ["-f", "lavfi", "-i", f"sine=duration={FILM_S}", "-c:a", "aac", "-b:a", "64k"]
    command = ["ffmpeg", "-y", "-v", "error", *seen[:4], *heard[:4], *seen[4:], *packed, *heard[4:], "-movflags", "+faststart", made]
    subprocess.run(command, check=True)
    return made


if __name__ == "__main__":
    main()
