"""Memory of the whole demo at rest: every process, resident."""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from parts.lines import line

SETTLE_S = 30


def main(name: str) -> None:
    sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "stories" / "parts")]
    import site as _stdlib_site  # noqa: F401  our module has another file, so it is loaded by its path
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("story_site", Path(__file__).resolve().parents[2] / "stories" / "parts" / "site.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["story_site"] = module
    spec.loader.exec_module(module)
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder:
        demo = module.Site(Path(folder) / "home", people=3_000)
        try:
            demo.start()
            for url in (demo.device_url + "/sync/v1/ping", demo.staff_url + "/account/sign-in/"):
                urllib.request.urlopen(url, timeout=30).read()  # noqa: S310  loopback
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
