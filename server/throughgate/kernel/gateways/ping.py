"""Whether something answers at an address."""

from urllib.error import URLError
from urllib.request import urlopen


def answers(url: str) -> bool:
    """True where a GET of this http address gets a good answer within a second."""
    try:
        with urlopen(url, timeout=1) as reply:  # noqa: S310  the caller's own address
            return bool(reply.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False
