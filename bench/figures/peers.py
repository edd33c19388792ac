"""The peers, installed on first use into bench/.peers: nothing of them is in the project, nor in what an installation needs."""

import os
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
HOME = BENCH / ".peers"


def pouchdb_server() -> list[str]:
    """The command that starts pouchdb-server."""
    home = HOME / "pouchdb"
    program = home / "node_modules" / ".bin" / "pouchdb-server"
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            (home / name).write_bytes((BENCH / "peers" / "pouchdb" / name).read_bytes())
        # Its LevelDB comes compiled; no script of any package is run.
        _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=home)
    return ["node", str(program)]


def morango_python() -> str:
    """The interpreter of Morango's own environment (it pins an older Django)."""
    return str(_environment("morango") / "python")


def kolibri_program() -> str:
    """The command `kolibri`, in an environment of its own."""
    return str(_environment("kolibri") / "kolibri")


def _environment(name: str) -> Path:
    """The programs of a peer that is written in Python."""
    programs = HOME / name / "bin"
    if not programs.exists():
        _run("uv", "venv", "-q", "-p", sys.executable, str(HOME / name))
        lock = BENCH / "peers" / name / "requirements.lock"
        _run("uv", "pip", "install", "-q", "-p", str(programs / "python"), "--require-hashes", "-r", str(lock))
    return programs


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=sys.stderr, env=os.environ | {"CI": "1"})
