"""Ours beside the peers', from the parts of this run."""

from figures.lines import kept, line

PAIRS = {
    "sync.push_vs_pouchdb": ("push_sqlite", "pouchdb_push", "acts/s with fsync, pouchdb-server 4.2.0 without"),
    "sync.push_vs_morango": ("push_sqlite", "morango_push", "acts/s with fsync, morango 0.8.15 with fsync"),
    "sync.pull_vs_pouchdb": ("pull_sqlite", "pouchdb_pull", "rows/s, pouchdb-server 4.2.0"),
}


def main() -> None:
    for name, (ours, theirs, unit) in PAIRS.items():
        value, peer_value = kept(ours), kept(theirs)
        if value and peer_value:
            line(name, value, unit, unit.rpartition(", ")[2], round(peer_value, 1))


if __name__ == "__main__":
    main()
