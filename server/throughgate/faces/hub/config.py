"""What a hub is told when it starts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """`origins`: under which addresses devices know it; proofs are made for these. The two bounds are in MiB.

    `look_every_s`: while the line is up, how long between two looks at whether anything is new for the people here.
    """

    home: Path
    upstream: str
    origins: tuple[str, ...]
    most_held_mb: int = 8192
    most_kept_mb: int = 4096
    look_every_s: float = 30.0
