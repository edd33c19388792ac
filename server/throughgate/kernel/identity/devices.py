"""Devices: which one is speaking, who uses it and since when, what it last said of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughgate.basics.ids import uuid7
from throughgate.kernel.database import lightly
from throughgate.kernel.identity.models import Device, DeviceKind, DeviceState, Holding, PersonSession, Revocation
from throughgate.kernel.people.models import Person, Worker
from throughgate.kernel.places.models import Place, Stay
from throughgate.kernel.places.tree import establishment_of


@dataclass(frozen=True)
class Use:
    """That a person used a device from then to then (empty: still does)."""

    person_id: UUID
    from_at: datetime
    to_at: datetime | None

    def covers(self, person_id: UUID, at: datetime) -> bool:
        return person_id == self.person_id and self.from_at <= at and (self.to_at is None or at < self.to_at)


def device_of(thumbprint: str) -> Device | None:
    """The enrolled device that has this key (RFC 7638 thumbprint)."""
    return Device.objects.filter(thumbprint=thumbprint).first()


def enrol_device(
    thumbprint: str,
    jwk: Mapping[str, str],
    kind: str,
    at: datetime,
    *,
    place: Place | None = None,
    home: Place | None = None,
    pk: UUID | None = None,
) -> Device:
    """Make a key known as a device of that kind. `place` is where it stands from now on, if it was given one.

    `home` is where the person lives who brings a new device along. One that is known stays where it is: a second person on a
    shared tablet does not move it. `pk` is the id that it had before a restore forgot it.
    """
    label = f"{DeviceKind(kind).label.capitalize()} {thumbprint[:4].upper()}"
    made, new = Device.objects.get_or_create(
        thumbprint=thumbprint,
        defaults={"id": pk or uuid7(), "kind": kind, "label": label, "place": place or home, "public_jwk": dict(jwk), "enrolled_at": at},
    )
    if not new and place and made.place_id != place.pk:
        made.place = place
        made.save(update_fields=["place"])
    return made


def hand_to(device: Device, person: Person, at: datetime) -> None:
    """The person uses this device from now on; saying it twice changes nothing."""
    Holding.objects.get_or_create(device=device, person=person, to_at=None, defaults={"from_at": at})


def take_from(device: Device, person: Person, at: datetime) -> None:
    """The person no longer uses this device. Its next contact with us tells it to put their vault away."""
    Holding.objects.filter(device=device, person=person, to_at=None).update(to_at=at)


def takes(device: Device, person_id: UUID) -> bool:
    """May this person use it at all? A television or a hub is nobody's; a kiosk is for those who live at the establishment it stands in."""
    if device.kind != DeviceKind.KIOSK:
        return device.kind not in (DeviceKind.TV, DeviceKind.HUB)
    if device.place is None:
        return False
    home = establishment_of(device.place)
    return Stay.objects.filter(person=person_id, to_at=None, place__path__startswith=home.path).exists()


def holds(device: Device, person_id: UUID) -> bool:
    """Does the person use this device now? On a kiosk whoever has signed in does, for as long as they live there."""
    if device.kind == DeviceKind.KIOSK:
        return takes(device, person_id)
    return Holding.objects.filter(device=device, person=person_id, to_at=None).exists()


def uses_of(device: Device) -> list[Use]:
    """Everybody who ever used this device, and from when to when: held it, or, on a kiosk, was signed in on it."""
    if device.kind == DeviceKind.KIOSK:
        return [Use(*row) for row in PersonSession.objects.filter(device=device).values_list("person_id", "from_at", "ended_at")]
    return [Use(*row) for row in Holding.objects.filter(device=device).values_list("person_id", "from_at", "to_at")]


def revoke(device: Device, by: Worker, at: datetime, why: str) -> Revocation:
    """Turn a device off for good. It may still hand in what it has; that goes to quarantine."""
    row, _new = Revocation.objects.get_or_create(device=device, defaults={"by": by, "at": at, "why": why})
    PersonSession.objects.filter(device=device, ended_at=None).update(ended_at=at)
    return row


def is_revoked(device: Device) -> bool:
    return Revocation.objects.filter(device=device).exists()


def note_state(device: Device, at: datetime, said: Mapping[str, object]) -> None:
    """What a device says of itself, for the page of devices. Fields that it left out keep what they had.

    Where it says whose vaults are on it, and somebody's who no longer uses it is not among them, that holding is put away.
    """
    with lightly():
        state, _new = DeviceState.objects.update_or_create(device=device, defaults={"seen_at": at, **said})
    if "vaults" in said:
        aboard = {row["person"] for row in state.vaults or ()}
        gone = [row.pk for row in to_put_away(device) if str(row.person_id) not in aboard]
        if gone:
            Holding.objects.filter(pk__in=gone).update(put_away_at=at)


def to_put_away(device: Device) -> list[Holding]:
    """Holdings that have ended and of which the device has not said that nothing is left; of each person the last, with the person.

    Somebody who uses it again is not among them.
    """
    ended = Holding.objects.filter(device=device, to_at__isnull=False, put_away_at=None).select_related("person").order_by("to_at")
    found = list(ended)
    back = set(Holding.objects.filter(device=device, to_at=None).values_list("person_id", flat=True)) if found else set()
    return [row for row in found if row.person_id not in back]
