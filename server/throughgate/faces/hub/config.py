"""What a hub is told, by the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path


def _told(name: str, default: str = "") -> str:
    return os.environ.get(f"THROUGHGATE_HUB_{name}", default)


@dataclass(frozen=True)
class Config:
    """`origins`: under which addresses devices know it; proofs are made for these. The two bounds are in MiB.

    `look_every_s`: while the line is up, how long between two looks at whether anything is new for the people here.
    """

    home: Path = field(default_factory=lambda: Path(_told("HOME", ".throughgate-hub")).resolve())
    upstream: str = field(default_factory=lambda: _told("UPSTREAM").rstrip("/"))
    origins: list[str] = field(default_factory=lambda: [one.rstrip("/") for one in _told("ORIGINS").split(",") if one])
    most_held_mb: int = field(default_factory=lambda: int(_told("MOST_HELD_MB", "8192")))
    most_kept_mb: int = field(default_factory=lambda: int(_told("MOST_KEPT_MB", "4096")))
    look_every_s: float = field(default_factory=lambda: float(_told("LOOK_EVERY_S", "30")))
