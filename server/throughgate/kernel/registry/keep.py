"""How long a table is kept: a shape that manifests use."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Keep:
    """How long (None: for ever), and why; `by` names the moment that counts, where the nightly sweep may take rows away."""

    long: timedelta | None
    why: str
    by: str = ""
