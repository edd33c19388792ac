"""The figures of keeping in touch: `./dev bench touch [PART …]`, one JSON line each. See README.md beside this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
PARTS: dict[str, list[str]] = {
    "screen": ["touch_screen"],
    "image": ["touch_image"],
    "evasion": ["touch_evasion"],
    "path_postgres": ["touch_path", "touch.path_per_s"],
    "desk_postgres": ["touch_desk", "touch.desk_p95_ms"],
    "desk_sqlite": ["touch_desk", "touch.desk_sqlite_p95_ms"],
}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    for name in wanted or PARTS:
        module, *arguments = PARTS[name]
        before = POSTGRES if name.endswith("postgres") else []
        subprocess.run([*before, sys.executable, "-m", f"figures.{module}", *arguments], cwd=ROOT / "bench", check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
