"""What an item can be, and what it can be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody finds when they open it."""

    PAGE = "page", _("page")
    NEWS = "news", _("news")
    POLICY = "policy", _("rule or policy")
    EVENT = "event", _("event")
    OPPORTUNITY = "opportunity", _("job or course")
    FILM = "film", _("film")
    SOUND = "sound", _("something to hear")
    BOOK = "book", _("book")
    SERIES = "series", _("series")


class Topic(models.TextChoices):
    """How it is found. Twelve, so that they fit on one screen as pictures."""

    LIFE_HERE = "life_here", _("life here")
    HEALTH = "health", _("health")
    FEELINGS = "feelings", _("feelings")
    FAMILY = "family", _("family")
    WORK = "work", _("work")
    LEARNING = "learning", _("learning")
    MONEY = "money", _("money")
    HOUSING = "housing", _("a place to live")
    RIGHTS = "rights", _("my rights")
    FAITH = "faith", _("faith")
    FREE_TIME = "free_time", _("free time")
    GETTING_OUT = "getting_out", _("getting out")


class Verb(models.TextChoices):
    """How something that somebody did ended. Source: the verbs of xAPI and the states of SCORM that say an end."""

    FINISHED = "finished", _("finished")
    PASSED = "passed", _("passed")
    FAILED = "failed", _("not passed yet")


class Sketched(models.TextChoices):
    """What of an edition can be a near copy of something else."""

    WORDS = "words", _("words")
    PICTURE = "picture", _("picture")
    FILM = "film", _("film")
