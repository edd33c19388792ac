"""The closed lists of the field, with the words that staff read. Sources: docs/field.md, "Remote check-in", "Survey", "Failure path"."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Interval(TextChoices):
    """How often. Source: docs/field.md, "Remote check-in"."""

    ONCE = "ONCE", _("once")
    WEEKLY = "WEEKLY", _("every week")
    TWO_WEEKS = "TWO_WEEKS", _("every 2 weeks")
    FOUR_WEEKS = "FOUR_WEEKS", _("every 4 weeks")
    EIGHT_WEEKS = "EIGHT_WEEKS", _("every 8 weeks")


class Purpose(TextChoices):
    """Whether a check-in stands in for meeting in person, or is on top of it."""

    REPLACE = "REPLACE_F2F", _("instead of meeting in person")
    SUPPLEMENT = "SUPPLEMENT_F2F", _("as well as meeting in person")


class Feeling(TextChoices):
    VERY_WELL = "VERY_WELL", _("very well")
    WELL = "WELL", _("well")
    OK = "OK", _("OK")
    NOT_GREAT = "NOT_GREAT", _("not great")
    STRUGGLING = "STRUGGLING", _("struggling")


class Help(TextChoices):
    """What someone may want help with; a call back is the tenth. Source: docs/field.md, "Survey"."""

    MENTAL_HEALTH = "MENTAL_HEALTH", _("mental health")
    ALCOHOL = "ALCOHOL", _("alcohol")
    DRUGS = "DRUGS", _("drugs")
    MONEY = "MONEY", _("money")
    HOUSING = "HOUSING", _("housing")
    EMPLOYMENT_EDU = "EMPLOYMENT_EDU", _("work and learning")
    SUPPORT_SYSTEM = "SUPPORT_SYSTEM", _("family and friends")
    OTHER = "OTHER", _("something else")
    NO_HELP = "NO_HELP", _("no help")


class NoPhoto(TextChoices):
    NO_CAMERA = "no_camera", _("there was no camera")
    REFUSED = "refused_camera", _("the camera was not allowed")
    DARK = "dark", _("it was too dark")
    OTHER = "other", _("another reason")


class NoPlace(TextChoices):
    """Why there is no position. None of these is a failure."""

    NO_SIGNAL = "no_signal", _("there was no signal")
    REFUSED = "refused", _("they chose not to share it")
    NO_SENSOR = "no_sensor", _("the device cannot tell where it is")
    TIMED_OUT = "timed_out", _("the device took too long")
    OFF_BY_RULE = "off_by_rule", _("position is switched off by a rule")


class Outcome(TextChoices):
    """What a worker decided. Source: docs/field.md, "Remote check-in"."""

    MATCH = "MATCH", _("It is them")
    NO_MATCH = "NO_MATCH", _("It is not them")
    CONCERN = "MATCH_WITH_CONCERN", _("It is them, and I am concerned")


class Step(TextChoices):
    """What a worker does about a miss, which is not a breach. Source: docs/field.md, "Failure path"."""

    CALLED = "called", _("I called them")
    SPOKE = "spoke", _("We spoke, and they told me why")
    WARNED = "warned", _("I gave a verbal warning")
    MET = "met", _("We will meet in person")
    STOPPED = "stopped", _("Check-ins stop after this second miss")
