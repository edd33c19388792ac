"""Texts from outside become rows: each once, and one of several parts as soon as they are all there, in whatever order they came."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from throughgate.kernel.gateways.arrived import By
from throughgate.kernel.gateways.incoming import write_down
from throughgate.kernel.gateways.models import Incoming, IncomingPart
from throughgate.kernel.gateways.text_doors.smpp_in import Outcome, Part
from throughgate.kernel.gateways.texts import note_outcome
from throughgate.kernel.gateways.words import one_line, plain
from throughgate.kernel.people import do_not_contact

# Lines by SMPP give a text no name. The same words again so soon are the same text: its answer was lost on the way.
SAME_WITHIN = timedelta(minutes=5)
# What has not come by then does not come: what did is handed on, with a sign where something is missing.
PARTS_WAIT = timedelta(hours=1)
MISSING = " […] "


def take(said: Part | Outcome, at: datetime) -> Incoming | None:
    """What an SMPP line brought. None: there is nothing to settle yet."""
    if isinstance(said, Outcome):
        note_outcome(said.provider_id, said.outcome, said.at)
        return None
    with transaction.atomic():
        return arrive(said.sender, said.to, said.words, at) if said.of == 1 else _collect(said, at)


def arrive(sender: str, to: str, words: str, at: datetime, provider_id: str = "") -> Incoming:
    """A whole text, under its provider's id where that gives one."""
    number = do_not_contact.e164(sender if sender.startswith(("+", "0")) else f"+{sender}")
    row = Incoming(by=By.TEXT, sender=number or one_line(sender, 20), to=one_line(to, 20), words=plain(words), at=at)
    row.provider_id = one_line(provider_id, 120) or _named(row, words, at)
    return write_down(row, at)


def hand_on_parts(now: datetime) -> int:
    """Texts whose other parts never came. Returns how many."""
    late = IncomingPart.objects.filter(whole_at=None, arrived_at__lt=now - PARTS_WAIT)
    sets = set(late.values_list("sender", "to", "reference", "of"))
    for sender, to, reference, of in sets:
        with transaction.atomic():
            _join(Part(sender, to, "", reference, of), now)
    return len(sets)


def _collect(said: Part, at: datetime) -> Incoming | None:
    parts = _parts(said)
    again = parts.filter(n=said.n, words=said.words, arrived_at__gt=at - SAME_WITHIN)
    if again.exists():
        return None
    if parts.filter(n=said.n, whole_at=None).exists():
        # References are used again after 256 texts: this is another one.
        _join(said, at)
    IncomingPart.objects.create(
        sender=said.sender, to=said.to, reference=said.reference, of=said.of, n=said.n, words=said.words, arrived_at=at
    )
    return _join(said, at) if _parts(said).filter(whole_at=None).count() == said.of else None


def _join(said: Part, at: datetime) -> Incoming | None:
    """What there is of it, as one text."""
    open_parts = list(_parts(said).select_for_update().filter(whole_at=None).order_by("n"))
    if not open_parts:
        return None
    there = {part.n: part.words for part in open_parts}
    words = "".join(there.get(n, MISSING) for n in range(1, said.of + 1))
    IncomingPart.objects.filter(pk__in=[part.pk for part in open_parts]).update(whole_at=at)
    return arrive(said.sender, said.to, words, at)


def _parts(said: Part) -> QuerySet[IncomingPart]:
    return IncomingPart.objects.filter(sender=said.sender, to=said.to, reference=said.reference, of=said.of)


def _named(row: Incoming, words: str, at: datetime) -> str:
    """A name made of what it says, and of when that was said first."""
    name = hashlib.sha256("\x1f".join((row.sender, row.to, words)).encode(errors="replace")).hexdigest()
    lately = Incoming.objects.filter(by=By.TEXT, provider_id__startswith=name, arrived_at__gt=at - SAME_WITHIN).first()
    return lately.provider_id if lately else f"{name} {at:%Y%m%dT%H%M%S}"
