"""A whole site, started as anyone starts it: `throughgate demo`, in a home of its own."""

import fcntl
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from parts.camera import film

SECONDS_TO_START = 180
COMMAND = [str(Path(sys.executable).with_name("throughgate"))]


@dataclass
class SignIn:
    """How a demo worker signs in; `secret` is for an authenticator app."""

    email: str
    password: str
    secret: str


class Site:
    """The processes of one demo. `greeting` is what it printed; links and sign-ins are read from there, as a person would."""

    # Where what all sites begin from is made once; processes that run stories side by side share it.
    shared: Path

    def __init__(self, home: Path, people: int = 90, more: Sequence[str] = (), families: bool = False) -> None:
        """`more`: what else the demo is told. `families`: with their listener; most stories have no need of it."""
        self.more, self.families = more, families
        self.home, self.people, self.port = home, people, _free_ports()
        self.device_url, self.staff_url = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.port + 1}"
        self.family_url = f"http://127.0.0.1:{self.port + 3}"
        self.process: subprocess.Popen[str] | None = None
        self.greeting = ""
        self.used_codes: set[tuple[str, str]] = set()

    def start(self) -> None:
        """Prepare, serve, and wait until it says that it is up."""
        if not self.home.exists():
            shutil.copytree(self._estate(), self.home)
            if self._sounds.exists():
                shutil.copytree(self._sounds, self.home / "files" / "audio", dirs_exist_ok=True)
        log = (self.home.parent / f"{self.home.name}.out").open("w+")
        command = [*COMMAND, "demo", "--home", str(self.home), "--people", str(self.people), "--port-base", str(self.port)]
        self.greeting = ""
        self.process = subprocess.Popen(
            [*command, *self.more], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, text=True, env=self.environ
        )
        until = time.monotonic() + SECONDS_TO_START
        while "To stop:" not in self.greeting:
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the site did not start:\n{self.greeting}")
            time.sleep(0.2)
            log.seek(0)
            self.greeting = log.read()

    def _estate(self) -> Path:
        """The home of a demo of that size that nobody has touched, made once for all stories: it takes longer than most of them.

        Its films are made and its texts read out, as on any server that has run for an hour; else each site would begin with that.
        """
        made = self.shared / f"estate-{self.people}"
        with (self.shared / "making").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not made.exists():
                part = Site(made.with_suffix(".part"), self.people)
                part.run(
                    [*COMMAND, "demo", "--no-serve", "--home", str(part.home), "--people", str(self.people), "--port-base", str(part.port)]
                )
                part.inside("make_ready")
                part.home.rename(made)
        return made

    def stop(self) -> None:
        """End it as a service manager does; Ctrl-C does the same, but a shell may have told its background programs not to hear it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
        said = self.home / "files" / "audio"
        if said.exists():
            shutil.copytree(said, self._sounds, dirs_exist_ok=True)

    @property
    def _sounds(self) -> Path:
        """What a site has said aloud: the next one need not say it anew, as no server does that has run for a day."""
        return self.shared / f"audio-{os.getpid()}"

    def throughgate(self, *arguments: str, fails: bool = False) -> str:
        """Run `throughgate ARGUMENTS` beside it, on the same home; returns what it printed."""
        return self.run([*COMMAND, *arguments], fails)

    def run(self, command: Sequence[str], fails: bool = False) -> str:
        """Run a program in its environment; returns what it printed."""
        done = subprocess.run(command, capture_output=True, text=True, env=self.environ, check=False)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    @cached_property
    def environ(self) -> dict[str, str]:
        """What a fresh terminal has: nothing of what the tests' own settings need."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "DJANGO_"))}
        without = {"THROUGHGATE_NO_AUTHORING": "1", "THROUGHGATE_NO_FAMILY": "0" if self.families else "1"}
        return ours | {"THROUGHGATE_HOME": str(self.home), **without}

    def rows(self, sql: str, *values: object) -> list[Any]:
        """What the database itself says, whatever any page shows."""
        with sqlite3.connect(self.home / "throughgate.sqlite3", timeout=30) as database:
            return database.execute(sql, values).fetchall()

    def inside(self, task: str, *arguments: str) -> Any:
        """Do one task of parts/inside.py in the site's own environment."""
        return json.loads(self.run([sys.executable, str(Path(__file__).with_name("inside.py")), task, *arguments]))

    def worker(self, name: str) -> str:
        return str(self.rows("select id from people_worker where name = ?", name)[0][0])

    @property
    def device_of_somebody(self) -> str:
        return str(UUID(self.rows("select id from identity_device order by id limit 1")[0][0]))

    @property
    def photo_of_guest(self) -> str:
        """The hash of a photo that Jordan sent."""
        return str(self.rows("select photo from supervision_submission where person_id = ? and photo <> '' limit 1", self.guest)[0][0])

    @cached_property
    def guest(self) -> str:
        """The id of Jordan Thornwick, as the database writes it."""
        return str(self.rows("select id from people_person where given_name = 'Jordan' and family_name = 'Thornwick'")[0][0])

    @cached_property
    def camera(self) -> Path:
        """What a device's camera sees: Jordan's face, drawn."""
        return film(self.guest, self.home.parent / "camera.mjpeg")

    def sign_in(self, name: str) -> SignIn:
        """How the worker of that name signs in."""
        found = re.search(rf"{name}.*\n\s+(\S+)\s+password: (.+)\n.*app: (\S+)", self.greeting)
        assert found, f"the demo has no sign-in for {name}"
        return SignIn(found[1], found[2].strip(), found[3])

    @property
    def code(self) -> str:
        """The enrolment code that the demo offers, as eight characters."""
        found = re.search(r"#([A-Z0-9]{8})\b", self.greeting)
        assert found, self.greeting
        return found[1]


def _free_ports() -> int:
    """The first of four free ports in a row."""
    for port in range(18_400 + os.getpid() % 1_000 * 4, 60_000, 4):
        if all(_is_free(p) for p in range(port, port + 4)):
            return port
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
