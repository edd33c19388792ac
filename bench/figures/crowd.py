"""Many devices with much to say, made before the clock starts; and how long they take together."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

WORDS = "May I talk to someone about my housing, please? I leave in six weeks and I do not know yet where I am going to live, number "


def make_tablets(count: int, acts: int) -> list[Any]:
    """Devices of as many people, each with acts of about 215 bytes of words in its outbox."""
    from tests import make
    from tests.device import tablet_of

    place = make.place("OFFICE")
    tablets = [tablet_of(make.person(lives=place)) for _ in range(count)]
    for tablet in tablets:
        for n in range(acts):
            tablet.say("talk.ask@1", about="worker", words=f"{WORDS}{n:06}{' please' * 12}")
    return tablets


def seconds(work: Callable[[Any], object], those: Sequence[Any], at_once: int) -> float:
    """How long all of them take, so many at a time."""
    with ThreadPoolExecutor(at_once) as crowd:
        began = time.perf_counter()
        list(crowd.map(work, those))
        return time.perf_counter() - began


def hand_in(tablet: Any) -> None:
    """The outbox in batches of 500, as the app sends it: whoever is told to come again comes again when it was told."""
    for begin in range(0, len(tablet.outbox), 500):
        answer = tablet.offer(tablet.outbox[begin : begin + 500])
        while answer.status_code == 503:
            time.sleep(answer.json()["after_ms"] / 1000)
            answer = tablet.offer(tablet.outbox[begin : begin + 500])
        assert answer.status_code == 200, answer.content
        assert all(result["r"] in ("stored", "accepted") for result in answer.json()["results"])
