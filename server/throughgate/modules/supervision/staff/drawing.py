"""The small drawing of a place check: the agreed place, how near counts, and where the person may have been."""

from dataclasses import dataclass

from throughgate.modules.supervision.rules.distance import PlaceCheck

WIDTH, HEIGHT, MARGIN = 320, 120, 14


@dataclass(frozen=True)
class Drawing:
    """Circles in a box of 320 by 120 units: x of both centres, and the two radii, to scale."""

    agreed_x: float
    agreed_r: float
    person_x: float
    person_r: float
    y: float = HEIGHT / 2


def drawing_of(check: PlaceCheck) -> Drawing | None:
    """Both circles on one line, as large as fits; None where there is nothing to compare."""
    if check.distance_m is None or check.accuracy_m is None or check.radius_m is None:
        return None
    left = max(check.radius_m, check.accuracy_m - check.distance_m)
    right = max(check.distance_m + check.accuracy_m, check.radius_m)
    tall = max(check.radius_m, check.accuracy_m)
    scale = min((WIDTH - 2 * MARGIN) / max(left + right, 1), (HEIGHT - 2 * MARGIN) / max(2 * tall, 1))
    at = MARGIN + left * scale
    return Drawing(at, max(check.radius_m * scale, 2), at + check.distance_m * scale, max(check.accuracy_m * scale, 2))
