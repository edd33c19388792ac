"""A line that drops in the middle of every piece of a file, against a real listener: what arrived counts, and all of it comes."""

import os
import socket
import time
from pathlib import Path

from tests.device import CHUNK
from tests.served import Site, site
from tests.test_files import OGG

# What goes through before the line drops: less than a piece.
GETS_THROUGH = 100_000


def test_a_file_arrives_over_a_line_that_drops_within_every_piece(tmp_path: Path) -> None:
    with site(tmp_path, ["tablet"]) as (running, [tablet]):
        content = OGG + os.urandom(CHUNK)
        note = tablet.keep_file(content, "audio/ogg")
        act = tablet.say("talk.ask@1", about="worker", words="", voice=note["h"], screen="home", files=[note])
        tablet.offer()
        offsets = [0]
        while offsets[-1] < len(content):
            send_until_it_drops(running, tablet, note["h"], content, offsets[-1])
            offsets.append(moved_on(tablet, note["h"], offsets[-1]))
        assert len(offsets) > 3
        tablet.push()
        tablet.pull()
        assert tablet.receipt(act)["outcome"] == "accepted"


def send_until_it_drops(running: Site, tablet, h: str, content: bytes, at: int) -> None:
    path, piece = f"/sync/v1/files/{h}", content[at : at + CHUNK]
    said = {
        "Host": f"127.0.0.1:{running.port}",
        "DPoP": tablet.proof("PATCH", path),
        "Upload-Offset": at,
        "Upload-Length": len(content),
        "X-File-Type": "audio/ogg",
        "Content-Length": len(piece),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    with socket.create_connection(("127.0.0.1", running.port)) as line:
        line.sendall(f"PATCH {path} HTTP/1.1\r\n{head}\r\n".encode() + piece[:GETS_THROUGH])


def moved_on(tablet, h: str, before: int) -> int:
    """How far it is, once the listener has noticed that the line is gone."""
    while (reached := int(tablet.call("HEAD", f"/sync/v1/files/{h}", token=False).headers["Upload-Offset"])) == before:
        time.sleep(0.1)
    return reached
