"""The figures of keeping in touch: `./dev bench touch [PART …]`, one JSON line each. See README.md beside this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
# Of each part: its module, and whether it wants PostgreSQL.
PARTS = {"screen": ("touch_screen", False), "image": ("touch_image", False), "evasion": ("touch_evasion", False)}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    for name in wanted or PARTS:
        module, on_postgres = PARTS[name]
        before = POSTGRES if on_postgres else []
        subprocess.run([*before, sys.executable, "-m", f"figures.{module}"], cwd=ROOT / "bench", check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
