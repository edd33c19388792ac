"""The library's figures: `./dev bench library [--peers] [PART …]`, one JSON line each. See README.md beside this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
PARTS = {
    "publish": "library_publish",
    "delta": "library_delta",
    "visible": "library_visible",
    "device": "library_device",
    "duplicates": "library_duplicates",
}
PEERS = {"kolibri": "library_kolibri"}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    parts = PARTS | PEERS
    named = [name for name in wanted if name != "--peers"] or list(PARTS)
    for name in [*named, *(PEERS if "--peers" in wanted else [])]:
        before = POSTGRES if name == "publish" else []
        subprocess.run([*before, sys.executable, "-m", f"figures.{parts[name]}"], cwd=ROOT / "bench", check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
