"""What staff decide about something in quarantine: apply it, give it to the person it is about, answer it, or let the chain go on.

Each in the transaction of the worker's own act, with the device's chain locked, and once: a row that was decided is closed.
"""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.identity.devices import uses_of
from throughgate.kernel.people.models import Person
from throughgate.kernel.policy.act import Act
from throughgate.kernel.sync import receipts
from throughgate.kernel.sync.asking import Questions
from throughgate.kernel.sync.models import Decision, Quarantined, StoredAct, Waiting
from throughgate.kernel.sync.said import Said, best_time, public_key, read, signed_by
from throughgate.kernel.sync.seal import Unreadable
from throughgate.kernel.sync.store import go_on_without, lock_chain


class Step(StrEnum):
    """What may be done about it."""

    APPLY = "apply"
    ROUTE = "route"
    ANSWER = "answer"
    RELEASE = "release"


# Nothing may take an act out of its quarantine that its device did not sign. Behind a gap, answering would only hide the gap.
STEPS: dict[str, frozenset[Step]] = {
    "could_not_apply": frozenset({Step.APPLY, Step.ANSWER}),
    "revoked": frozenset({Step.APPLY, Step.ANSWER}),
    "chain_broken": frozenset({Step.APPLY, Step.ANSWER}),
    "place_taken": frozenset({Step.APPLY, Step.ANSWER}),
    "not_your_device": frozenset({Step.APPLY, Step.ROUTE, Step.ANSWER}),
    "gap_in_chain": frozenset({Step.RELEASE}),
}
ONLY_ANSWER = frozenset({Step.ANSWER})


class NotInQuarantine(Refused):
    says = _("Somebody has decided this already, or it has taken its place by itself.")


class CannotBeDone(Refused):
    says = _("That cannot be done with this one. Its page says what can.")


class NotProven(Refused):
    says = _("It does not carry the signature of its device, so it cannot be taken as theirs. You can answer it.")


class NeverUsedIt(Refused):
    says = _("{name} never used this device, so it cannot be theirs.")


class LookedAt(Refused):
    says = _("Staff have looked at it, and it is being taken.")


class PassedOn(Refused):
    says = _("Staff have looked at it, and it was put where it belongs.")


class Answered(Refused):
    says = _("Staff have looked at it: {words}")


def steps_for(row: Quarantined) -> frozenset[Step]:
    """What may be done about it now; nothing about what was decided."""
    return frozenset() if row.closed_at or row.released_at else STEPS.get(row.code, ONLY_ANSWER)


def users_of(row: Quarantined) -> set[UUID]:
    """Everybody who ever used the device that it came from."""
    return {use.person_id for use in uses_of(row.device)}


def apply(row: Quarantined, act: Act) -> list[models.Model]:
    """Judge it as if it had been stored in its place. Returns what changed. Raises: NotInQuarantine · CannotBeDone · NotProven."""
    _open(row, Step.APPLY, act)
    if row.person_id is None:
        raise NotProven
    _put_in_turn(row, row.person_id)
    return [_decide(row, act, Step.APPLY), *_tell(row, act, LookedAt(), "held")]


def route(row: Quarantined, person: Person, act: Act) -> list[models.Model]:
    """Judge it as that person's, who used the device. Raises: NeverUsedIt, and what `apply` raises."""
    _open(row, Step.ROUTE, act)
    if person.pk not in users_of(row):
        raise NeverUsedIt(name=person.name)
    _put_in_turn(row, person.pk)
    return [_decide(row, act, Step.ROUTE, person=person), *_tell(row, act, PassedOn(), "accepted")]


def answer(row: Quarantined, words: str, act: Act) -> list[models.Model]:
    """Close it with words that its maker reads. Raises: NotInQuarantine · CannotBeDone."""
    _open(row, Step.ANSWER, act)
    return [_decide(row, act, Step.ANSWER, words=words), *_tell(row, act, Answered(words=words), "refused")]


def release(row: Quarantined, act: Act) -> list[models.Model]:
    """Let the chain go on to it past what is missing before it. Raises: NotInQuarantine · CannotBeDone."""
    _open(row, Step.RELEASE, act)
    go_on_without(row.device, row.n, act.arrived, by=act)
    return [Decision.objects.create(quarantined=row, what=Step.RELEASE, by_id=act.worker, at=act.arrived)]


def _open(row: Quarantined, step: Step, act: Act) -> None:
    """Lock its chain, and see that it still waits for that. Raises: NotInQuarantine · CannotBeDone."""
    lock_chain(row.device)
    row.refresh_from_db(fields=["closed_at", "released_at"])
    if row.closed_at or row.released_at:
        raise NotInQuarantine
    if step not in steps_for(row):
        raise CannotBeDone


def _put_in_turn(row: Quarantined, person_id: UUID) -> None:
    stored = row.stored or _store(row, _proven(row), person_id)
    Waiting.objects.create(stored=stored, device=row.device, n=stored.n)


def _proven(row: Quarantined) -> Said:
    """Raises: NotProven."""
    raw, sig = bytes(row.raw or b""), bytes(row.sig or b"")
    try:
        said = read(raw)
    except Unreadable:
        raise NotProven from None
    if not signed_by(public_key(row.device), raw, sig):
        raise NotProven
    return said


def _store(row: Quarantined, said: Said, person_id: UUID) -> StoredAct:
    began = min((use.from_at for use in uses_of(row.device) if use.person_id == person_id), default=row.device.enrolled_at)
    at, bounded = best_time(said, began, row.arrived)
    taken = StoredAct.objects.filter(device=row.device, n=row.n).exists()
    return StoredAct.objects.create(
        act=said.id,
        device=row.device,
        # Two acts for one place: the other has it. Below nought stands what has no place in the chain, as on the device itself.
        n=-row.pk if taken else row.n,
        person_id=person_id,
        command=said.do,
        made=said.made,
        off_ms=said.clock.off_ms,
        arrived=row.arrived,
        at=at,
        bounded=bounded,
        raw=bytes(row.raw or b""),
        sig=bytes(row.sig or b""),
        carrier=row.carrier,
    )


def _decide(row: Quarantined, act: Act, step: Step, *, person: Person | None = None, words: str = "") -> Decision:
    row.closed_at = act.arrived
    row.save(update_fields=["closed_at"])
    _asks_no_more(row, act)
    return Decision.objects.create(quarantined=row, what=step, by_id=act.worker, at=act.arrived, words=words, person=person)


def _asks_no_more(row: Quarantined, act: Act) -> None:
    questions = Questions(row.device)
    questions.decided(row)
    questions.write(act)


def _tell(row: Quarantined, act: Act, reason: Refused, outcome: str) -> Iterable[Receipt]:
    """Renew the receipt that said that it was set aside. Where only the device could be believed, its maker now reads it too.

    Two things under one number share the place of one receipt on a device: there the first one's stays as it is.
    """
    actors = (f"person/{row.person_id}", f"device/{row.device_id}")
    receipt = Receipt.objects.filter(act=row.act, actor__in=actors, code=row.code, outcome="quarantined").first()
    if receipt is None:
        return []
    named = row.person_id if row.code != receipts.SameId().code else None
    maker = Person.objects.filter(pk=named).first() if named else None
    with translation.override(maker.reads if maker else "en"):
        receipt.outcome, receipt.code, receipt.says, receipt.at = outcome, reason.code, reason.words[:600], act.arrived
    if maker and not isinstance(reason, LookedAt):
        receipt.person_id = maker.pk
    receipt.save(update_fields=["outcome", "code", "says", "at", "person_id"])
    return [receipt]
