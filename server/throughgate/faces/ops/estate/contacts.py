"""People outside whom someone may be in touch with: mothers, partners, solicitors. Approval is waiting for some and over for others."""

from datetime import timedelta

from throughgate.faces.ops.estate.estate import Estate, Life
from throughgate.faces.ops.estate.names import a_name
from throughgate.kernel.people.models import Contact, Relationship, WorkerRole

# NOMIS relationship codes. Source: docs/field.md, "Relationships".
KINDS = {"MOT": 20, "FA": 10, "PART": 18, "WIFE": 6, "BRO": 12, "SIS": 14, "SON": 5, "DAU": 5, "FRI": 16, "SOL": 12}
WOMEN = ("MOT", "WIFE", "SIS", "DAU")


def make_contacts(estate: Estate) -> None:
    """None to four a person."""
    pairs = [_contact(estate, life) for life in estate.lives for _n in range(estate.chance.choice([0, 1, 1, 2, 2, 3, 4]))]
    Contact.objects.bulk_create([contact for contact, _relationship in pairs])
    Relationship.objects.bulk_create([relationship for _contact, relationship in pairs])


def _contact(estate: Estate, life: Life) -> tuple[Contact, Relationship]:
    chance = estate.chance
    kind, since = chance.weighted(KINDS), chance.between(life.since, estate.now - timedelta(days=2))
    woman = kind in WOMEN or (kind in ("PART", "SOL", "FRI") and chance.happens(0.5))
    name = a_name(chance, life.person.language, woman)
    shares_name = kind not in ("PART", "FRI", "SOL") and chance.happens(0.7)
    contact = Contact(id=chance.id_at(since), name=f"{name.given} {life.person.family_name if shares_name else name.family}", since=since)
    contact.phone = f"07700 900{chance.randrange(1_000):03}" if chance.happens(0.9) else ""
    contact.email = f"{contact.id.hex[-8:]}@home.example" if chance.happens(0.5) else ""
    return contact, _relationship(estate, life, contact, kind)


def _relationship(estate: Estate, life: Life, contact: Contact, kind: str) -> Relationship:
    row = Relationship(person=life.person, contact=contact, kind=kind)
    if estate.chance.happens(0.86):
        place = life.home if life.home.startswith("Z") else life.office.code
        row.approved_by = estate.working_at(place, WorkerRole.ADMINISTRATOR)[0]
        row.approved_at = contact.since + timedelta(days=1)
    if row.approved_at and estate.chance.happens(0.05):
        row.ended_at = estate.chance.between(row.approved_at, estate.now)
    return row
