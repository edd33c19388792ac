"""Whether something answers at an address of this machine or of a neighbour."""

import socket
from urllib.error import URLError
from urllib.request import urlopen


def answers(url: str) -> bool:
    """True where a GET of this http address gets a good answer within a second."""
    try:
        with urlopen(url, timeout=1) as reply:  # noqa: S310  the caller's own address
            return bool(reply.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def is_taken(port: int) -> bool:
    """Whether some program listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
