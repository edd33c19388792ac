"""`./dev faults`: everything that may go wrong between a device and the server does, and nothing may be lost. See README.md."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILT = ROOT / "client" / "node_modules" / ".throughgate-faults"
POSTGRES = ROOT / "tools" / "with_postgres"
MEMORY = Path("/dev/shm")
A_PROGRAM = 100
COUNTED = ("runs", "acts", "lost", "doubled", "held", "unexplained")
LAST = re.compile(" ".join(rf"{name} (\d+)" for name in COUNTED))


def main() -> int:
    asked = _arguments()
    if asked.postgres and "THROUGHGATE_DATABASE_URL" not in os.environ:
        os.execv(POSTGRES, [str(POSTGRES), sys.executable, *sys.argv])
    subprocess.run(["node", str(HERE / "devices" / "build.mjs")], check=True)
    parts = [asked] if asked.postgres or asked.runs <= A_PROGRAM else list(_parts(asked))
    with ThreadPoolExecutor(os.cpu_count()) as programs:
        told = list(programs.map(_play, parts))
    total = sum((counted for _status, counted in told), Counter())
    print(" ".join(f"{name} {total[name]}" for name in COUNTED))
    failed = any(status for status, _counted in told)
    if asked.browser:
        import browser

        failed |= bool(browser.main(asked.browser, asked.seed))
    return int(failed)


def _parts(asked: argparse.Namespace) -> Iterator[argparse.Namespace]:
    """So many runs a program, a program a core: each start of an app leaves something in the memory of the program that plays it."""
    for first in range(0, asked.runs, A_PROGRAM):
        part = argparse.Namespace(**vars(asked))
        part.seed, part.runs = asked.seed + first, min(A_PROGRAM, asked.runs - first)
        yield part


def _play(asked: argparse.Namespace) -> tuple[int, Counter[str]]:
    """How the program ended, and what it counted."""
    room = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY if MEMORY.exists() else None))
    try:
        environ = _environ(room)
        subprocess.run([sys.executable, "-m", "backstage.world"], check=True, env=environ)
        command = ["node", str(BUILT / "main.mjs"), json.dumps(_wish(asked, room))]
        # It ends with its input, and so with us, however we end.
        with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as played:
            counted = _heard(played)
        return played.returncode, counted
    finally:
        if asked.keep:
            print(f"kept: {room}", file=sys.stderr)
        else:
            shutil.rmtree(room, ignore_errors=True)


def _heard(played: "subprocess.Popen[str]") -> Counter[str]:
    """Passes on what it says as it says it; its last line is taken for ours."""
    counted: Counter[str] = Counter()
    for line in played.stdout or ():
        if match := LAST.fullmatch(line.strip()):
            counted.update(dict(zip(COUNTED, map(int, match.groups()), strict=True)))
        else:
            print(line, end="", flush=True)
    return counted


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./dev faults", description="Everything goes wrong, and nothing may be lost.")
    parser.add_argument("--runs", type=int, default=150, help="how many; each has the next seed")
    parser.add_argument("--seed", type=int, default=1, help="the first one's; the same seed is the same run")
    parser.add_argument("--lanes", type=int, default=4, help="how many at a time")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of their own; else on SQLite")
    parser.add_argument("--browser", type=int, default=0, metavar="N", help="and N rounds in a real Chromium that is killed")
    parser.add_argument("--outbox", type=int, default=520, metavar="N", help="how many acts fill an outbox; more than one push holds")
    parser.add_argument("--tell", action="store_true", help="say what happens, step by step; on by itself for a single run")
    parser.add_argument("--keep", action="store_true", help="leave the folder with the log of the servers")
    return parser.parse_args()


def _environ(room: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "DJANGO_"))}
    return (
        ours
        | {
            "FAULTS_ROOM": str(room),
            "THROUGHGATE_HOME": str(room / "nobody"),
            "THROUGHGATE_FACE": "staff",
            "THROUGHGATE_PLAIN_HTTP": "1",
            "DJANGO_SETTINGS_MODULE": "backstage.settings",
            "PYTHONPATH": os.pathsep.join([str(HERE), str(ROOT / "server")]),
        }
        | _postgres()
    )


def _postgres() -> dict[str, str]:
    """tools/with_postgres says where one is."""
    url = os.environ.get("THROUGHGATE_DATABASE_URL")
    return {"THROUGHGATE_DATABASE_URL": url, "FAULTS_POSTGRES": url} if url else {}


def _wish(asked: argparse.Namespace, room: Path) -> dict[str, object]:
    from joserfc.jwk import ECKey

    seal = ECKey.generate_key("P-256", {"kid": "seal-0"}, private=True).as_dict(private=True)
    return {
        "seed": asked.seed,
        "runs": asked.runs,
        "lanes": asked.lanes,
        "outbox": asked.outbox,
        "tell": asked.tell or asked.runs == 1,
        "room": str(room),
        "python": sys.executable,
        "seal": [seal],
    }


if __name__ == "__main__":
    sys.exit(main())
