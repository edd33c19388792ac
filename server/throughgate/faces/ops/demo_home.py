"""The demo's home: made, and its settings put into the environment, before Django reads them."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from throughgate.faces.ops.home import empty_home, make_home
from throughgate.kernel.gateways.ping import is_taken


def add_arguments(parser: ArgumentParser) -> None:
    """What the demo may be told on the command line."""
    parser.add_argument("--home", type=Path, default=Path(".throughgate"), help="the folder it lives in")
    parser.add_argument("--fresh", action="store_true", help="delete that folder's content first")
    parser.add_argument("--port-base", type=int, default=8400, help="people's app there, staff pages one above")
    parser.add_argument("--people", type=int, default=3_000, help="how large an estate to make where there is none")
    parser.add_argument("--no-serve", action="store_true", help="prepare everything, then end")


def enter(arguments: list[str]) -> None:
    """Make the home and say in the environment that it is ours.

    Ends the program where a port is taken, or where --fresh would delete something that is not a home.
    """
    if {"-h", "--help"} & set(arguments):
        return
    parser = ArgumentParser(add_help=False)
    add_arguments(parser)
    wanted, _rest = parser.parse_known_args(arguments)
    home: Path = wanted.home.resolve()
    if not wanted.no_serve:
        _check_ports(wanted.port_base)
    if wanted.fresh:
        _begin_anew(home)
    make_home(home)
    os.environ |= {
        "THROUGHGATE_HOME": str(home),
        # Loopback only, so cookies need no https.
        "THROUGHGATE_PLAIN_HTTP": "1",
        # Nobody backs up a demo: devices may put away what it has stored.
        "THROUGHGATE_DATABASE_IS_BACKUP": "1",
        "THROUGHGATE_DEVICE_URL": f"http://localhost:{wanted.port_base}",
    }


def _check_ports(first: int) -> None:
    # The servers would share a port with another demo, and each would get half of what is asked.
    for port in (first, first + 1):
        if is_taken(port):
            sys.exit(f"Something on this machine uses port {port} already. Stop it, or choose others with --port-base.")


def _begin_anew(home: Path) -> None:
    try:
        empty_home(home)
    except ValueError as problem:
        sys.exit(str(problem))
