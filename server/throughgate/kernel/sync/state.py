"""What a device says of itself with each push and pull."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from throughgate.basics.clock import in_utc

Size = Annotated[int, Meta(ge=0, le=2**62)]
Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class InHand(msgspec.Struct, frozen=True):
    """What it has not handed in yet; `oldest` is when the first of it was made."""

    acts: Count = 0
    files: Count = 0
    oldest: Annotated[datetime, Meta(tz=True)] | None = None


class Aboard(msgspec.Struct, frozen=True):
    """Somebody of whom something is on it, and what it has not handed in of theirs."""

    person: UUID
    acts: Count = 0
    files: Count = 0
    drafts: Count = 0


class SaidOfItself(msgspec.Struct, frozen=True):
    """`persisted`: the browser has promised not to throw our data away. Sizes in bytes.

    `vaults`: everybody of whom something is on it. Whoever is not there has left nothing. None: it does not say.
    `first`: the lowest number of its chain that it still has, or would give next; see `missing.py`.
    """

    version: Annotated[str, Meta(max_length=40)] = ""
    persisted: bool | None = None
    usage: Size | None = None
    quota: Size | None = None
    waiting: InHand = InHand()
    vaults: Annotated[list[Aboard], Meta(max_length=500)] | None = None
    first: Annotated[int, Meta(ge=1, le=2**53)] | None = None

    def columns(self) -> dict[str, object]:
        """As `identity.models.DeviceState` has it."""
        vaults = {} if self.vaults is None else {"vaults": msgspec.to_builtins(self.vaults)}
        return vaults | {
            "version": self.version,
            "persisted": self.persisted,
            "usage": self.usage,
            "quota": self.quota,
            "waiting_acts": self.waiting.acts,
            "waiting_files": self.waiting.files,
            "oldest_waiting": in_utc(self.waiting.oldest) if self.waiting.oldest else None,
        }
