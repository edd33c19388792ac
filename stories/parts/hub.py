"""A hub of the site's, behind a line of its own: `throughgate hub`, started as anyone starts it."""

import json
import os
import subprocess
import time
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from parts.line import Line
from parts.site import COMMAND, Site, _free_ports

SECONDS = 60


class Hub:
    """Devices call it at `url`; staff see what waits at `page`."""

    def __init__(self, site: Site, home: Path) -> None:
        self.site, self.home = site, home
        self.line = Line(site.port)
        self.port = _free_ports() + 40
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, code: str = "") -> None:
        """`code`: from staff, the first time."""
        home = ["--home", str(self.home), "--look-every", "1"]
        command = [*COMMAND, "hub", "--upstream", self.line.url, "--port", str(self.port), *home, "--code", code]
        log = self.home.with_suffix(".out").open("ab")
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "DJANGO_"))}
        self.process = subprocess.Popen(command, env=ours, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.until(self._answers)

    def kill(self) -> None:
        """As when the plug is pulled."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
        self.line.close()

    @property
    def word(self) -> str:
        return (self.home / "status-word").read_text()

    def status(self) -> dict[str, Any]:
        """What its page for staff says, for programs."""
        key = b64encode(f"staff:{self.word}".encode()).decode()
        with urlopen(Request(f"{self.url}/hub/status.json", headers={"Authorization": f"Basic {key}"}), timeout=5) as answer:
            return dict(json.load(answer))

    def until(self, true: Any) -> None:
        ends = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < ends, self.home.with_suffix(".out").read_text()[-3000:]
            time.sleep(0.1)

    def cut(self) -> None:
        """The line goes, and the hub has noticed."""
        self.line.cut()
        self.until(lambda: not self.status()["line"]["up"])

    def one_minute(self) -> None:
        """The line is up for as long as it takes to hand everything in and to look twice what is new; then it is gone again."""
        began = time.monotonic()
        self.line.mend()
        self.until(lambda: self.status()["line"]["up"] and not self.status()["waits"])
        calls = self.line.calls
        time.sleep(8)
        assert self.line.calls >= calls
        self.cut()
        assert time.monotonic() - began < 60

    def _answers(self) -> bool:
        try:
            return bool(self.status())
        except (OSError, ValueError):
            return False


def readable_on(home: Path, words: str) -> list[str]:
    """The hub's files in which these words stand, as they are or as base64 or hex writes them."""
    wanted = [form for code in ("utf-8", "utf-16-le") for form in _written(words.encode(code))]
    files = [home.with_suffix(".out"), *(path for path in home.rglob("*") if path.is_file())]
    return sorted(path.name for path in files if any(one in path.read_bytes() for one in wanted))


def _written(plain: bytes) -> list[bytes]:
    """What stays the same of it wherever it begins within base64."""
    based = [b64encode(bytes(shift) + plain)[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6] for shift in range(3)]
    return [plain, plain.hex().encode(), *based, *(one.replace(b"+", b"-").replace(b"/", b"_") for one in based)]
