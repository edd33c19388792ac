"""What a place has by topic, against the others and against need. Plain functions."""

from collections.abc import Collection
from statistics import median

from django.db import models
from django.utils.translation import gettext_lazy as _

# Our own: less than half of what others have in the middle is few, and more than half as much again is many.
FEW, MANY = 0.5, 1.5


class Level(models.TextChoices):
    """How much of a topic people at a place can have, against the others."""

    NONE = "none", _("nothing")
    FEW = "few", _("few")
    LIKE = "like", _("usual")
    MANY = "many", _("many")


def middle(others: Collection[int]) -> float:
    """What the others have in the middle; 0 where there are none."""
    return median(others) if others else 0


def level(items: int, others: Collection[int]) -> Level:
    """Against the others; nothing at all is nothing, whatever they have."""
    if not items:
        return Level.NONE
    usual = middle(others)
    if items < FEW * usual:
        return Level.FEW
    return Level.MANY if usual and items > MANY * usual else Level.LIKE
