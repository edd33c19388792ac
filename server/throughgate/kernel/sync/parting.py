"""When somebody no longer uses a device: it hands in what they made there, puts their vault away, and says why in words."""

from uuid import UUID

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _

from throughgate.kernel.identity.devices import to_put_away
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.places.models import Stay
from throughgate.kernel.places.tree import establishment_of, is_in_prison


class Parting(msgspec.Struct, frozen=True):
    """A person whose vault the device must put away, and what stands on its lock screen when that is done.

    Whoever comes by reads a lock screen, so it does not say where they went.
    """

    person: UUID
    why: str


def partings(device: Device) -> list[Parting]:
    """Everybody who no longer uses this device and whose vault may still be on it; each in their own language."""
    return [_parting(person.pk, person.known_as, person.reads) for person in {row.person for row in to_put_away(device)}]


def farewell(person_id: UUID, device: Device) -> str:
    """Why they do not use this device any more, as they themself read it, in the language active now."""
    return f"{_why(person_id, device)} {_what_became_of_it(device)}"


def _parting(person_id: UUID, known_as: str, language: str) -> Parting:
    with translation.override(language):
        why = _("%(name)s does not use this device any more. What was written here has been handed in.") % {"name": known_as}
    return Parting(person_id, why)


def _why(person_id: UUID, device: Device) -> str:
    stay = Stay.objects.filter(person=person_id, to_at=None).select_related("place").first()
    left = establishment_of(device.place) if device.place and is_in_prison(device.place) else None
    here = establishment_of(stay.place) if stay else None
    if left is None or here is None or left == here:
        return _("You do not use this device any more.")
    if is_in_prison(here):
        return _("You moved to %(place)s.") % {"place": here.name}
    return _("You left %(place)s.") % {"place": left.name}


def _what_became_of_it(device: Device) -> str:
    state = DeviceState.objects.filter(device=device).first()
    if state and (state.waiting_acts or state.waiting_files):
        return _("What you wrote here is being sent now. You find everything on your other device.")
    return _("Everything you wrote here has been sent. You find it on your other device.")
