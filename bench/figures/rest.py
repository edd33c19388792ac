"""Memory of the whole demo at rest: every process, resident."""

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
            line(name, sum(_resident_kb(pid) for pid in _family(demo.process.pid)) / 1024, "MB")
        finally:
            demo.stop()


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = [int(p) for t in Path(f"/proc/{pid}/task").iterdir() for p in (t / "children").read_text().split()]
    return [pid, *(one for child in children for one in _family(child))]


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS"))


if __name__ == "__main__":
    main(sys.argv[1])
