"""`./dev cluster`: a small estate that loses its database, on loopback.

A PostgreSQL primary and a standby that confirms each commit, two web hosts behind nginx, a worker beside each. Devices hand in acts all
the while; the primary is killed with -9 in the middle, the standby promoted, and at the end the acts are counted on both sides: what a
device was told is stored must be there, once, and everything that it holds must arrive.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from cluster.hosts import Hosts
from cluster.load import Load
from cluster.postgres import Pair


def main() -> int:
    parser = argparse.ArgumentParser("./dev cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=20, help="of load before the primary dies, and again after")
    wanted = parser.parse_args()
    # PostgreSQL runs as a user of its own and must be able to enter.
    with tempfile.TemporaryDirectory(prefix="throughgate-cluster-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with Pair(home) as pair, Hosts(home, pair.url) as hosts:
            return run(pair, hosts, wanted.devices, wanted.seconds)


def run(pair: Pair, hosts: Hosts, devices: int, seconds: float) -> int:
    """The whole of it, told as it goes. Returns the program's exit code."""
    load = Load(hosts, devices)
    say(f"nginx on {hosts.url}, two web hosts, two workers, primary and standby; {devices} devices hand in")
    load.start()
    load.wait(seconds)
    stored = load.told_stored
    say(f"{stored} acts stored. Killing the primary with -9")
    pair.kill_primary()
    load.wait(3)
    took = pair.promote()
    say(f"standby promoted in {took:.1f} s; {load.refused} calls went unanswered so far")
    load.wait(seconds)
    load.stop()
    say(f"{load.told_stored} acts stored by now, {load.longest_gap:.1f} s without one at the worst")
    lost, doubled, waiting = load.compare()
    print(f"cluster acts {load.made} stored {load.told_stored} lost {lost} doubled {doubled} waiting {waiting}", flush=True)
    return 1 if lost or doubled or waiting else 0


def say(words: str) -> None:
    print(f"· {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
