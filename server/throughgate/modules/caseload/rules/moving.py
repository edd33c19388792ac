"""Somebody who moves, every objection there may be, and what the move crosses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place, Setting, Stay
from throughgate.kernel.places.moves import MovedLater
from throughgate.kernel.places.tree import establishment_of
from throughgate.modules.caseload.rules.new_person import setting_does_not_fit, setting_fits

# Two clocks may differ by this much before we believe that somebody meant the future.
CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class NewMove:
    """That somebody lives at a place, in a setting, since a moment; with the day of their planned release where it is known."""

    person: Person
    place: Place
    setting: Setting
    at: datetime
    release_on: date | None = None


class MovesInTheFuture(Refused):
    says = _("{moment} is still to come. Record a move when it has happened.")


class LivesThereAlready(Refused):
    says = _("{name} lives there already, in the same setting.")


def objections_to(move: NewMove, latest: Stay | None, now: datetime) -> Iterator[tuple[str, Refused]]:
    """Every reason not to record this move: the column it is about, and the refusal. `latest`: their stay that began last."""
    if move.at > now + CLOCK_SLACK:
        yield "on", MovesInTheFuture(moment=times.day(move.at))
    if not setting_fits(move.setting, move.place):
        yield "setting", setting_does_not_fit(move.setting, move.place)
    if latest and latest.from_at > move.at:
        yield "on", MovedLater(name=move.person.name, since=times.day(latest.from_at))
    elif latest and (latest.place_id, latest.setting, latest.release_on) == (move.place.pk, move.setting, move.release_on):
        yield "place", LivesThereAlready(name=move.person.name)


def establishment_left(before: Stay | None, after: Stay) -> Place | None:
    """The prison, office or premises that somebody left by a move; None where they stay under the same roof."""
    if before is None:
        return None
    left = establishment_of(before.place)
    return None if left == establishment_of(after.place) else left
