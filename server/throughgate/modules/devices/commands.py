"""Every decision about devices, with its named refusals."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import NotFound, Refused
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.identity import codes, devices
from throughgate.kernel.identity.models import Device, DeviceKind, Holding
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care, place_of_work, worker_who_acts
from throughgate.kernel.sync import quarantine
from throughgate.kernel.sync.quarantine import Step
from throughgate.kernel.tasks.work import finish_task
from throughgate.modules.devices import policy

MANAGE = "devices.manage"
# These stand somewhere and belong to nobody.
OF_A_PLACE = (DeviceKind.KIOSK, DeviceKind.TV, DeviceKind.HUB)


class NeedsPerson(Refused):
    says = _("Choose whose {kind} it will be.")


class NeedsPlace(Refused):
    says = _("Choose where the {kind} will stand.")


class Revoked(Refused):
    says = _("{label} was turned off for good. Enrol another device instead.")


class NeedsReason(Refused):
    says = _("Write why. Whoever asks about this device later reads it.")


class NeedsLabel(Refused):
    says = _("Give it a name, such as the one on its sticker.")


class NeedsWords(Refused):
    says = _("Write what its maker is to read.")


@command("devices.make_code", by=ActorKind.WORKER, needs=MANAGE)
def make_code(act: Act, *, kind: DeviceKind, person: UUID | None = None, place: UUID | None = None) -> Done:
    """Make a one-time code that enrols a device: for a person, or for the place where a kiosk, television or hub will stand.

    The code is `codes.code_for(act.id)`; only its hash is kept.
    """
    by, label = worker_who_acts(act), DeviceKind(kind).label
    owner = person_in_care(act, person) if person else None
    stands = place_of_work(act, place) if place else None
    if kind in OF_A_PLACE and (stands is None or owner):
        raise NeedsPlace(kind=label)
    if kind not in OF_A_PLACE and (owner is None or stands):
        raise NeedsPerson(kind=label)
    _code, row = codes.make_code(by, kind, act.arrived, person=owner, place=stands, code=codes.code_for(act.id))
    return Done(person, (row,))


@command("devices.reset_pin", by=ActorKind.WORKER, needs=MANAGE)
def reset_pin(act: Act, *, person: UUID, device: UUID) -> Done:
    """Make a one-time code that lets a person choose a new PIN on that device, and on no other. Nothing they saved is lost."""
    owner = person_in_care(act, person)
    theirs = policy.device_used_by(act, device, owner)
    _check_not_revoked(theirs)
    by, code = worker_who_acts(act), codes.code_for(act.id)
    _code, row = codes.make_code(by, theirs.kind, act.arrived, person=owner, for_device=theirs, code=code)
    return Done(owner.pk, (row,))


@command("devices.revoke", by=ActorKind.WORKER, needs=MANAGE)
def revoke(act: Act, *, device: UUID, why: Annotated[str, Meta(max_length=300)]) -> Done:
    """Turn a device off for good: it may hand in what it has, gets nothing back, and wipes itself."""
    lost = policy.device_to_manage(act, device)
    _check_not_revoked(lost)
    if not why.strip():
        raise NeedsReason
    revocation = devices.revoke(lost, worker_who_acts(act), act.arrived, why.strip())
    return Done(_only_holder(lost), (revocation,))


@command("devices.relabel", by=ActorKind.WORKER, needs=MANAGE)
def relabel(act: Act, *, device: UUID, label: Annotated[str, Meta(max_length=60)]) -> Done:
    """Give a device the name by which staff know it."""
    named = policy.device_to_manage(act, device)
    if not label.strip():
        raise NeedsLabel
    named.label = label.strip()
    named.save(update_fields=["label"])
    return Done(_only_holder(named), (named,))


@command("devices.end_holding", by=ActorKind.WORKER, needs=MANAGE)
def end_holding(act: Act, *, device: UUID, person: UUID) -> Done:
    """Record that a person no longer uses a device. What they saved there is handed in first, then put away."""
    owner = person_in_care(act, person)
    held = policy.device_to_manage(act, device)
    holding = Holding.objects.filter(device=held, person=owner, to_at=None).first()
    if holding is None:
        raise NotFound
    # Their session stays: by it the device asks once more, and hears that it must put their vault away.
    devices.take_from(held, owner, act.arrived)
    return Done(owner.pk, (holding,))


@command("devices.account_for", by=ActorKind.WORKER, needs=MANAGE)
def account_for(act: Act, *, missing: UUID) -> Done:
    """Record that somebody has found out what is missing from a device. It stays written down; the inbox asks no more."""
    task = policy.task_to_account_for(act, missing)
    finish_task(act, task.kind, missing)
    return Done(task.person_id, (task,))


@command("devices.apply", by=ActorKind.WORKER, needs=policy.DECIDE)
def apply(act: Act, *, quarantined: int) -> Done:
    """Take something out of quarantine and judge it as if it had been stored in its place."""
    row = policy.quarantined_to_decide(act, quarantined, Step.APPLY)
    return Done(row.person_id, tuple(quarantine.apply(row, act)))


@command("devices.route", by=ActorKind.WORKER, needs=policy.DECIDE)
def route(act: Act, *, quarantined: int, person: UUID) -> Done:
    """Give something in quarantine to the person who made it, where their device named another; it is judged as theirs."""
    row, whose = policy.quarantined_to_decide(act, quarantined, Step.ROUTE), person_in_care(act, person)
    return Done(whose.pk, tuple(quarantine.route(row, whose, act)))


@command("devices.answer", by=ActorKind.WORKER, needs=policy.DECIDE)
def answer(act: Act, *, quarantined: int, words: Annotated[str, Meta(max_length=400)]) -> Done:
    """Close something in quarantine with words that its maker reads. It is kept, and no more comes of it."""
    row = policy.quarantined_to_decide(act, quarantined, Step.ANSWER)
    if not words.strip():
        raise NeedsWords
    return Done(row.person_id, tuple(quarantine.answer(row, words.strip(), act)))


@command("devices.release", by=ActorKind.WORKER, needs=policy.DECIDE)
def release(act: Act, *, quarantined: int) -> Done:
    """Let what a device handed in go on past what is missing before it. What turns up later still takes its place."""
    row = policy.quarantined_to_decide(act, quarantined, Step.RELEASE)
    return Done(row.person_id, tuple(quarantine.release(row, act)))


def _check_not_revoked(device: Device) -> None:
    if devices.is_revoked(device):
        raise Revoked(label=device.label)


def _only_holder(device: Device) -> UUID | None:
    holders = Holding.objects.filter(device=device, to_at=None).values_list("person", flat=True)[:2]
    return holders[0] if len(holders) == 1 else None
