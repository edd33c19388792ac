"""What the app's first screen costs to load: the page, and every script and style it names, as they travel."""

import gzip
import re
import sys
from pathlib import Path

from figures.lines import line

APP = Path(__file__).resolve().parents[2] / "server" / "throughgate" / "faces" / "device" / "app"


def main(name: str) -> None:
    page = (APP / "index.html").read_text()
    named = re.findall(r'(?:src|href)="/([^"]+\.(?:js|css))"', page)
    files = [APP / "index.html", *(APP / path for path in named), *_first_words()]
    line(name, sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1024, "kB")


def _first_words() -> list[Path]:
    """The kernel's words in one language come with the first screen; the larger language is counted."""
    return sorted(APP.glob("assets/words.cy-*.js"), key=lambda path: path.stat().st_size)[-1:]


if __name__ == "__main__":
    main(sys.argv[1])
