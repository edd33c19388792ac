"""Pictures of the estate, kept in the file store: the photo staff took of each person, and on request a selfie or a signature."""

from dataclasses import dataclass, field
from uuid import UUID

from throughgate.faces.ops.estate import portraits
from throughgate.faces.ops.estate.estate import REGION, Estate, Life
from throughgate.kernel.gateways import file_store
from throughgate.kernel.people.models import ReferencePhoto, WorkerRole
from throughgate.kernel.sync.models import StoredFile


def make_photos(estate: Estate) -> None:
    """A reference photo of nearly everyone; of a few nobody has taken one yet."""
    album = Album(estate)
    pictured = [life for life in estate.lives if estate.chance.happens(0.96)]
    ReferencePhoto.objects.bulk_create([_photo(estate, album, life) for life in pictured])
    album.save()


@dataclass
class Album:
    """Draws pictures of people, one of a kind for each, and keeps them."""

    estate: Estate
    kept: dict[str, StoredFile] = field(default_factory=dict)
    drawn: dict[tuple[str, UUID], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._women = {life.person.id for life in self.estate.lives if life.woman}

    def selfie(self, person: UUID) -> str:
        """The sha256 of a selfie."""
        if ("selfie", person) not in self.drawn:
            self.drawn["selfie", person] = self.keep(portraits.selfie(person, person in self._women), "image/webp")
        return self.drawn["selfie", person]

    def signature(self, person: UUID) -> str:
        """The sha256 of a signature."""
        if ("signature", person) not in self.drawn:
            self.drawn["signature", person] = self.keep(portraits.signature(person), "image/png")
        return self.drawn["signature", person]

    def keep(self, picture: bytes, kind: str) -> str:
        sha256 = file_store.put(picture)
        self.kept[sha256] = StoredFile(sha256=sha256, size=len(picture), kind=kind, arrived=self.estate.now)
        return sha256

    def save(self) -> None:
        """Put what was kept on the record."""
        StoredFile.objects.bulk_create(self.kept.values(), ignore_conflicts=True)


def _photo(estate: Estate, album: Album, life: Life) -> ReferencePhoto:
    kept = album.keep(portraits.reference_photo(life.person.id, life.woman), "image/webp")
    place, role = (life.office.code, WorkerRole.PROBATION_OFFICER) if life.home == REGION else (life.home, WorkerRole.ADMINISTRATOR)
    taken = estate.chance.between(life.since, estate.now)
    return ReferencePhoto(person=life.person, sha256=kept, taken_at=taken, by=estate.working_at(place, role)[0])
