"""Morango, Kolibri's engine, at the same work: a server and devices of its own code, each with its own SQLite.

Its devices are whole Django programs, so they are made ready before, and only the sessions are timed. One after
another: with several at once it answers "database is locked".
"""

import os
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

from figures.lines import keep, line
from figures.loopback import free_port
from figures.peers import BENCH, morango_python

HERE = BENCH / "peers" / "morango"
DEVICES, RECORDS = 4, 500


def main() -> None:
    python = morango_python()
    with tempfile.TemporaryDirectory(prefix="throughgate-morango-") as home, ExitStack() as stack:
        port = free_port()
        server = stack.enter_context(_Program(python, Path(home, "server"), "server.py", str(port)))
        dataset = server.said().split()[1]
        devices = [_device(stack, python, Path(home), port, dataset, n, RECORDS) for n in range(DEVICES)]
        seconds = sum(float(device.ask("push").split()[0]) for device in devices)
        line("sync.morango_push", DEVICES * RECORDS / seconds, "records/s, fsync on")
        keep("morango_push", DEVICES * RECORDS / seconds)
        line("sync.morango_noop", float(devices[0].ask("noop").split()[0]) * 1000, "ms")
        others = [_device(stack, python, Path(home), port, dataset, n, 0) for n in range(DEVICES)]
        answers = [other.ask("pull").split() for other in others]
        assert all(int(held) == RECORDS for _seconds, held in answers), answers
        line("sync.morango_pull", DEVICES * RECORDS / sum(float(one) for one, _held in answers), "records/s")


def _device(stack: ExitStack, python: str, home: Path, port: int, dataset: str, n: int, records: int) -> "_Program":
    name = f"person{n}-{'first' if records else 'second'}"
    url = f"http://127.0.0.1:{port}/"
    device = stack.enter_context(_Program(python, home / name, "device.py", url, dataset, f"person{n}", str(records)))
    assert device.said() == "READY"
    return device


class _Program:
    """One of its programs, which says a line when it has done what it was told."""

    def __init__(self, python: str, home: Path, script: str, *arguments: str) -> None:
        home.mkdir()
        environ = os.environ | {"PEER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": str(HERE)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([python, str(HERE / script), *arguments], env=environ, text=True, **pipes)

    def __enter__(self) -> "_Program":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def ask(self, what: str) -> str:
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return self.said()

    def said(self) -> str:
        said = self.process.stdout.readline().strip()
        assert said, "one of Morango's programs ended"
        return said


if __name__ == "__main__":
    main()
