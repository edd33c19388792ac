"""`throughgate demo`: makes a home, fills it with the invented estate, and serves it on loopback until Ctrl-C.

Django is read only by the programs that this one starts: what stays beside them has nothing to do but to watch, and is small.
"""

import os
import signal
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType

from throughgate.faces.ops.children import ChildEnded, Children
from throughgate.kernel.gateways.ping import answers, is_taken

SECONDS_TO_START = 60


def run(arguments: list[str]) -> None:
    """Ends the program where a port is taken, where --fresh would delete something that is not a home, or where a part of it ends."""
    wanted = _parser().parse_args(arguments)
    home: Path = wanted.home.resolve()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _as_ctrl_c)
    if not wanted.no_serve:
        _check_ports(wanted.port_base)
    if wanted.fresh:
        _begin_anew(home)
    os.environ |= _environ(home, wanted.port_base, wanted.backups)
    try:
        greeting = _prepare(wanted.people, [] if wanted.no_serve else [f"--greet={wanted.port_base}"])
        if not wanted.no_serve:
            _serve(home / "logs", wanted.port_base, greeting)
    except KeyboardInterrupt:
        print("Stopped.")


def addresses(port: int) -> tuple[str, str]:
    """Where people open the app, and where staff work. By name, not by address: a passkey belongs to a name."""
    return f"http://localhost:{port}", f"http://localhost:{port + 1}"


def authoring_address(port: int) -> str:
    """Where the library is written; "" where THROUGHGATE_NO_AUTHORING=1 leaves that out."""
    return "" if os.environ.get("THROUGHGATE_NO_AUTHORING") == "1" else f"http://localhost:{port + 2}"


def family_address(port: int) -> str:
    """Where families come in; "" where THROUGHGATE_NO_FAMILY=1 leaves that out."""
    return "" if os.environ.get("THROUGHGATE_NO_FAMILY") == "1" else f"http://localhost:{port + 3}"


def _parser() -> ArgumentParser:
    parser = ArgumentParser("throughgate demo", description="Serve the demo on this machine. Makes first what is missing of it.")
    parser.add_argument("--home", type=Path, default=Path(".throughgate"), help="the folder it lives in")
    parser.add_argument("--fresh", action="store_true", help="delete that folder's content first")
    parser.add_argument(
        "--port-base", type=int, default=8400, help="people's app there, staff pages one above, writing for the library two, families three"
    )
    parser.add_argument("--people", type=int, default=3_000, help="how large an estate to make where there is none")
    parser.add_argument(
        "--backups", action="store_true", help="devices keep what they sent until `throughgate backup` has it, as on a real site"
    )
    parser.add_argument("--no-serve", action="store_true", help="prepare everything, then end")
    return parser


def _environ(home: Path, port: int, backups: bool) -> dict[str, str]:
    return {
        "THROUGHGATE_HOME": str(home),
        # Loopback only, so cookies need no https.
        "THROUGHGATE_PLAIN_HTTP": "1",
        # Nobody backs up a demo: devices may put away what it has stored.
        "THROUGHGATE_DATABASE_IS_BACKUP": "0" if backups else "1",
        "THROUGHGATE_DEVICE_URL": addresses(port)[0],
        "THROUGHGATE_AUTHORING_URL": authoring_address(port),
        "THROUGHGATE_FAMILY_URL": family_address(port),
        "THROUGHGATE_PAY_URL": "pretend",
    }


def _check_ports(first: int) -> None:
    # The servers would share a port with another demo, and each would get half of what is asked.
    for port in _faces(first).values():
        if is_taken(port):
            sys.exit(f"Something on this machine uses port {port} already. Stop it, or choose others with --port-base.")


def _begin_anew(home: Path) -> None:
    from throughgate.faces.ops.home import empty_home

    try:
        empty_home(home)
    except ValueError as problem:
        sys.exit(str(problem))


def _prepare(people: int, more: list[str]) -> bytes:
    """Returns what it has to say once everything is up."""
    command = [sys.executable, sys.argv[0], "prepare-demo", f"--people={people}", *more]
    # A group of its own: Ctrl-C reaches the demo alone, which then ends it.
    done = subprocess.run(command, stdout=subprocess.PIPE, start_new_session=True, check=False)
    if done.returncode:
        sys.exit("The demo could not be prepared; what went wrong stands above.")
    return done.stdout


def _serve(logs: Path, port: int, greeting: bytes) -> None:
    people, staff = addresses(port)
    others = [f"{address}/sign-in/" for address in (authoring_address(port), family_address(port)) if address]
    wanted = [f"{people}/sync/v1/ping", f"{staff}/", *others]
    children = Children(logs)
    try:
        for name, arguments in _programs(port).items():
            children.start(name, arguments)
        children.wait_until(lambda: all(answers(url) for url in wanted), SECONDS_TO_START)
        sys.stdout.buffer.write(greeting)
        sys.stdout.flush()
        children.watch()
    except (ChildEnded, TimeoutError) as problem:
        sys.exit(str(problem))
    finally:
        children.stop()


def _faces(first: int) -> dict[str, int]:
    """Each listener and its port."""
    ports = {"device": first, "staff": first + 1}
    if authoring_address(first):
        ports["authoring"] = first + 2
    return ports | ({"family": first + 3} if family_address(first) else {})


def _programs(first: int) -> dict[str, list[str]]:
    serving = {face: ["serve", "--face", face, "--port", str(port)] for face, port in _faces(first).items()}
    return serving | {"worker": ["worker"]}


def _as_ctrl_c(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
