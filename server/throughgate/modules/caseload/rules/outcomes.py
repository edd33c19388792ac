"""What comes of a call."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallOutcome(TextChoices):
    """What came of a call. Whoever spoke to the person has answered what was urgent in it."""

    SPOKE = "spoke", _("We spoke")
    LEFT_WORD = "left_word", _("I left word with somebody, or on the machine")
    NO_ANSWER = "no_answer", _("There was no answer")
