"""pouchdb-server at the same work: a database for each person, 500 documents in each, written and read as a replication does.

Its LevelDB does not wait for the disk, and it checks no signature. The devices' side is as thin as ours here:
the calls of CouchDB's replication protocol, made ready before.
"""

import json
import os
import secrets
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from typing import Any

from figures.crowd import WORDS, seconds
from figures.lines import keep, line
from figures.loopback import Browser, free_port
from figures.peers import pouchdb_server


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="throughgate-pouchdb-") as home:
        port = free_port()
        command = [*pouchdb_server(), "--port", str(port), "--dir", home, "--no-stdout-logs", "--config", f"{home}/config.json"]
        server = subprocess.Popen(command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            _await(port)
            _measure(port)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def _measure(port: int) -> None:
    devices = [_Device(port, f"person{n}") for n in range(20)]
    for device in devices:
        device.prepare(500)
    pushed = 10_000 / seconds(_Device.push, devices, 20)
    line("sync.pouchdb_push", pushed, "docs/s, no fsync")
    keep("pouchdb_push", pushed)
    others = [_Device(port, device.base) for device in devices]
    took = seconds(_Device.pull, others, 20)
    assert sum(device.held for device in others) == 10_000
    line("sync.pouchdb_pull", 10_000 / took, "docs/s")
    keep("pouchdb_pull", 10_000 / took)


@dataclass
class _Device:
    port: int
    base: str
    docs: list[dict[str, Any]] = field(default_factory=list)
    held: int = 0

    def __post_init__(self) -> None:
        self.browser = Browser(self.port)

    def prepare(self, count: int) -> None:
        self.ask("PUT", "")
        for n in range(count):
            rev = secrets.token_hex(16)
            revs = {"start": 1, "ids": [rev]}
            self.docs.append(
                {"_id": secrets.token_hex(16), "_rev": f"1-{rev}", "_revisions": revs, "words": f"{WORDS}{n:06}{' please' * 12}"}
            )
        self.diff = json.dumps({doc["_id"]: [doc["_rev"]] for doc in self.docs}).encode()
        self.bulk = json.dumps({"docs": self.docs, "new_edits": False}).encode()

    def push(self) -> None:
        missing = self.ask("POST", "/_revs_diff", self.diff)
        assert len(missing) == len(self.docs)
        self.ask("POST", "/_bulk_docs", self.bulk)
        self.ask("PUT", f"/_local/{secrets.token_hex(8)}", b'{"last_seq":500}')

    def pull(self) -> None:
        changes = self.ask("GET", "/_changes?style=all_docs&since=0&limit=500")["results"]
        wanted = [{"id": one["id"], "rev": one["changes"][0]["rev"]} for one in changes]
        got = self.ask("POST", "/_bulk_get?revs=true&latest=true", json.dumps({"docs": wanted}).encode())
        self.held = len(got["results"])
        self.ask("PUT", f"/_local/{secrets.token_hex(8)}", b'{"last_seq":500}')

    def ask(self, method: str, path: str, data: bytes = b"") -> Any:
        answer = self.browser.generic(method, f"/{self.base}{path}", data, "application/json", {})
        assert answer.status_code < 300, (answer.status_code, answer.content[:200])
        return answer.json()


def _await(port: int) -> None:
    for _ in range(300):
        try:
            if Browser(port).generic("GET", "/", b"", "application/json", {}).status_code == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("pouchdb-server did not answer")


if __name__ == "__main__":
    main()
