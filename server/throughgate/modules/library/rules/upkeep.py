"""What of an item wants looking after. Plain functions; what they find is advice to its keepers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughgate.modules.library.rules.tallies import FEWEST, WEEKS

# All our own: what is worth a second look, not what is wrong.
STALE = timedelta(days=730)
ENDS_SOON = timedelta(days=28)
NEW = timedelta(weeks=WEEKS)
READABLE = 11
HALF = 0.5


class Finding(models.TextChoices):
    """Why an item stands in the list."""

    STALE = "stale", _("not changed for two years")
    ENDING = "ending", _("ends soon")
    UNREAD = "unread", _("opened by fewer than five")
    UNHEARD = "unheard", _("heard by fewer than five")
    UNFINISHED = "unfinished", _("finished by less than half")
    NO_WELSH = "no_welsh", _("no Welsh")
    NO_EASY = "no_easy", _("no easy read")
    HARD = "hard", _("reading age above 11")
    NO_SOUND = "no_sound", _("nothing to hear")


@dataclass(frozen=True)
class Use:
    """How many opened an item, read it to its end, heard and finished it in twelve weeks; for rules, never for a page as it is."""

    opened: int = 0
    read: int = 0
    heard: int = 0
    finished: int = 0


@dataclass(frozen=True)
class State:
    """What is known of an item. `easy`: in every language; `sounds`: there is something to hear; `plays`: a film or sound."""

    published_at: datetime
    ends_at: datetime | None
    languages: frozenset[str]
    easy: bool
    sounds: bool
    plays: bool
    reading_age: int | None
    use: Use


def findings(state: State, at: datetime) -> list[Finding]:
    """All that holds of it, in the order of `Finding`. What was published in the last twelve weeks may yet be read."""
    old = at - state.published_at >= NEW
    holds = {
        Finding.STALE: at - state.published_at >= STALE,
        Finding.ENDING: state.ends_at is not None and state.ends_at - at <= ENDS_SOON,
        Finding.UNREAD: old and state.use.opened < FEWEST,
        Finding.UNHEARD: old and state.sounds and state.use.heard < FEWEST and state.use.finished < FEWEST,
        Finding.UNFINISHED: state.plays and state.use.opened >= FEWEST and state.use.finished < HALF * state.use.opened,
        Finding.NO_WELSH: "cy" not in state.languages,
        Finding.NO_EASY: not state.easy,
        Finding.HARD: state.reading_age is not None and state.reading_age > READABLE,
        Finding.NO_SOUND: not state.sounds,
    }
    return [finding for finding in Finding if holds[finding]]
