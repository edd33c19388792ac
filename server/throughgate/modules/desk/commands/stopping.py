"""That nothing passes for now: for a person, a pair, a place or the estate. What is written meanwhile waits, and goes on afterwards."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care, place_of_work
from throughgate.kernel.screening.models import Item, Outcome, Stop
from throughgate.modules.desk import policy
from throughgate.modules.desk.policy import beside, stopped
from throughgate.modules.desk.rules.needs import SCREEN

# Our own: a stop is for an emergency; whoever needs it for longer says so again.
LONGEST = timedelta(days=14)
# So many go on in the act that ends a stop; the clock brings the others, a batch at a time.
AT_ONCE = 100
Why = Annotated[str, Meta(min_length=1, max_length=300)]


class OneOfThese(Refused):
    says = _("Choose one: a person, a person with one contact, a place, or everywhere.")


class NoEnd(Refused):
    says = _("Choose an end that is to come, at most two weeks from now.")


class Over(Refused):
    says = _("This has ended.")


class StillStopped(Refused):
    says = _("Something else keeps this back.")


@command("desk.stop", by=ActorKind.WORKER, needs=SCREEN)
def stop(
    act: Act,
    *,
    why: Why,
    until: datetime,
    person: UUID | None = None,
    contact: UUID | None = None,
    place: UUID | None = None,
    everywhere: bool = False,
) -> Done:
    """Let nothing pass from now on, either way. Both sides see that it waits."""
    whose = person_in_care(act, person) if person else None
    outside = policy.contact_of(act, whose.pk, contact) if whose and contact else None
    where = place_of_work(act, place) if place else None
    if everywhere:
        policy.leads_everywhere(act)
    if [whose is not None, where is not None, everywhere].count(True) != 1:
        act.grant(act.worker, because="themself")
        raise OneOfThese
    if not act.arrived < until <= act.arrived + LONGEST:
        raise NoEnd
    given = {"person": whose, "contact": outside, "place": where, "why": why, "by_id": act.worker}
    return Done(whose.pk if whose else None, (Stop.objects.create(**given, from_at=act.arrived, until=until),))


@command("desk.end_stop", by=ActorKind.WORKER, needs=SCREEN)
def end_stop(act: Act, *, stop: UUID) -> Done:
    """Let things pass again. What was kept back by this alone goes on."""
    stands = policy.stop_to_end(act, stop)
    if stands.person_id is None and stands.place_id is None:
        policy.leads_everywhere(act)
    if stands.to_at or stands.until <= act.arrived:
        raise Over
    stands.to_at = act.arrived
    stands.save(update_fields=["to_at"])
    free = stopped.free_again(stands, act.arrived).select_for_update(of=("self",))[:AT_ONCE]
    going = [_let_pass(act, item) for item in free]
    return Done(stands.person_id, (stands, *going))


@command("desk.put_through", by=ActorKind.CLOCK)
def put_through(act: Act, *, item: UUID) -> Done:
    """Let something pass that was kept back by a stop alone, now that this has ended."""
    held = stopped.item_to_put_through(act, item)
    if beside.stop_over(held, act.arrived):
        raise StillStopped
    return Done(held.person_id, (_let_pass(act, held),))


def _let_pass(act: Act, item: Item) -> Item:
    item.outcome, item.settled_at = Outcome.PASSED, act.arrived
    item.save(update_fields=["outcome", "settled_at"])
    return item
