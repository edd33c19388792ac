"""Is this file an app that may be reviewed? Plain functions: staff's upload and `throughgate app check` ask the same ones.

What they find is for people to read. What holds an app in is the sandbox on the device (ADR 0007), whatever slips through here.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import msgspec

from throughgate.basics.text import Says
from throughgate.modules.apps.rules.manifest import KIND, Manifest
from throughgate.modules.apps.rules.sayings import NOTES, PROBLEMS

# Our own bar: a tablet keeps a few dozen of them, and one travels over a prison's wing in seconds.
MOST_BYTES = 2 * 2**20
RUNS = {"", "text/javascript", "module"}
DATA = {KIND, "application/json"}
TELLS = {
    "reaches_out": r"\b(fetch\s*\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|WebTransport|importScripts)",
    "keeps_things": r"\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker)",
    "evaluates": r"\b(eval\s*\(|new\s+Function\b)",
    "opens_windows": r"\b(window\.open|(top|parent|window|document|self)\.location|location\s*=|location\.(href|assign|replace))",
    "names_addresses": r"https?://(?!www\.w3\.org/)",
}
FORBIDDEN = {"webrtc": r"RTC(PeerConnection|DataChannel|IceTransport)", "srcdoc": r"\bsrcdoc\b", "javascript_address": r"\bjavascript:"}
TAGS = {
    "base": "base",
    "link": "link",
    **dict.fromkeys(("iframe", "frame", "frameset", "object", "embed", "portal", "fencedframe"), "frame"),
}
ADDRESSES = {"src", "href", "xlink:href", "poster", "data", "background", "srcset", "imagesrcset", "manifest", "longdesc", "usemap"}
# An address within the file: a part of the page, or bytes that are written out. A document would be a page inside the page.
INSIDE = re.compile(r"\s*(#|data:(image|audio|video|font)/|$)", re.IGNORECASE)
STYLE_ADDRESS = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?\s*(data:(image|font)/|#))", re.IGNORECASE)

Attrs = list[tuple[str, str | None]]


@dataclass(frozen=True, order=True)
class Finding:
    """Something in the file: on which line (0: the whole), what, and the words it is about."""

    line: int
    code: str
    about: str = ""

    @property
    def says(self) -> Says:
        return PROBLEMS[self.code] if self.code in PROBLEMS else NOTES[self.code]

    def __str__(self) -> str:
        where = f"{self.line}: " if self.line else ""
        return f"{where}{self.says}{f' ({self.about})' if self.about else ''}"


@dataclass(frozen=True)
class Checked:
    """What was found. `scripts`: sha256 in base64 of each script that may run, in the order of the page. `notes` stop nothing."""

    sha256: str
    size: int
    manifest: Manifest | None
    scripts: tuple[str, ...]
    problems: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        return self.manifest is not None and not self.problems


def check(content: bytes) -> Checked:
    """Look at a file as somebody brought it."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    page = _Page()
    page.feed(text)
    page.close()
    manifest, wrong = _manifest(page.manifests)
    problems = {*page.problems, *wrong, *_whole(content, text, page), *_wasm(page, manifest)}
    scripts = tuple(hash_of(script) for _line, script in page.scripts)
    sha256 = hashlib.sha256(content).hexdigest()
    return Checked(sha256, len(content), manifest, scripts, tuple(sorted(problems)), tuple(sorted({*_notes(page, manifest)})))


def scripts_of(text: str) -> list[str]:
    """The scripts of a page that may run, in their order."""
    page = _Page()
    page.feed(text)
    page.close()
    return [script for _line, script in page.scripts]


def hash_of(script: str) -> str:
    """As a content security policy names it, without its quotes: the device looks for it among those that were signed."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _whole(content: bytes, text: str, page: "_Page") -> Iterator[Finding]:
    if len(content) > MOST_BYTES:
        yield Finding(0, "too_large")
    try:
        content.decode()
    except UnicodeDecodeError:
        yield Finding(0, "not_text")
    if not text.lstrip()[:15].lower().startswith("<!doctype html"):
        yield Finding(0, "not_html")
    if not page.scripts:
        yield Finding(0, "no_script")


def _manifest(found: list[tuple[int, str]]) -> tuple[Manifest | None, list[Finding]]:
    if len(found) != 1:
        return None, [Finding(found[1][0], "two_manifests") if found else Finding(0, "no_manifest")]
    line, text = found[0]
    try:
        return msgspec.json.decode(text, type=Manifest), []
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as wrong:
        return None, [Finding(line, "bad_manifest", str(wrong)[:200])]


def _wasm(page: "_Page", manifest: Manifest | None) -> Iterator[Finding]:
    for line, script in page.scripts:
        if "WebAssembly" in script and manifest and not manifest.wasm:
            yield Finding(line, "wasm_unsaid")


def _notes(page: "_Page", manifest: Manifest | None) -> Iterator[Finding]:
    if manifest and manifest.wasm:
        yield Finding(0, "wasm")
    for first, script in page.scripts:
        for code, tells in TELLS.items():
            yield from (Finding(line, code, about) for line, about in _where(tells, first, script))


def _where(tells: str, first: int, text: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(tells, text, re.IGNORECASE):
        yield first + text.count("\n", 0, found.start()), found[0].strip()


class _Page(HTMLParser):
    """Reads the page once, and gathers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Finding] = []
        self.scripts: list[tuple[int, str]] = []
        self.manifests: list[tuple[int, str]] = []
        self._inside = ""
        self._began = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: Attrs) -> None:
        if tag in TAGS:
            self._say(TAGS[tag], f"<{tag}>")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag == "script":
            self._script(dict(attrs))
        elif tag == "style":
            self._begin("style")

    def handle_startendtag(self, tag: str, attrs: Attrs) -> None:
        # In HTML the slash says nothing: the element is open, and what follows is inside.
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag in ("script", "style"):
            self._end()

    def close(self) -> None:
        super().close()
        if self._inside:
            self._end()

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._say("inline_handler", name)
        elif name in ("action", "formaction"):
            self._say("form_outside", value[:80])
        elif name in ("ping", "srcdoc"):
            self._say(name)
        elif name == "http-equiv":
            self._say("http_equiv", value[:80])
        elif name == "style" and STYLE_ADDRESS.search(value):
            self._say("remote_address", value[:80])
        elif name in ADDRESSES and not (tag == "script" and name == "src"):
            self._address(value)

    def _address(self, value: str) -> None:
        # Browsers leave out what cannot be seen within a scheme.
        if re.sub(r"[\s\x00-\x1f]", "", value).lower().startswith("javascript:"):
            self._say("javascript_address", value[:80])
        elif not INSIDE.match(value):
            self._say("remote_address", value[:80])

    def _script(self, attrs: dict[str, str | None]) -> None:
        kind = (attrs.get("type") or "").strip().lower()
        if "src" in attrs or "href" in attrs or "xlink:href" in attrs:
            self._say("script_outside", attrs.get("src") or "")
        elif kind not in RUNS | DATA:
            self._say("script_kind", kind[:80])
        self._begin("manifest" if kind == KIND else "script" if kind in RUNS else "data")

    def _begin(self, what: str) -> None:
        self._inside, self._began, self._text = what, self.getpos()[0], ""

    def _end(self) -> None:
        what, self._inside = self._inside, ""
        if what == "manifest":
            self.manifests.append((self._began, self._text))
        elif what == "script":
            self.scripts.append((self._began, self._text))
            for code, tells in FORBIDDEN.items():
                self.problems += [Finding(line, code, about) for line, about in _where(tells, self._began, self._text)]
        elif what == "style":
            self.problems += [
                Finding(line, "remote_address", about) for line, about in _where(STYLE_ADDRESS.pattern, self._began, self._text)
            ]

    def _say(self, code: str, about: str = "") -> None:
        self.problems.append(Finding(self.getpos()[0], code, about))
