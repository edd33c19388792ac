"""How a result is printed."""

import json


def line(bench: str, value: float, unit: str, peer: str | None = None, peer_value: float | None = None) -> None:
    """One result as one JSON line. `ratio` is ours to the peer's."""
    ratio = round(value / peer_value, 2) if peer_value else None
    told = {"bench": bench, "value": round(value, 1), "unit": unit, "peer": peer, "peer_value": peer_value, "ratio": ratio}
    print(json.dumps(told), flush=True)
