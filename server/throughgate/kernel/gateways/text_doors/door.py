"""What every way of sending texts offers."""

from collections.abc import Callable, Sequence
from uuid import UUID

# Our id, the number (E.164) and the words in; what the provider calls each part, out. Raises: Never · OSError.
Send = Callable[[UUID, str, str], Sequence[str]]


class Never(Exception):
    """The provider will not send this one, however often it is asked: no such number."""
