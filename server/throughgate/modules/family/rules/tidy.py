"""What a person typed about somebody, as the record would write it."""

from throughgate.basics.errors import Refused
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import DetailKind


def as_far_as_can_be(kind: DetailKind, value: str) -> str:
    """A number that cannot be rung stays as it was typed: they wrote it down from memory, and staff put it right."""
    try:
        return tidy_detail(kind, value)
    except Refused:
        return value.strip()
