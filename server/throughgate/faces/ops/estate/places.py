"""The places: three prisons with every cell, a probation region with its offices, and the partners outside."""

from throughgate.faces.ops.estate.estate import REGION, Estate
from throughgate.kernel.places.models import Category, Place, PlaceKind

# Code, name, category, wings, landings a wing, cells a landing. Codes that begin with Z are issued to no prison.
PRISON_PLANS = [
    ("ZLI", "HMP Lindenfield", Category.B, "ABCD", 4, 40),
    ("ZMI", "HMP Marsh End", Category.D, "AB", 2, 45),
    ("ZTI", "HMP Thornhay", Category.WOMEN, "AB", 2, 55),
]
OFFICES = {"EPR-PE": "Port Ellory probation office", "EPR-WD": "Witherdale probation office", "EPR-NM": "Northmere probation office"}
HOSTEL = "EPR-AP1"
PARTNERS = {
    "EMHT": "Eastmere Hospitals Trust",
    "COLL": "Ellory Sands College",
    "EMP-BAKE": "Saltmarsh Bakery",
    "EMP-RAIL": "Northmere Track and Signal",
    "LISTEN": "The Open Line, a listening charity",
}


def make_places(estate: Estate) -> None:
    """Every place, top first."""
    for code, name, category, wings, landings, cells in PRISON_PLANS:
        prison = _add(estate, code, name, PlaceKind.ESTABLISHMENT)
        prison.category = category
        for wing in wings:
            _make_wing(estate, prison, wing, landings, cells)
    region = _add(estate, REGION, "Eastmere probation region", PlaceKind.REGION)
    for code, name in OFFICES.items():
        _add(estate, code, name, PlaceKind.OFFICE, region)
    _add(estate, HOSTEL, "Lantern House approved premises", PlaceKind.PARTNER, region)
    for code, name in PARTNERS.items():
        _add(estate, code, name, PlaceKind.PARTNER)
    Place.objects.bulk_create(estate.places.values())


def cells_of(estate: Estate, prison: str) -> list[Place]:
    """Every cell of a prison, by code."""
    return [place for code, place in estate.places.items() if place.kind == PlaceKind.CELL and code.startswith(f"{prison}-")]


def _make_wing(estate: Estate, prison: Place, letter: str, landings: int, cells: int) -> None:
    wing = _add(estate, f"{prison.code}-{letter}", f"{letter} wing", PlaceKind.WING, prison)
    for floor in range(1, landings + 1):
        landing = _add(estate, f"{wing.code}-{floor}", f"{letter} wing, landing {floor}", PlaceKind.LANDING, wing)
        for door in range(1, cells + 1):
            code = f"{landing.code}-{door:03}"
            _add(estate, code, code, PlaceKind.CELL, landing)


def _add(estate: Estate, code: str, name: str, kind: PlaceKind, parent: Place | None = None) -> Place:
    path = f"{parent.path if parent else '/'}{code}/"
    place = Place(id=estate.chance.id_at(estate.beginning), code=code, name=name, kind=kind, parent=parent, path=path)
    estate.places[code] = place
    return place
