"""What may stand on a bulletin."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """`TROUBLE` and `TRIED` are the system's own; the rest are said by workers."""

    NOTICE = "notice", _("notice")
    ROUTINE = "routine", _("timetable")
    FILM = "film", _("film")
    SERVICE = "service", _("service")
    CHANGED = "changed", _("you said, we did")
    TROUBLE = "trouble", _("trouble")
    TRIED = "tried", _("being tried")


class Routine(TextChoices):
    """What a wing does at some hour: the regime, in the words of a prison's published core day."""

    UNLOCK = "unlock", _("unlock")
    MEDICATION = "medication", _("medication")
    BREAKFAST = "breakfast", _("breakfast")
    WORK = "work", _("work")
    LEARNING = "learning", _("education")
    EXERCISE = "exercise", _("exercise")
    LUNCH = "lunch", _("lunch")
    ASSOCIATION = "association", _("association")
    GYM = "gym", _("gym")
    VISITS = "visits", _("visits")
    WORSHIP = "worship", _("worship")
    TEA = "tea", _("evening meal")
    BANG_UP = "bang_up", _("bang-up")
    OTHER = "other", _("something else")


class Tongues(TextChoices):
    """In which language the televisions of a place speak."""

    BOTH = "both", _("English and Welsh, turn about")
    ENGLISH = "en", _("English only")
    WELSH = "cy", _("Welsh only")
