"""The programs of a running system: as few processes as can be, each ended in order, and none that ends unnoticed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from throughgate.faces.ops.children import ChildEnded, Children
from throughgate.kernel.gateways.ping import answers, is_taken

THROUGHGATE = str(Path(sys.executable).with_name("throughgate"))
IMPORTED = "import sys, {module}; print(*sorted({{{names}}} & set(sys.modules)))"
# What only some requests need, and what only some sites have; each takes megabytes in every process that imports it.
HEAVY = ("joserfc", "openpyxl", "PIL", "psycopg", "requests", "segno", "weasyprint")
PARTS_OF_THE_DEMO = ["serve --face device", "serve --face staff", "worker"]
# Without what the tests' own settings need.
FRESH = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "DJANGO_"))}
SECONDS = 150


def until(true: Callable[[], object]) -> None:
    ends = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < ends, "it did not come about"
        time.sleep(0.1)


def free_ports() -> int:
    """The first of two free ports in a row."""
    for port in range(21_400 + os.getpid() % 1_000 * 4, 60_000, 2):
        if not is_taken(port) and not is_taken(port + 1):
            return port
    raise AssertionError("no free ports")


@dataclass
class Program:
    """A program as a terminal starts it, and what it has said so far."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    @property
    def parts(self) -> dict[int, str]:
        """The processes that it started, with what they were told."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        pids = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
        return {pid: Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ").strip() for pid in pids}

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(SECONDS)


@pytest.fixture
def throughgate(tmp_path) -> Iterator[Callable[..., Program]]:
    """Start a program as a fresh terminal would."""
    environ = FRESH | {
        "THROUGHGATE_HOME": str(tmp_path / "home"),
        "THROUGHGATE_PLAIN_HTTP": "1",
        "THROUGHGATE_SECRET_KEY": "only-for-tests",
        "THROUGHGATE_NO_AUTHORING": "1",
        "THROUGHGATE_NO_FAMILY": "1",
    }
    started: list[Program] = []

    def start(*arguments: str) -> Program:
        log = tmp_path / f"{len(started)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen([THROUGHGATE, *arguments], stdout=out, stderr=subprocess.STDOUT, env=environ)
        started.append(Program(process, log))
        return started[-1]

    yield start
    for program in started:
        program.end()


def test_a_face_with_one_worker_is_one_process(throughgate):
    port = free_ports()
    program = throughgate("serve", "--face", "staff", "--port", str(port))
    until(lambda: answers(f"http://127.0.0.1:{port}/"))
    assert program.parts == {}
    assert program.end() == 0
    assert not is_taken(port)


def test_a_face_with_several_workers_starts_one_anew_that_was_lost(throughgate):
    port = free_ports()
    program = throughgate("serve", "--face", "staff", "--port", str(port), "--workers", "2")
    until(lambda: program.said.count("Started worker") == 2)
    first, second = program.parts
    os.kill(first, signal.SIGKILL)
    until(lambda: program.said.count("Started worker") == 3)
    assert len(program.parts) == 2
    assert second in program.parts
    assert answers(f"http://127.0.0.1:{port}/")
    assert program.end() == 0
    assert not is_taken(port)


def test_a_face_has_none_of_the_others_addresses(throughgate):
    port = free_ports()
    for face, its_port in (("device", port), ("staff", port + 1)):
        throughgate("serve", "--face", face, "--port", str(its_port))
    until(lambda: answers(f"http://127.0.0.1:{port}/version.json") and answers(f"http://127.0.0.1:{port + 1}/"))
    assert not answers(f"http://127.0.0.1:{port + 1}/version.json")
    assert not answers(f"http://127.0.0.1:{port + 1}/sync/v1/ping")


@pytest.fixture
def demo(throughgate, tmp_path) -> Program:
    """A small demo that is up."""
    program: Program = throughgate("demo", "--home", str(tmp_path / "home"), "--people", "60", "--port-base", str(free_ports()))
    until(lambda: "To stop:" in program.said or program.process.poll() is not None)
    return program


def test_the_demo_ends_all_that_it_started(demo):
    assert all(words in demo.said for words in ("Everybody in it is invented", "password:", "Enrol a phone with"))
    parts = demo.parts
    assert [told.split("throughgate ")[-1].split(" --port")[0] for told in parts.values()] == PARTS_OF_THE_DEMO
    assert demo.end() == 0
    assert demo.said.endswith("Stopped.\n")
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts)


def test_a_part_of_the_demo_that_is_lost_ends_it_and_is_named(demo):
    parts = demo.parts
    os.kill(next(pid for pid, told in parts.items() if told.endswith("worker")), signal.SIGKILL)
    assert demo.process.wait(SECONDS) == 1
    assert "worker ended with -9" in demo.said
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts)


def test_what_a_part_said_last_is_told(tmp_path, monkeypatch):
    script = tmp_path / "script.py"
    script.write_text("import sys\nfor n in range(20): print('line', n)\nsys.exit(3)")
    monkeypatch.setattr(sys, "argv", [str(script)])
    children = Children(tmp_path / "logs")
    children.start("part", [])
    with pytest.raises(ChildEnded, match=r"part ended with 3:\nline 5\n(.*\n)+line 19$"):
        children.wait_until(lambda: False, SECONDS)


@pytest.mark.parametrize(
    ("face", "asked"), [("device", "device.urls"), ("staff", "staff.urls"), ("worker", "ops.management.commands.worker")]
)
def test_what_only_some_requests_need_waits_for_them(face, asked, tmp_path):
    ours = {"THROUGHGATE_FACE": face, "THROUGHGATE_HOME": str(tmp_path), "THROUGHGATE_SECRET_KEY": "only-for-tests"}
    environ = FRESH | ours | {"DJANGO_SETTINGS_MODULE": "throughgate.settings.site"}
    assert imported_by(f"throughgate.faces.wsgi, throughgate.faces.{asked}", HEAVY, environ) == []


def test_what_watches_the_demo_carries_no_more_than_it_needs():
    assert imported_by("throughgate.faces.ops.demo", ("asyncio", "cryptography", "django", "ssl"), FRESH) == []


def imported_by(module: str, names: tuple[str, ...], environ: Mapping[str, str]) -> list[str]:
    script = IMPORTED.format(module=module, names=", ".join(map(repr, names)))
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environ).stdout.split()
