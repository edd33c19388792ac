"""Memory of the whole demo at rest: every process, resident; and the same with what they share counted once."""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from figures.lines import line

sys.path.append(str(Path(__file__).resolve().parents[2] / "stories"))

from parts.site import Site

SETTLE_S = 30


def main(name: str) -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder:
        demo = Site(Path(folder) / "home", people=3_000)
        try:
            demo.start()
            for url in (demo.device_url + "/sync/v1/ping", demo.staff_url + "/"):
                urllib.request.urlopen(url, timeout=30).read()
            time.sleep(SETTLE_S)
            processes = _family(demo.process.pid)
            line(name, sum(_kb(pid, "Rss") for pid in processes) / 1024, "MB")
            line(name.replace("rss", "pss"), sum(_kb(pid, "Pss") for pid in processes) / 1024, "MB")
        finally:
            demo.stop()


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = [int(p) for t in Path(f"/proc/{pid}/task").iterdir() for p in (t / "children").read_text().split()]
    return [pid, *(one for child in children for one in _family(child))]


def _kb(pid: int, what: str) -> int:
    """`Rss`: all that is resident. `Pss`: of what processes share, such as libraries, each has its part."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{what}:"))


if __name__ == "__main__":
    main(sys.argv[1])
