"""From the moment at which somebody publishes until a tablet that is online has the row: by its open line, then by its pull."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from figures import world
from figures.lines import line

TIMES = 7


def main() -> None:
    world.begin()
    from tests.served import site

    with (
        tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder,
        site(Path(folder), ["tablet"]) as (running, [tablet]),
        running.listen(tablet) as listening,
    ):
        # Until it was found where they belong.
        time.sleep(2)
        first, *later = [_seen(running, tablet, listening, f"Item {n}") for n in range(TIMES)]
    line("library.publish_visible_new_ms", first, "ms, of an audience that is new")
    line("library.publish_visible_ms", statistics.median(later), f"ms after the publishing command's end, median of {TIMES - 1}, SQLite")


def _seen(running: Any, tablet: Any, listening: Any, title: str) -> float:
    """Milliseconds after the process that published has ended."""
    running.publish("ZLI-B", title)
    began = time.perf_counter()
    while title not in {row["in"]["en"]["title"] for row in tablet.feed("library.items").values()}:
        while not listening.readline().startswith(b"event: pull"):
            pass
        tablet.pull()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
