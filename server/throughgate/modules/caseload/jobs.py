"""The clock as an actor; each job calls one command."""

from datetime import datetime

from throughgate.basics.ids import uuid_from
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.modules.caseload import commands, queries
from throughgate.modules.caseload.commands.importing import KEPT


def forget_people_files(now: datetime) -> int:
    """Throw away the files that have had their time. Returns how many."""
    with scope(Act(CLOCK, now, now, Face.OPS)):
        old = queries.old_files(now - KEPT)
    for file in old:
        # Made from what it is about, so that running twice is running once.
        commands.forget_people_file(Act(CLOCK, now, now, Face.OPS, id=uuid_from("caseload.forget_people_file", file)), file=file)
    return len(old)
