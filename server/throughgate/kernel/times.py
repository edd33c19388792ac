"""Times as people say them, in the language of whoever reads."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.basics.clock import LONDON, london, london_day
from throughgate.basics.text import Says

HOUR = timedelta(hours=1)
_later = lazy(date_format, str)


def day(moment: date) -> Says:
    """“3 June 2026”, on London's calendar. Said when it is read: a refusal may be read in another language than it was raised in."""
    return _later(_in_london(moment), "j F Y")


def day_of_year(moment: date) -> Says:
    """“3 June”, where the year is plain."""
    return _later(_in_london(moment), "j F")


def last_day(until: datetime) -> Says:
    """The day on which something ends that lasts until then: “22 December 2026” where that is midnight to the 23rd."""
    return day(until - datetime.resolution)


def until(moment: datetime) -> str:
    """“22 December 2026, 14:30”; “the end of 22 December 2026” for midnight, which many would take for a day later."""
    if moment == london(london_day(moment), 0):
        return _("the end of %(day)s") % {"day": last_day(moment)}
    return date_format(moment.astimezone(LONDON), "j F Y, H:i")


def due(moment: datetime, now: datetime) -> str:
    """“due in 3 hours”, “overdue by 2 days”: hours up to two days, then days."""
    gap = length(abs(moment - now))
    return _("overdue by %(length)s") % {"length": gap} if moment < now else _("due in %(length)s") % {"length": gap}


def length(gap: timedelta) -> str:
    """“less than a minute”, “5 minutes”, “3 hours”, “2 days”; whole ones, rounded down."""
    minutes, hours = gap // timedelta(minutes=1), gap // HOUR
    if minutes < 1:
        return _("less than a minute")
    if hours < 1:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", gap.days) % {"n": gap.days}


def _in_london(moment: date) -> date:
    return london_day(moment) if isinstance(moment, datetime) else moment
