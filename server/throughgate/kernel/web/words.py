"""Times as people say them."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = timedelta(hours=1)


def due(moment: datetime, now: datetime) -> str:
    """“due in 3 hours”, “overdue by 2 days”: hours up to two days, then days."""
    gap = length(abs(moment - now))
    return _("overdue by %(length)s") % {"length": gap} if moment < now else _("due in %(length)s") % {"length": gap}


def length(gap: timedelta) -> str:
    """“5 minutes”, “3 hours”, “2 days”; whole ones, rounded down."""
    minutes, hours = gap // timedelta(minutes=1), gap // HOUR
    if hours < 1:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", gap.days) % {"n": gap.days}
