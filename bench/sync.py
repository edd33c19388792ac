"""The sync's figures: `./dev bench sync [--peers] [PART …]`, one JSON line each. See README.md beside this file."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTGRES = [str(ROOT / "tools" / "with_postgres"), "--durable"]
PARTS: dict[str, list[str]] = {
    "sqlite": ["sync_ours", "sqlite"],
    "postgres": ["sync_ours", "postgres"],
    "apply_postgres": ["apply", "sync.apply_postgres", "2"],
    "storm": ["sync_storm"],
    "growth_postgres": ["sync_growth"],
    "unlock": ["sync_unlock", "sync.device_unlock_6x_ms"],
    "tab": ["sync_tab", "sync.device_send_10000"],
}
PEERS: dict[str, list[str]] = {"pouchdb": ["sync_pouchdb"], "morango": ["sync_morango"], "versus": ["sync_versus"]}


def main(wanted: list[str]) -> None:
    """Each part in a program of its own, so that none leaves anything to the next."""
    parts = PARTS | PEERS
    named = [name for name in wanted if name != "--peers"] or list(parts if "--peers" in wanted else PARTS)
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-run-") as run:
        for name in named:
            module, *arguments = parts[name]
            before = POSTGRES if "postgres" in name or name == "storm" else []
            command = [*before, sys.executable, "-m", f"figures.{module}", *arguments]
            subprocess.run(command, cwd=ROOT / "bench", env=os.environ | {"BENCH_RUN": run}, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
