"""When a check-in is a cry for help. The app offers help sooner than that: client/src/capabilities/supervision/worry.ts."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from throughgate.basics.text import Says
from throughgate.modules.supervision.rules.choices import Feeling, Help

STRUGGLING, MIND, CALL = "struggling", "mind", "call"
SIGNS: dict[str, Says] = {
    STRUGGLING: _("Struggling"),
    MIND: _("Not great, wants help with mental health"),
    CALL: _("Asks to be called"),
}


def signs_of(feeling: Feeling, help_wanted: Collection[str], callback: bool) -> tuple[str, ...]:
    """Why it is urgent, none where it is not. Source: docs/field.md, "Urgent"."""
    low = Help.MENTAL_HEALTH in help_wanted and feeling == Feeling.NOT_GREAT
    signs = {STRUGGLING: feeling == Feeling.STRUGGLING, MIND: low, CALL: callback}
    return tuple(sign for sign, there in signs.items() if there)
