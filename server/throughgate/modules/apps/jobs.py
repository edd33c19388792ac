"""The clock as an actor."""

from datetime import datetime

from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.sync import word
from throughgate.modules.apps import policy
from throughgate.modules.apps.commands.bringing import renew_signature


def renew_signatures(at: datetime) -> int:
    """After our key has changed: sign anew what people have."""
    waiting = policy.apps_signed_before(word.signer()["kid"], at)
    for app in waiting:
        renew_signature(Act(CLOCK, at, at, Face.OPS), app=app)
    return len(waiting)
