"""Makes the whole estate, in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughgate.basics.chance import Chance
from throughgate.faces.ops.estate import pictures
from throughgate.faces.ops.estate.access import make_access
from throughgate.faces.ops.estate.care import make_care
from throughgate.faces.ops.estate.contacts import make_contacts
from throughgate.faces.ops.estate.devices import make_devices
from throughgate.faces.ops.estate.estate import Estate
from throughgate.faces.ops.estate.history import write_history
from throughgate.faces.ops.estate.people import make_people
from throughgate.faces.ops.estate.places import make_places
from throughgate.faces.ops.estate.sign_ins import make_sign_ins
from throughgate.faces.ops.estate.stays import make_stays
from throughgate.faces.ops.estate.workers import make_workers
from throughgate.kernel.policy.act import CLOCK, Act, Face
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.registry.demo import Happened, Showing
from throughgate.kernel.registry.installed import modules

SEED = 20_140_601
STEPS = (
    make_places,
    make_workers,
    make_sign_ins,
    make_people,
    make_stays,
    make_care,
    make_access,
    make_contacts,
    make_devices,
    pictures.make_photos,
)


@transaction.atomic
def build(now: datetime, people: int, weeks: int, seed: int = SEED) -> Estate:
    """The estate as it stands at `now`: places, workers, people, and what each module shows of itself.

    The same arguments make the same rows. Streams for devices are not written: the sync room makes one when it is first pulled.
    """
    estate = Estate(now=now, size=people, chance=Chance(seed))
    for step in STEPS:
        # Chance of its own for each step and module, so that one more of something changes nothing for the others.
        estate.chance = Chance(f"{seed} {step.__name__}")
        step(estate)
    _show_modules(estate, weeks, seed)
    return estate


def _show_modules(estate: Estate, weeks: int, seed: int) -> None:
    album = pictures.Album(estate)
    act = Act(CLOCK, estate.now, estate.now, Face.OPS)
    guest = estate.guest.pk if estate.guest else UUID(int=0)
    happened: list[Happened] = []
    for module in modules():
        chance = Chance(f"{seed} {module.name}")
        if module.demo:
            with scope(act):
                happened += list(module.demo(Showing(estate.now, weeks, guest, chance, album.selfie, album.signature)))
    album.save()
    write_history(happened)
