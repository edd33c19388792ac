"""What the clock does: look at what the system knows of itself, and take down what has ended. Nothing is written because somebody reads."""

from datetime import datetime

from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.modules.bulletin import policy, queries
from throughgate.modules.bulletin.commands.system import let_lapse, take_back, tell


def look_around(now: datetime) -> int:
    """Say what is so, and take back what is so no longer. Returns how many lines changed."""
    stand = {(line.place_id, line.source): line for line in policy.told_by_the_system(now)}
    known = {(one.place, one.source): one for one in queries.what_the_system_knows(now)}
    news = [one for place, one in known.items() if place not in stand or not queries.says_the_same(stand[place], one)]
    over = [line for place, line in stand.items() if place not in known]
    for one in news:
        tell(_act(now), place=one.place, source=one.source, kind=one.kind, texts=one.texts, from_at=one.from_at)
    for line in over:
        take_back(_act(now), line=line.pk)
    return len(news) + len(over)


def take_down_what_has_ended(now: datetime) -> int:
    """Returns how many lines."""
    ended = policy.lines_that_have_ended(now)
    for line in ended:
        let_lapse(_act(now), line=line)
    return len(ended)


def _act(now: datetime) -> Act:
    return Act(CLOCK, now, now, Face.OPS)
