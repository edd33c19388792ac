"""How a result is printed."""

import json
import os
from pathlib import Path


def line(bench: str, value: float, unit: str, peer: str | None = None, peer_value: float | None = None) -> None:
    """One result as one JSON line. `ratio` is ours to the peer's."""
    ratio = round(value / peer_value, 2) if peer_value else None
    told = {"bench": bench, "value": round(value, 1), "unit": unit, "peer": peer, "peer_value": peer_value, "ratio": ratio}
    print(json.dumps(told), flush=True)


def keep(name: str, value: float) -> None:
    """Lay a figure aside for a later part of the same run that compares with it."""
    _kept().mkdir(parents=True, exist_ok=True)
    (_kept() / name).write_text(str(value))


def kept(name: str) -> float | None:
    """What an earlier part of this run has laid aside."""
    path = _kept() / name
    return float(path.read_text()) if path.exists() else None


def _kept() -> Path:
    return Path(os.environ["BENCH_RUN"])
