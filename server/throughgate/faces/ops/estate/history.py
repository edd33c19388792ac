"""What happened in the last weeks, as the trail and the receipts would have it had it happened here."""

from collections.abc import Iterable

from throughgate.kernel.audit import trail
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.registry.demo import Happened


def write_history(happened: Iterable[Happened]) -> None:
    """Every entry sealed into its chain, in the order in which things came in; a receipt for each command."""
    in_order = sorted(happened, key=lambda event: (event.act.arrived, event.act.id))
    trail.write_all(_entry(event) for event in in_order)
    Receipt.objects.bulk_create([_receipt(event) for event in in_order if not _is_look(event)], batch_size=500)


def _entry(event: Happened) -> TrailEntry:
    return trail.entry_of(event.act, event.what, _outcome(event), event.person_id, event.detail)


def _outcome(event: Happened) -> str:
    if event.instead:
        return event.instead.outcome
    return "looked" if _is_look(event) else "accepted"


def _is_look(event: Happened) -> bool:
    return event.what.startswith("look:")


def _receipt(event: Happened) -> Receipt:
    act, instead = event.act, event.instead
    receipt = Receipt(
        actor=str(act.actor), act=act.id, command=event.what, outcome=_outcome(event), person_id=act.person_id, at=act.arrived
    )
    if instead:
        receipt.code, receipt.says = instead.code, instead.words
    return receipt
