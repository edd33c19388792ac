"""The hub as a whole: its key, its line, and what it keeps; made once, when the program starts."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from throughgate.basics.clock import wire
from throughgate.faces.hub.config import Config
from throughgate.faces.hub.held import Held
from throughgate.faces.hub.kept import Kept
from throughgate.faces.hub.key import HubKey
from throughgate.faces.hub.line import Line
from throughgate.kernel.gateways.upstream import NoLine, Reply, Upstream

KEY, HELD, KEPT = "hub-key.json", "held.sqlite3", "kept.sqlite3"


@dataclass
class Hub:
    """One hub, and the parts it is made of."""

    config: Config
    key: HubKey
    held: Held
    kept: Kept
    line: Line
    # Somebody new was let in: what is theirs should be here before the line goes.
    somebody_new: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def upstream(self) -> Upstream:
        return self.line.upstream

    async def ask(self, method: str, path: str, body: bytes) -> Reply:
        """A call of the hub's own. Raises: NoLine, and then the line is known to be down."""
        proof = self.key.proof(method, self.upstream.origin + path, self.line.time())
        headers = {"dpop": proof, "content-type": "application/json", "accept-language": "en"}
        try:
            reply = await self.upstream.ask(method, path, headers, body)
        except NoLine:
            self.line.lost()
            raise
        self.line.found()
        return reply

    def note_line(self) -> None:
        """What a restart should still know of the line."""
        if self.line.met:
            self.held.set_fact("met", wire(self.line.met))
        self.held.set_fact("ahead_s", str(self.line.ahead.total_seconds()))

    async def close(self) -> None:
        await self.upstream.close()
        self.held.close()
        self.kept.close()


def open_hub(told: Config) -> Hub:
    """From its home."""
    held, kept = Held(told.home / HELD, told.most_held_mb), Kept(told.home / KEPT, told.most_kept_mb)
    met, ahead = held.fact("met"), timedelta(seconds=float(held.fact("ahead_s", "0")))
    line = Line(Upstream(told.upstream), datetime.fromisoformat(met) if met else None, ahead)
    return Hub(told, HubKey(told.home / KEY), held, kept, line)
