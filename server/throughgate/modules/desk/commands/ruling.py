"""A worker decides of something held: release it, black parts of it out, withhold it, or ask another to look."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.basics.text import Says
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.screening.models import Decision, Item, Outcome, Ruling
from throughgate.kernel.screening.reasons import Reason
from throughgate.kernel.tasks.work import finish_task, open_task
from throughgate.modules.desk import policy
from throughgate.modules.desk.policy import beside
from throughgate.modules.desk.rules.marks import Span, merged
from throughgate.modules.desk.rules.needs import SCREEN
from throughgate.modules.desk.rules.two import KEEPS_BACK, LETS_GO, why_two

SECOND = "desk.second"
OUTCOMES = {Decision.RELEASE: Outcome.RELEASED, Decision.BLACK_OUT: Outcome.BLACKED, Decision.WITHHOLD: Outcome.WITHHELD}
Words = Annotated[str, Meta(max_length=500)]
Note = Annotated[str, Meta(max_length=1000)]


class Part(msgspec.Struct, frozen=True):
    """Letters to be blacked out, from `start` up to `end`, counted from 0."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]


class DecidedAlready(Refused):
    says = _("{name} decided this on {day}.")


class NotHeld(Refused):
    says = _("This is not held. It has passed, it was taken back, or the machine still looks at it.")


class OwnRelative(Refused):
    says = _("You have said that this is a relative of yours. Somebody else decides.")


class PassedOn(Refused):
    says = _("You have passed this to a second reader. Somebody else decides.")


class IsSecond(Refused):
    says = _("This was passed to you as the second reader. Please decide.")


class NeedsTwo(Refused):
    says = _("Nobody decides this alone: {why}. Pass it to a second reader, with a note of what you think.")


class SayWhy(Refused):
    says = _("Choose a reason, and say in your own words what it is about. Both sides read it.")


class ChooseParts(Refused):
    says = _("Choose what is to be blacked out.")


class NoSuchPart(Refused):
    says = _("The words are not that long. Choose what is to be blacked out again.")


class NothingPasses(Refused):
    says = _("Nothing passes for them until {until}, because: {why}. It goes on by itself once that has ended, or you can end it first.")


@command("desk.rule", by=ActorKind.WORKER, needs=SCREEN)
def rule(
    act: Act,
    *,
    item: UUID,
    decision: Decision,
    reason: Reason | None = None,
    words: Words = "",
    note: Note = "",
    blacked: list[Part] = [],  # noqa: B006
) -> Done:
    """Decide about something that is held. Both sides read the reason and the words; the note is for staff."""
    held = policy.item_to_rule(act, item)
    _may_decide(act, held, decision)
    ruling = ruled(act, held, decision, reason, words, note, blacked)
    if decision == Decision.SECOND:
        due = held.due_at or act.arrived
        open_task(act, SECOND, held.pk, held.person, due, WorkerRole.SECURITY, desk=held.establishment_id, kept_from=act.worker)
    else:
        finish_task(act, SECOND, held.pk)
    return Done(held.person_id, (ruling, held))


@command("desk.close_second", by=ActorKind.CLOCK)
def close_second(act: Act, *, item: UUID) -> Done:
    """Nothing waits for a second reader that is not held any more, because somebody took it back or contact has ended."""
    over = policy.item_not_held(act, item)
    finish_task(act, SECOND, over.pk)
    return Done(over.person_id)


def ruled(
    act: Act, item: Item, decision: Decision, reason: Reason | None, words: str, note: str, blacked: list[Part], on_appeal: bool = False
) -> Ruling:
    """Write down what was decided; the item stands that way from now on. Raises: SayWhy · ChooseParts · NoSuchPart · NothingPasses."""
    words, reason = words.strip(), None if decision in (Decision.RELEASE, Decision.SECOND) else reason
    if decision in KEEPS_BACK and not (reason and words):
        raise SayWhy
    parts = _parts(act, item, blacked) if decision == Decision.BLACK_OUT else []
    if decision in LETS_GO and (stop := beside.stop_over(item, act.arrived)):
        raise NothingPasses(until=times.until(stop.until), why=stop.why)
    given = {"person_id": item.person_id, "by_id": act.worker, "at": act.arrived, "on_appeal": on_appeal}
    said = {"reason": reason or "", "words": words, "note": note, "blacked": parts}
    ruling = Ruling.objects.create(item=item, decision=decision, **given, **said)
    if decision in OUTCOMES:
        item.outcome, item.settled_at = OUTCOMES[decision], act.arrived
        item.save(update_fields=["outcome", "settled_at"])
    return ruling


def not_mine(act: Act, item: Item) -> None:
    """Raises: OwnRelative."""
    if policy.is_mine(act, item):
        raise OwnRelative


def _may_decide(act: Act, held: Item, decision: Decision) -> None:
    earlier = list(held.rulings.select_related("by").order_by("at"))
    if held.outcome != Outcome.HELD:
        if not earlier:
            raise NotHeld
        raise DecidedAlready(name=earlier[-1].by.name, day=times.day_of_year(earlier[-1].at))
    not_mine(act, held)
    if any(one.by_id == act.worker for one in earlier):
        raise PassedOn
    if earlier and decision == Decision.SECOND:
        raise IsSecond
    alone = [] if earlier else why_two(beside.sorts_in(held), beside.is_child(held, act), decision)
    if alone:
        raise NeedsTwo(why=_listed([sort.label for sort in alone]))


def _parts(act: Act, item: Item, blacked: list[Part]) -> list[Span]:
    spans = merged((part.start, part.end) for part in blacked)
    if not spans:
        raise ChooseParts
    if spans[-1][1] > len(beside.words_of(act, item)) or any(start >= end for start, end in spans):
        raise NoSuchPart
    return spans


def _listed(says: list[Says]) -> str:
    return ", ".join(str(one) for one in says)
