"""How far from the agreed place, and what can honestly be said of it."""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_000.0


class Nearness(StrEnum):
    NO_PLACE_AGREED = "no_place_agreed"
    NO_POSITION = "no_position"
    THERE = "there"
    COULD_BE_THERE = "could_be_there"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class PlaceCheck:
    """Distance and accuracy in metres. `there`: the whole circle of doubt lies inside the agreed radius."""

    nearness: Nearness
    distance_m: float | None = None
    accuracy_m: float | None = None
    radius_m: int | None = None


def metres_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine), in metres; degrees in."""
    a1, a2 = radians(lat1), radians(lat2)
    half = sin((a2 - a1) / 2) ** 2 + cos(a1) * cos(a2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(half))


def nearness(distance_m: float, accuracy_m: float, radius_m: int) -> Nearness:
    """What distance and doubt together allow us to say. The doubt always counts in the person's favour."""
    if distance_m + accuracy_m <= radius_m:
        return Nearness.THERE
    return Nearness.COULD_BE_THERE if distance_m - accuracy_m <= radius_m else Nearness.ELSEWHERE
