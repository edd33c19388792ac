"""Whether something answers at an address of this machine or of a neighbour."""

import re
import socket
from urllib.parse import urlsplit


def answers(url: str) -> bool:
    """True where a GET of this http address gets a good answer, or another address, within a second."""
    where = urlsplit(url)
    # By hand: whoever only waits for a server should not carry a library for all that a browser can do.
    question = f"GET {where.path or '/'} HTTP/1.0\r\nHost: {where.netloc}\r\n\r\n"
    try:
        with socket.create_connection((where.hostname, where.port or 80), timeout=1) as link, link.makefile("rb") as reply:
            link.sendall(question.encode())
            return re.match(rb"HTTP/1\.\d [23]", reply.readline(100)) is not None
    except OSError:
        return False


def is_taken(port: int) -> bool:
    """Whether some program listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
