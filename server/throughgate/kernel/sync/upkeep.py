"""What has had its time is taken away: used proofs, wrong tries, sessions that ran out, files that stopped half-way, rows that devices no
longer keep.
"""

from datetime import datetime

from throughgate.kernel.gateways.file_store import sweep_arriving
from throughgate.kernel.gateways.speech import sweep_sounds
from throughgate.kernel.identity.dpop import sweep_proofs
from throughgate.kernel.identity.sessions import sweep_sessions
from throughgate.kernel.identity.tries import sweep_tries
from throughgate.kernel.sync.drafts import sweep_drafts
from throughgate.kernel.sync.streams import expire, forget_deletions


def sweep(at: datetime) -> int:
    """Returns how many rows went. Doing it twice takes nothing more."""
    sweeps = (sweep_proofs, sweep_tries, sweep_sessions, sweep_arriving, sweep_sounds, sweep_drafts, expire, forget_deletions)
    return sum(take_away(at) for take_away in sweeps)
