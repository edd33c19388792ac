"""How a command is carried out: receipt? → access policy → command → trail → journal → receipt, in one transaction."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import translation

from throughgate.basics.errors import Again, NotFound, Refused
from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Command, Done
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.decide import explain, may_decide
from throughgate.kernel.policy.relations import person_of
from throughgate.kernel.policy.scope import scope

FINAL = ("accepted", "refused")

# Called in the command's own transaction with what it did: the sync room writes streams, the registry lets modules react.
journal: list[Callable[[Act, Done], None]] = []


class PolicyNotAsked(RuntimeError):
    """A command touched things without asking its policy for them. A mistake of ours: nothing is committed."""


class NotForYou(Refused):
    """The access policy said no; its own sentence is the answer."""

    says = "{why}"


def perform(command: Command, act: Act, given: Mapping[str, Any]) -> Done:
    """Carry out a command once.

    Raises: Refused (recorded on trail and receipt) · Again (answered before with a refusal; carries those words).
    """
    earlier = receipt_of(act)
    if earlier and earlier.outcome in FINAL:
        return _answer_again(earlier)
    try:
        with transaction.atomic(), scope(act), translation.override(_language(act)):
            return _carry_out(command, act, given, earlier)
    except Refused as refusal:
        record_refusal(command.key, act, refusal)
        raise


def receipt_of(act: Act) -> Receipt | None:
    """What became of this act before, if anything did."""
    return Receipt.objects.filter(actor=str(act.actor), act=act.id).first()


def record_refusal(what: str, act: Act, refusal: Refused) -> Receipt:
    """A refusal is an answer: on the trail and on the receipt, in the person's language."""
    with transaction.atomic(), scope(act), translation.override(_language(act)):
        trail.write(act, what, "refused", act.person_id, code=refusal.code)
        receipt = write_receipt(what, act, "refused", code=refusal.code, says=refusal.words)
        for tell in journal:
            # Without its name: nothing may follow on a command that was not carried out.
            tell(act, Done(act.person_id, (receipt,)))
    return receipt


def write_receipt(what: str, act: Act, outcome: str, code: str = "", says: str = "") -> Receipt:
    """Write or renew the receipt of an act. Only `held` and `quarantined` may be renewed."""
    return _write(receipt_of(act), what, act, outcome=outcome, code=code, says=says[:600])


def _write(receipt: Receipt | None, what: str, act: Act, **answer: str) -> Receipt:
    told = {"code": "", "says": "", "at": act.arrived, **answer}
    if receipt is None:
        # The same act done twice at once ends here for one of them: its whole transaction is undone.
        return Receipt.objects.create(actor=str(act.actor), act=act.id, command=what, person_id=act.person_id, **told)
    if receipt.outcome not in FINAL:
        for name, value in told.items():
            setattr(receipt, name, value)
        receipt.save()
    return receipt


def _carry_out(command: Command, act: Act, given: Mapping[str, Any], earlier: Receipt | None) -> Done:
    _check_access(command, act)
    done = command.body(act, **given)
    if not act.grants:
        raise PolicyNotAsked(command.key)
    changed = [[row._meta.label, str(row.pk)] for row in done.changed]
    trail.write(act, command.key, "accepted", done.person_id, because=act.grants, changed=changed)
    receipt = _write(earlier, command.key, act, outcome="accepted")
    told = Done(done.person_id, (*done.changed, receipt), command.key)
    for tell in journal:
        tell(act, told)
    return done


def _check_access(command: Command, act: Act) -> None:
    if act.actor.kind not in command.by:
        raise NotFound
    if command.needs is None or act.actor.kind is ActorKind.CLOCK:
        return
    if act.actor.kind is ActorKind.PERSON and act.actor.id:
        decision = explain(act.actor.id, command.needs, act.at, act.device_kind)
        if not decision.ok:
            raise NotForYou(why=decision.says)
    elif not may_decide(act, command.needs):
        raise NotFound


def _answer_again(receipt: Receipt) -> Done:
    if receipt.outcome == "accepted":
        return Done(receipt.person_id)
    raise Again(receipt.code, receipt.says)


def _language(act: Act) -> str:
    """The person's own language for their answers; the page's language for everyone else."""
    person = person_of(act)
    return person.language if person else translation.get_language() or "en"
