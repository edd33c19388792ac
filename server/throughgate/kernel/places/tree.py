"""The tree of places: what a place stands in."""

from throughgate.kernel.places.models import Place, PlaceKind

_INSIDE = (PlaceKind.WING, PlaceKind.LANDING, PlaceKind.CELL)
IN_PRISON = (PlaceKind.ESTABLISHMENT, *_INSIDE)


def establishment_of(place: Place) -> Place:
    """The prison that a wing, landing or cell is part of; an office, premises or region is its own."""
    above = Place.objects.filter(code__in=path_codes(place.path)).exclude(kind__in=_INSIDE)
    # A path begins with the paths of all above it, so that the longest, and nearest, comes last.
    return above.order_by("path").last() or place


def path_codes(path: str) -> list[str]:
    """The codes of a place and of all above it: /ZLI/ZLI-B/ is ZLI and ZLI-B."""
    return path.strip("/").split("/")


def is_in_prison(place: Place) -> bool:
    """A prison, or a wing, landing or cell of one."""
    return place.kind in IN_PRISON
