"""Why something did not pass as it was: a list in plain words, which staff choose from and both sides read. There is no "other"."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from throughgate.kernel.screening.models import Ruling


class Reason(models.TextChoices):
    """Why parts of it are black, or all of it is kept back. What exactly, the worker adds in words."""

    THREAT = "threat", _("It threatens, frightens or harasses somebody")
    PROTECTED = "protected", _("It is to or about somebody who has to be protected")
    CRIME = "crime", _("It plans or helps with a crime")
    SECURITY = "security", _("It could make the prison less safe")
    FORBIDDEN = "forbidden", _("It helps to get something in that is not allowed")
    THIRD = "third", _("It asks to pass something on to somebody else")
    NUMBER = "number", _("It holds a number, address or account that may not be passed on")
    ORDER = "order", _("A court order or a licence condition does not allow it")
    CHILD = "child", _("It is not all right for a child")
    SEXUAL = "sexual", _("It is sexual, or shows somebody naked")
    HATE = "hate", _("It is hateful")
    FILE = "file", _("A file in it is not safe to open")
    UNREAD = "unread", _("Nobody could read, hear or see it")


def why_of(ruling: Ruling) -> str:
    """What both sides read: the reason from the list, and what the worker said of it; "" where there was nothing to say.

    A reason that has left the list since is left out: the worker's own words stand.
    """
    reason = str(Reason(ruling.reason).label) if ruling.reason in Reason.values else ""
    return ": ".join(part for part in (reason, ruling.words) if part)
