"""Programs that the demo starts, watches and stops."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_TO_STOP = 10


class ChildEnded(RuntimeError):
    """One of them ended by itself."""


@dataclass
class Children:
    """The programs of one demo; each writes what it has to say into a file in `logs`."""

    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, arguments: list[str]) -> None:
        """Run `throughgate ARGUMENTS`."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"{name}.log").open("ab") as log:
            command = [sys.executable, sys.argv[0], *arguments]
            # A group of its own: Ctrl-C reaches the demo alone, which then stops them in order.
            self.running[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def check(self) -> None:
        """Raises: ChildEnded, with the end of what it wrote."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise ChildEnded(f"{name} ended with {child.returncode}:\n{_end_of(self.logs / f'{name}.log')}")

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Raises: ChildEnded · TimeoutError."""
        until = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > until:
                raise TimeoutError(f"not ready after {seconds:.0f} s; see {self.logs}")
            time.sleep(0.1)

    def watch(self) -> None:
        """Until one of them ends. Raises: ChildEnded."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self) -> None:
        """Ask all to end, then make them."""
        for child in self.running.values():
            child.terminate()
        until = time.monotonic() + SECONDS_TO_STOP
        for child in self.running.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
        self.running.clear()


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
