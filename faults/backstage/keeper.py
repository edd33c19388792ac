"""A process that has everything loaded and does nothing but make others, so that a killed server is back in a few hundredths of a second.

Reads one JSON line for each on its input: {"id", "start": "serve" | "work" | "desk", …}, answers {"id", "pid"}, and says {"ended": pid,
"status"} of each that ends; {"kill": pid} ends one as `kill -9` does. Ends with its input, and all of them with it.
"""

import ctypes
import gc
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

LOOK_S = 0.02
PR_SET_PDEATHSIG = 1  # Source: linux/prctl.h


def main() -> None:
    kinds = _load()
    children: set[int] = set()
    for line in _lines(children):
        ask = json.loads(line)
        if doomed := ask.get("kill"):
            _kill({doomed} & children)
            continue
        pid = os.fork()
        if pid == 0:
            _become(kinds[ask["start"]], ask)
        children.add(pid)
        _say({"id": ask["id"], "pid": pid})
    _kill(children)


def _kill(children: set[int]) -> None:
    """Only our own, and only those that nobody has counted as ended: a number may be another's by then."""
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def _load() -> dict[str, Callable[[dict[str, Any]], None]]:
    import django

    django.setup()
    _end_with_parent()
    from django.urls import get_resolver

    from backstage import desk, serving
    from throughgate.faces.device import asgi, threads  # noqa: F401

    # What the first request would load is there before the fork.
    assert get_resolver().url_patterns
    # What is shared with the children stays shared: nobody's collector walks over it.
    gc.collect()
    gc.freeze()
    return {"serve": serving.serve, "work": serving.work, "desk": desk.sit}


def _lines(children: set[int]) -> Any:
    """Lines of the input as they come; between them, who has ended is told."""
    kept = b""
    while True:
        ready, _w, _x = select.select([0], [], [], LOOK_S)
        _reap(children)
        if not ready:
            continue
        read = os.read(0, 65536)
        if not read:
            return
        *whole, kept = (kept + read).split(b"\n")
        yield from whole


def _reap(children: set[int]) -> None:
    for pid in list(children):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children.discard(pid)
            _say({"ended": pid, "status": status})


def _become(kind: Callable[[dict[str, Any]], None], ask: dict[str, Any]) -> None:
    try:
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(2, 1)
        _end_with_parent()
        kind(ask)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def _end_with_parent() -> None:
    """Nothing of these runs outlives them, however they end."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _say(what: dict[str, Any]) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()
