"""The people: who they are, the numbers they are known by, how to reach them. Phones and addresses are ones nobody can have."""

from datetime import datetime, timedelta
from itertools import cycle, islice

from throughgate.faces.ops.estate.estate import PRISONS, REGION, Estate, Life
from throughgate.faces.ops.estate.names import LANGUAGES, a_name
from throughgate.faces.ops.estate.places import HOSTEL, OFFICES, cells_of
from throughgate.faces.ops.estate.workers import people_at
from throughgate.kernel.people.models import ContactDetail, DetailKind, Person, PersonNumber
from throughgate.kernel.people.numbers import NumberKind
from throughgate.kernel.places.models import Place, Setting

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
# The remainder by 23 picks the letter that ends a PNC and a CRO number.
CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
GUEST, GUEST_OFFICE = ("Jordan", "Thornwick"), "EPR-PE"
STREETS = "Anchor Beacon Chandler Ferry Gull Harbour Kelp Lantern Marram Pilot Ropewalk Saltpan Shingle Tideway"
TOWNS = {"EPR-PE": "Port Ellory", "EPR-WD": "Witherdale", "EPR-NM": "Northmere"}


def make_people(estate: Estate) -> None:
    """Everyone, with where each lives now; stays are written by stays.py."""
    for prison, full in PRISONS.items():
        for cell in islice(cycle(cells_of(estate, prison)), estate.scaled(full)):
            estate.lives.append(_life(estate, prison, cell))
    for office in OFFICES:
        for _n in range(people_at(estate, office)):
            estate.lives.append(_life(estate, REGION, estate.places[office]))
    _welcome_guest(estate)
    Person.objects.bulk_create([life.person for life in estate.lives])
    PersonNumber.objects.bulk_create(_numbers(estate))
    ContactDetail.objects.bulk_create([row for life in estate.lives if life.home == REGION for row in _details(estate, life)])


def _welcome_guest(estate: Estate) -> None:
    """The first person of the first office is the one whose phone the demo offers to enrol."""
    life = next(life for life in estate.lives if life.office.code == GUEST_OFFICE and life.home == REGION)
    life.place, life.setting, life.woman = life.office, Setting.COMMUNITY, False
    life.since = estate.now - timedelta(days=300)
    guest = life.person
    (guest.given_name, guest.family_name), guest.known_as, guest.language, guest.easy_read = GUEST, GUEST[0], "en", False
    guest.since = min(guest.since, life.since)
    estate.guest = guest


def _life(estate: Estate, home: str, place: Place) -> Life:
    chance = estate.chance
    woman = home == "ZTI" or (home == REGION and chance.happens(0.15))
    since = estate.ago(12, 700 if home == REGION else 1_100)
    office = place if home == REGION else estate.places[chance.choice(list(OFFICES))]
    setting = _setting(estate, home)
    if setting == Setting.APPROVED_PREMISES:
        place = estate.places[HOSTEL]
    known_since = since - timedelta(days=chance.randint(5, 900))
    been_inside = home != REGION or chance.happens(0.65)
    return Life(_person(estate, woman, known_since), home, place, setting, since, woman, office, been_inside)


def _setting(estate: Estate, home: str) -> Setting:
    if home == REGION:
        return estate.chance.weighted({Setting.COMMUNITY: 96, Setting.APPROVED_PREMISES: 4})
    if home == "ZMI":
        return estate.chance.weighted({Setting.OPEN: 78, Setting.DAY_RELEASE: 17, Setting.OVERNIGHT_RELEASE: 5})
    return Setting.CLOSED


def _person(estate: Estate, woman: bool, since: datetime) -> Person:
    chance = estate.chance
    language = chance.weighted(LANGUAGES)
    name = a_name(chance, language, woman)
    age = chance.triangular(19, 78, 33)
    born = estate.today - timedelta(days=int(age * 365.25))
    made = Person(given_name=name.given, family_name=name.family, known_as=name.known_as, born=born, language=language)
    made.easy_read, made.since = chance.happens(0.11), since
    made.id = chance.id_at(since)
    return made


def _numbers(estate: Estate) -> list[PersonNumber]:
    """A prison number for whoever has been inside, a CRN for nearly everyone, police numbers for some."""
    chance, rows = estate.chance, []
    serials = iter(chance.sample(range(1_000_000), len(estate.lives) * 2))
    for life in estate.lives:
        kinds = {NumberKind.CRN: f"Z{next(serials):06}"}
        if life.been_inside:
            kinds[NumberKind.PRISON] = _prison_number(next(serials))
        if chance.happens(0.7):
            kinds[NumberKind.PNC] = _pnc(chance.randint(1995, estate.today.year), chance.randrange(10_000_000))
        if chance.happens(0.5):
            kinds[NumberKind.CRO] = _cro(chance.randint(0, estate.today.year - 2000), chance.randrange(1_000_000))
        rows += [PersonNumber(person=life.person, kind=kind, value=value) for kind, value in kinds.items()]
    return _without_twins(rows)


def _prison_number(serial: int) -> str:
    high, digits = divmod(serial, 10_000)
    return f"Z{digits:04}{LETTERS[high // len(LETTERS)]}{LETTERS[high % len(LETTERS)]}"


def _pnc(year: int, serial: int) -> str:
    return f"{year}/{serial:07}{CHECK_LETTERS[(year % 100 * 10_000_000 + serial) % 23]}"


def _cro(year: int, serial: int) -> str:
    return f"{serial:06}/{year:02}{CHECK_LETTERS[(year * 1_000_000 + serial) % 23]}"


def _without_twins(rows: list[PersonNumber]) -> list[PersonNumber]:
    return list({(row.kind, row.value): row for row in rows}.values())


def _details(estate: Estate, life: Life) -> list[ContactDetail]:
    """Phone numbers from the range kept for drama, mail at .example, streets in towns that are on no map."""
    chance, person = estate.chance, life.person
    house, street = chance.randint(1, 180), chance.choice(STREETS.split())
    found = {DetailKind.ADDRESS: f"{house} {street} Street, {TOWNS[life.office.code]} ZZ{chance.randint(1, 19)} {chance.randint(1, 9)}QX"}
    if chance.happens(0.93):
        found[DetailKind.PHONE] = f"07700 900{chance.randrange(1_000):03}"
    if chance.happens(0.6):
        found[DetailKind.EMAIL] = f"{person.id.hex[-8:]}@post.example"
    return [ContactDetail(person=person, kind=kind, value=value, from_at=life.since) for kind, value in found.items()]
