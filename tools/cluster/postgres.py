"""A primary and a standby of PostgreSQL; a commit is answered when both have it on disk."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]


class Pair:
    """As a context: runs both, and stops what still runs. `url` names both; clients find the one that takes writes."""

    def __init__(self, home: Path) -> None:
        self.home, self.password = home, secrets.token_hex(16)
        self.ports = (free_port(), free_port())
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        self.url = f"postgres://throughgate:{self.password}@{hosts}/throughgate"

    def __enter__(self) -> "Pair":
        (self.home / "sockets").mkdir()
        self._give(self.home / "sockets")
        self._make_primary()
        self._make_standby()
        # From now on a commit waits for the standby's disk.
        self._sql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (standby)'")
        self._sql("SELECT pg_reload_conf()")
        return self

    def __exit__(self, *_: object) -> None:
        for name in ("primary", "standby"):
            subprocess.run(
                _owned(str(BIN / "pg_ctl"), "-D", str(self.home / name), "-m", "immediate", "-s", "stop"), check=False, capture_output=True
            )

    def kill_primary(self) -> None:
        """As if its power was cut."""
        first = int((self.home / "primary" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in (first, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def promote(self) -> float:
        """The standby takes over, and waits for nobody. Returns the seconds it took."""
        began = time.perf_counter()
        self._run("pg_ctl", "-D", str(self.home / "standby"), "-s", "-w", "promote")
        self._sql("ALTER SYSTEM SET synchronous_standby_names = ''", port=self.ports[1])
        self._sql("SELECT pg_reload_conf()", port=self.ports[1])
        return time.perf_counter() - began

    def _make_primary(self) -> None:
        data, word = self.home / "primary", self.home / "password"
        data.mkdir()
        word.write_text(self.password)
        word.chmod(0o600)
        for path in (data, word):
            self._give(path)
        self._run(
            "initdb", "-D", str(data), "-U", "throughgate", "-A", "scram-sha-256", f"--pwfile={word}", "-E", "UTF8", "--locale=C.UTF-8"
        )
        with (data / "pg_hba.conf").open("a") as rules:
            rules.write("host replication throughgate 127.0.0.1/32 scram-sha-256\n")
        self._start("primary", self.ports[0])
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.ports[0]), "-U", "throughgate", "throughgate")

    def _make_standby(self) -> None:
        source = f"host=127.0.0.1 port={self.ports[0]} user=throughgate password={self.password} application_name=standby"
        data = self.home / "standby"
        data.mkdir(mode=0o700)
        self._give(data)
        self._run("pg_basebackup", "-D", str(data), "-d", source, "-R", "-X", "stream", "-c", "fast", "-C", "-S", "standby")
        self._start("standby", self.ports[1])

    def _start(self, name: str, port: int) -> None:
        log = self.home / f"{name}.log"
        log.touch()
        self._give(log)
        shape = f"-c listen_addresses=127.0.0.1 -p {port} -k {self.home / 'sockets'} -c max_connections=60 -c hot_standby=on"
        self._run("pg_ctl", "-D", str(self.home / name), "-w", "-s", "-l", str(log), "-o", shape, "start")

    def _sql(self, text: str, port: int | None = None) -> None:
        where = ("-h", "127.0.0.1", "-p", str(port or self.ports[0]), "-U", "throughgate")
        self._run("psql", "-q", *where, "-d", "throughgate", "-c", text)

    def _run(self, program: str, *arguments: str) -> None:
        environ = os.environ | {"PGPASSWORD": self.password}
        subprocess.run(_owned(str(BIN / program), *arguments), check=True, env=environ, cwd=self.home, stdout=subprocess.DEVNULL)

    def _give(self, path: Path) -> None:
        if os.getuid() == 0:
            shutil.chown(path, "postgres", "postgres")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _owned(*command: str) -> list[str]:
    # PostgreSQL refuses to run as root.
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command] if os.getuid() == 0 else list(command)
