"""What a device says of itself with each push and pull."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

Size = Annotated[int, Meta(ge=0, le=2**62)]
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class InHand(msgspec.Struct, frozen=True):
    """What it has not handed in yet; `oldest` is when the first of it was made."""

    acts: Count = 0
    files: Count = 0
    oldest: Annotated[datetime, Meta(tz=True)] | None = None


class SaidOfItself(msgspec.Struct, frozen=True):
    """`persisted`: the browser has promised not to throw our data away. Sizes in bytes."""

    version: Annotated[str, Meta(max_length=40)] = ""
    persisted: bool | None = None
    usage: Size | None = None
    quota: Size | None = None
    waiting: InHand = InHand()

    def columns(self) -> dict[str, object]:
        """As `identity.models.DeviceState` has it."""
        return {
            "version": self.version,
            "persisted": self.persisted,
            "usage": self.usage,
            "quota": self.quota,
            "waiting_acts": self.waiting.acts,
            "waiting_files": self.waiting.files,
            "oldest_waiting": self.waiting.oldest,
        }
