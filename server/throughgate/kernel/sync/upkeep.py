"""What has had its time is taken away: used proofs, wrong tries, sessions that ran out, rows that devices no longer keep."""

from datetime import datetime

from throughgate.kernel.gateways.speech import sweep_sounds
from throughgate.kernel.identity.dpop import sweep_proofs
from throughgate.kernel.identity.sessions import sweep_sessions
from throughgate.kernel.identity.tries import sweep_tries
from throughgate.kernel.sync.streams import expire, forget_deletions


def sweep(at: datetime) -> int:
    """Returns how many rows went. Doing it twice takes nothing more."""
    return sweep_proofs(at) + sweep_tries(at) + sweep_sessions(at) + sweep_sounds(at) + expire(at) + forget_deletions(at)
