"""What becomes of devices when something happens elsewhere."""

from collections.abc import Iterable, Iterator

from django.db import models

from throughgate.kernel.audit import trail
from throughgate.kernel.commands.command import Done
from throughgate.kernel.identity.devices import take_from
from throughgate.kernel.identity.models import DeviceKind, Holding
from throughgate.kernel.places.models import Setting, Stay
from throughgate.kernel.places.tree import establishment_of, is_in_prison
from throughgate.kernel.policy.act import Act

# What a prison hands out stays there. A phone is the person's own, and goes where they go.
OF_THE_PRISON = (DeviceKind.TABLET, DeviceKind.LAPTOP)


def take_back(act: Act, done: Done) -> Iterable[models.Model]:
    """People moved: devices of the prison they left are no longer theirs, and no phone is in a closed prison.

    Such a device hands in what they made on it, and then puts their vault away: `sync/parting.py`.
    """
    for stay in (row for row in done.changed if isinstance(row, Stay)):
        for holding in _left_behind(stay):
            take_from(holding.device, holding.person, act.arrived)
            trail.write(act, "devices.end_holding@1", "accepted", stay.person_id, device=str(holding.device_id), moved=True)
    return ()


def _left_behind(stay: Stay) -> Iterator[Holding]:
    here = establishment_of(stay.place)
    for holding in Holding.objects.filter(person=stay.person_id, to_at=None).select_related("device__place", "person"):
        device = holding.device
        if device.kind == DeviceKind.PHONE:
            if stay.setting == Setting.CLOSED:
                yield holding
        elif device.kind in OF_THE_PRISON and device.place and is_in_prison(device.place) and establishment_of(device.place) != here:
            yield holding
