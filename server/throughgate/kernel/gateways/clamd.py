"""The door to a scanner for viruses: clamd, on the address that the site gives. Source: clamd(8), "INSTREAM"."""

import socket
import struct
from pathlib import Path

from django.conf import settings

PATIENCE_S, PIECE = 60, 2**16


class Away(Exception):
    """It does not answer, or not in a way that says anything: nobody knows what is in the file."""


def is_wanted() -> bool:
    """Whether the site has one."""
    return bool(settings.CLAMD)


def name_of(path: Path) -> str:
    """What the scanner calls what is in a file; "" where it finds nothing. Raises: Away."""
    host, _colon, port = settings.CLAMD.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), PATIENCE_S) as line, path.open("rb") as file:
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            said = line.makefile("rb").read(4096).rstrip(b"\0\n").decode(errors="replace")
    except (OSError, ValueError) as no:
        raise Away(str(no)) from no
    return _understood(said)


def _understood(said: str) -> str:
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    raise Away(said)
