"""Pictures of the estate, kept in the file store: the photo staff took of each person, and on request a selfie or a signature."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from throughgate.faces.ops.estate import portraits
from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.kernel.gateways import files
from throughgate.kernel.people.models import ReferencePhoto, WorkerRole

Drawer = Callable[[UUID], str]


def make_photos(estate: Estate) -> None:
    """A reference photo of nearly everyone; of a few nobody has taken one yet."""
    pictured = [life for life in estate.lives if estate.chance.happens(0.96)]
    ReferencePhoto.objects.bulk_create([_photo(estate, life) for life in pictured])


def drawers(estate: Estate) -> tuple[Drawer, Drawer]:
    """Who draws a selfie of a person, and who draws their signature; each gives the sha256 of what it kept."""
    women = {life.person.id for life in estate.lives if life.woman}

    @cache
    def selfie(person: UUID) -> str:
        return files.keep(portraits.selfie(person, person in women))

    @cache
    def signature(person: UUID) -> str:
        return files.keep(portraits.signature(person))

    return selfie, signature


def _photo(estate: Estate, life: Life) -> ReferencePhoto:
    kept = files.keep(portraits.reference_photo(life.person.id, life.woman))
    place, role = (life.office.code, WorkerRole.PROBATION_OFFICER) if life.home == REGION else (life.home, WorkerRole.ADMINISTRATOR)
    taken = estate.chance.between(life.since, estate.now)
    return ReferencePhoto(person=life.person, sha256=kept, taken_at=taken, by=estate.working_at(place, role)[0])
