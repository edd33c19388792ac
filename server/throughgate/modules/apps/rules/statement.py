"""What we sign of an app that somebody reviewed. A device opens nothing that this does not describe."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec


class Statement(msgspec.Struct, frozen=True):
    """`about` keeps it apart from whatever else the same key signs. `scripts`: as `Checked.scripts`; `manifest`: word for word."""

    app: UUID
    n: int
    file: str
    scripts: list[str]
    manifest: Mapping[str, Any]
    about: str = "throughgate: a partner's app"
