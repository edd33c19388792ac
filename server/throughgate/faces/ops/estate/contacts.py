"""People outside whom someone may be in touch with: mothers, partners, solicitors. Approval is waiting for some and over for others."""

from datetime import timedelta

from throughgate.faces.ops.estate.estate import Estate, Life
from throughgate.faces.ops.estate.names import a_name
from throughgate.kernel.people.models import Approval, Contact, Relationship, WorkerRole

# NOMIS relationship codes. Source: docs/field.md, "Relationships".
KINDS = {"MOT": 20, "FA": 10, "PART": 18, "WIFE": 6, "BRO": 12, "SIS": 14, "SON": 5, "DAU": 5, "FRI": 16, "SOL": 12}
WOMEN = ("MOT", "WIFE", "SIS", "DAU")
# Of the guest: name, what they are to him, age, mail. The child has a guardian instead.
MOTHER = ("Carol Thornwick", "MOT", 54, "carol@home.example")
PARTNER = ("Kerry Sandford", "PART", 31, "kerry@home.example")
CHILD = ("Poppy Thornwick", "DAU", 9, "")
HOME = "14 Ropewalk Street, Port Ellory ZZ4 3QX"
Pair = tuple[Life, Relationship]


def make_contacts(estate: Estate) -> None:
    """None to four a person; of the guest a mother, a partner, and a child of nine who has the partner for a guardian."""
    pairs = [*_of_guest(estate)]
    for life in estate.but_guest():
        pairs += [(life, _contact(estate, life)) for _n in range(estate.chance.choice([0, 1, 1, 2, 2, 3, 4]))]
    rows = [row for _life, row in pairs]
    # Guardians first: a child leads to theirs.
    Contact.objects.bulk_create(sorted((row.contact for row in rows), key=lambda contact: contact.guardian_id is not None))
    Relationship.objects.bulk_create(rows)
    Approval.objects.bulk_create([made for life, row in pairs if (made := _approval(estate, life, row))])


def _of_guest(estate: Estate) -> list[Pair]:
    life = next((life for life in estate.lives if life.person is estate.guest), None)
    if life is None:
        return []
    rows = [_named(estate, life, *one) for one in (MOTHER, PARTNER, CHILD)]
    rows[2].contact.guardian = rows[1].contact
    return [(life, row) for row in rows]


def _named(estate: Estate, life: Life, name: str, kind: str, age: int, email: str) -> Relationship:
    since = life.since + timedelta(days=3)
    contact = Contact(id=estate.chance.id_at(since), name=name, email=email, address=HOME, since=since)
    contact.born = estate.today - timedelta(days=age * 366 + 40)
    contact.phone = f"07700 900{estate.chance.randrange(1_000):03}" if email else ""
    return Relationship(person=life.person, contact=contact, kind=kind)


def _contact(estate: Estate, life: Life) -> Relationship:
    chance = estate.chance
    kind, since = chance.weighted(KINDS), chance.between(life.since, estate.now - timedelta(days=2))
    woman = kind in WOMEN or (kind in ("PART", "SOL", "FRI") and chance.happens(0.5))
    name = a_name(chance, life.person.language, woman)
    shares_name = kind not in ("PART", "FRI", "SOL") and chance.happens(0.7)
    contact = Contact(id=chance.id_at(since), name=f"{name.given} {life.person.family_name if shares_name else name.family}", since=since)
    contact.phone = f"07700 900{chance.randrange(1_000):03}" if chance.happens(0.9) else ""
    contact.email = f"{contact.id.hex[-8:]}@home.example" if chance.happens(0.5) else ""
    return Relationship(person=life.person, contact=contact, kind=kind)


def _approval(estate: Estate, life: Life, row: Relationship) -> Approval | None:
    """Of most: by an administrator of where they live; over for a few."""
    guests = life.person is estate.guest
    if not guests and not estate.chance.happens(0.86):
        return None
    place = life.home if life.home.startswith("Z") else life.office.code
    at = row.contact.since + timedelta(days=1)
    made = Approval(id=estate.chance.id_at(at), relationship=row, person=row.person, from_at=at)
    made.by = estate.working_at(place, WorkerRole.ADMINISTRATOR)[0]
    if not guests and estate.chance.happens(0.05):
        made.to_at = estate.chance.between(at, estate.now)
    return made
