"""The spine's figures: `./dev bench spine [PART …]`, one JSON line each. See README.md beside this file."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
PARTS: dict[str, list[str]] = {
    "shell": ["shell", "spine.shell_gz_kb"],
    "home": ["home", "spine.home_cold_offline_6x_ms"],
    "store_sqlite": ["store", "spine.store_sqlite"],
    "store_postgres": ["store", "spine.store_postgres"],
    "apply": ["apply", "spine.apply_checkin"],
    "inbox": ["inbox", "spine.inbox_p95_ms", "100000"],
    "inbox_10x": ["inbox", "spine.inbox_p95_ms_10x", "1000000"],
    "rest": ["rest", "spine.rest_rss_mb"],
}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    for name in wanted or PARTS:
        module, *arguments = PARTS[name]
        before = POSTGRES if name.endswith("postgres") else []
        subprocess.run([*before, sys.executable, "-m", f"figures.{module}", *arguments], cwd=ROOT / "bench", check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
