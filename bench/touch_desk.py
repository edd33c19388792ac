"""The screening desk's figures: `./dev bench touch_desk [PART …]`, one JSON line each. See README.md beside this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
PARTS: dict[str, list[str]] = {
    "postgres": ["touch_desk", "touch.desk_p95_ms"],
    "sqlite": ["touch_desk", "touch.desk_sqlite_p95_ms"],
}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    for name in wanted or PARTS:
        before = POSTGRES if name == "postgres" else []
        module, *arguments = PARTS[name]
        subprocess.run([*before, sys.executable, "-m", f"figures.{module}", *arguments], cwd=ROOT / "bench", check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
