"""How a command is carried out: receipt? → access policy → command → trail → receipt → journal, in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import translation

from throughgate.basics.errors import Again, NotFound, Refused
from throughgate.kernel.commands.batch import FINAL, Batch, language_of, together
from throughgate.kernel.commands.command import Command, Done
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.ahead import facts_of
from throughgate.kernel.policy.capabilities import capability
from throughgate.kernel.policy.decide import contact_may, decide_for, may_decide, partner_may
from throughgate.kernel.policy.scope import scope

# Called in the command's own transaction with what it did: the registry lets modules react. They return rows to be told anew.
reactions: list[Callable[[Act, Done], Iterable[models.Model]]] = []


class PolicyNotAsked(RuntimeError):
    """A command touched things without asking its policy for them. A mistake of ours: nothing is committed."""


class NotForYou(Refused):
    """The access policy said no; its own sentence is the answer."""

    says = "{why}"


def perform(command: Command, act: Act, given: Mapping[str, Any]) -> Done:
    """Carry out a command once, in a transaction of its own.

    Raises: Refused (recorded on trail and receipt) · Again (answered before with a refusal; carries those words).
    """
    with together([act]) as batch:
        answer = carry_out(batch, command, act, given)
    if isinstance(answer, Done):
        return answer
    raise answer


def carry_out(batch: Batch, command: Command, act: Act, given: Mapping[str, Any]) -> Done | Refused | Again:
    """Carry out a command once, among others of one transaction. A no is returned, for it must not undo the others."""
    earlier = batch.receipt_of(act)
    if earlier and earlier.outcome in FINAL:
        return _answer_again(earlier)
    with scope(act), translation.override(language_of(act)):
        try:
            with batch.part_of(act):
                done, followed = _do(command, act, given)
        except Refused as refusal:
            batch.refuse(command.key, act, refusal)
            return refusal
        batch.accept(command, act, done, followed)
    return done


def record_refusal(what: str, act: Act, refusal: Refused, **detail: object) -> None:
    """A refusal is an answer: on the trail, with whatever else is known of it, and on the receipt, in the person's language."""
    with together([act]) as batch:
        batch.refuse(what, act, refusal, "refused", **detail)


def _do(command: Command, act: Act, given: Mapping[str, Any]) -> tuple[Done, list[models.Model]]:
    _check_access(command, act)
    done = command.body(act, **given)
    if not act.grants:
        raise PolicyNotAsked(command.key)
    told = Done(done.person_id, done.changed, command.key)
    return done, [row for react in reactions for row in react(act, told)]


def _check_access(command: Command, act: Act) -> None:
    if act.actor.kind not in command.by:
        raise NotFound
    if command.needs is None or act.actor.kind is ActorKind.CLOCK:
        return
    if act.person_id:
        decision = decide_for(facts_of(act), capability(command.needs), act.device_kind)
        if not decision.ok:
            raise NotForYou(why=decision.says)
    elif not (may_decide(act, command.needs) or partner_may(act, command.needs) or contact_may(act, command.needs)):
        raise NotFound


def _answer_again(receipt: Receipt) -> Done | Again:
    if receipt.outcome == "accepted":
        return Done(receipt.person_id)
    return Again(receipt.code, receipt.says)
