"""What becomes of a plan whose person moves: it follows them, or it ends with a reason that they read."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import establishment_of, is_in_prison
from throughgate.kernel.policy.act import Act
from throughgate.modules.supervision.commands.plans import close_plan
from throughgate.modules.supervision.models import Checkin, Plan


def close_plans_left_behind(act: Act, stay: Stay) -> Iterator[Checkin]:
    """Going into prison ends every plan; moving to another region ends those with an agreed place. Yields what was cancelled."""
    before = Stay.objects.filter(person=stay.person_id, to_at=stay.from_at).select_related("place").first()
    here = establishment_of(stay.place)
    if before is None or establishment_of(before.place) == here:
        return
    for plan in Plan.objects.filter(person=stay.person_id, end=None).select_related("person"):
        if is_in_prison(here) or plan.where_name:
            with translation.override(plan.person.reads):
                why = _why(plan, here)
            yield from close_plan(act, plan, why)


def _why(plan: Plan, here: Place) -> str:
    if is_in_prison(here):
        return _("You are in %(place)s now, so this check-in has ended. Nothing is wrong. Staff there tell you what comes next.") % {
            "place": here.name
        }
    return _("You moved away from %(place)s, so this check-in has ended. Nothing is wrong. Your worker agrees new ones with you.") % {
        "place": plan.where_name
    }
