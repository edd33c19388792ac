"""Putting things up on a bulletin, and taking them down."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Place, PlaceKind
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.bulletin import policy
from throughgate.modules.bulletin.commands.boards import open_board
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.rules.kinds import Kind, Routine
from throughgate.modules.bulletin.rules.needs import KEEP
from throughgate.modules.bulletin.rules.words import Said, in_both

Title = Annotated[str, Meta(min_length=1, max_length=80)]
# Of the Welsh twin, which may be missing.
Twin = Annotated[str, Meta(max_length=80)]
# What a television can show at once, in letters that are read from three metres.
Words = Annotated[str, Meta(max_length=280)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
LONGEST_NOTICE = timedelta(days=92)
SHORTEST_FILM, LONGEST_FILM = 1, 360


class EndsBeforeItBegins(Refused):
    says = _("It would end before it begins. Look at both times again.")


class HasPassed(Refused):
    says = _("That time has passed. Choose one to come.")


class TooLong(Refused):
    says = _("A notice stands for three months at most, so that somebody looks at it again. Choose an earlier end.")


class TwinWithoutTitle(Refused):
    says = _("Write the Welsh title too, or leave all of the Welsh empty.")


class NoDays(Refused):
    says = _("Choose at least one day of the week.")


class NeedsName(Refused):
    says = _("Say in a few words what it is.")


class FilmLength(Refused):
    says = _("A film lasts from one minute to six hours.")


class OneChannel(Refused):
    says = _("The film channel is the whole establishment's: choose the establishment, not a wing.")


class Overlaps(Refused):
    says = _("“{title}” is shown until {time}. Choose a later start, or take that film down first.")


class SystemsOwn(Refused):
    says = _("The system says this itself. It goes by itself when it is mended.")


@command("bulletin.put_up_notice", by=ActorKind.WORKER, needs=KEEP)
def put_up_notice(
    act: Act,
    *,
    place: UUID,
    title: Title,
    words: Words,
    from_at: datetime,
    until: datetime,
    easy: Words = "",
    title_cy: Twin = "",
    words_cy: Words = "",
    easy_cy: Words = "",
) -> Done:
    """Put up a notice at a place, from then until then."""
    where = policy.place_to_keep(act, place)
    if until <= from_at:
        raise EndsBeforeItBegins
    if until <= act.arrived:
        raise HasPassed
    if until - max(from_at, act.arrived) > LONGEST_NOTICE:
        raise TooLong
    texts = texts_of(Said(title, words, easy), Said(title_cy, words_cy, easy_cy))
    return _put_up(act, where, Kind.NOTICE, texts, from_at=from_at, until=until)


@command("bulletin.set_routine", by=ActorKind.WORKER, needs=KEEP)
def set_routine(
    act: Act,
    *,
    place: UUID,
    what: Routine,
    days: list[Annotated[int, Meta(ge=1, le=7)]],
    begins: Minutes,
    ends: Minutes,
    title: Twin = "",
    title_cy: Twin = "",
) -> Done:
    """Say what a wing does on some days of the week, from then until then; a change is a new line, and the old one taken down."""
    where = policy.place_to_keep(act, place)
    if not days:
        raise NoDays
    if ends <= begins:
        raise EndsBeforeItBegins
    if what == Routine.OTHER and not title:
        raise NeedsName
    texts = texts_of(Said(title), Said(title_cy))
    on = "".join(str(day) for day in sorted(set(days)))
    return _put_up(act, where, Kind.ROUTINE, texts, what=what, days=on, begins=begins, ends=ends)


@command("bulletin.schedule_film", by=ActorKind.WORKER, needs=KEEP)
def schedule_film(
    act: Act, *, place: UUID, title: Title, starts_at: datetime, minutes: Annotated[int, Meta(ge=0, le=9999)], title_cy: Twin = ""
) -> Done:
    """Say what the film channel of an establishment shows, when, and for how long."""
    where = policy.place_to_keep(act, place)
    if where.kind == PlaceKind.WING:
        raise OneChannel
    if not SHORTEST_FILM <= minutes <= LONGEST_FILM:
        raise FilmLength
    until = starts_at + timedelta(minutes=minutes)
    if until <= act.arrived:
        raise HasPassed
    other = policy.lines_at([where.pk]).filter(kind=Kind.FILM, from_at__lt=until, until__gt=starts_at).order_by("from_at").first()
    if other and other.until:
        raise Overlaps(title=other.texts["en"]["title"], time=times.until(other.until))
    return _put_up(act, where, Kind.FILM, texts_of(Said(title), Said(title_cy)), from_at=starts_at, until=until)


@command("bulletin.name_service", by=ActorKind.WORKER, needs=KEEP)
def name_service(act: Act, *, place: UUID, title: Title, title_cy: Twin = "") -> Done:
    """Name something that people rely on, such as the phones of a wing: it works until somebody says that it is down."""
    where = policy.place_to_keep(act, place)
    return _put_up(act, where, Kind.SERVICE, texts_of(Said(title), Said(title_cy)))


@command("bulletin.say_changed", by=ActorKind.WORKER, needs=KEEP)
def say_changed(
    act: Act,
    *,
    place: UUID,
    said: Title,
    did: Words,
    until: datetime,
    easy: Words = "",
    said_cy: Twin = "",
    did_cy: Words = "",
    easy_cy: Words = "",
) -> Done:
    """Say what people asked for, and what was done about it, until then."""
    where = policy.place_to_keep(act, place)
    if until <= act.arrived:
        raise HasPassed
    if not did:
        raise NeedsName
    return _put_up(act, where, Kind.CHANGED, texts_of(Said(said, did, easy), Said(said_cy, did_cy, easy_cy)), until=until)


@command("bulletin.take_down", by=ActorKind.WORKER, needs=KEEP)
def take_down(act: Act, *, line: UUID) -> Done:
    """Take something down: it goes from every device and screen at its next contact."""
    stands = policy.line_to_take_down(act, line)
    if stands.source:
        raise SystemsOwn
    stands.taken_down_at, stands.taken_down_by_id = act.arrived, act.worker
    stands.save(update_fields=["taken_down_at", "taken_down_by"])
    return Done(None, (stands,))


def texts_of(en: Said, cy: Said) -> dict[str, Any]:
    """As they are kept. Raises: TwinWithoutTitle."""
    try:
        kept: dict[str, Any] = msgspec.to_builtins(in_both(en, cy))
    except ValueError as wrong:
        raise TwinWithoutTitle from wrong
    return kept


def _put_up(act: Act, where: Place, kind: Kind, texts: dict[str, Any], **more: Any) -> Done:
    begun = open_board(where, act.arrived)
    line = Line.objects.create(place=where, kind=kind, texts=texts, by_id=act.worker, **{"from_at": act.arrived} | more)
    return Done(None, (line, *begun))
