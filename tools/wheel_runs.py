"""Starts the demo of an installed wheel, opens the app and the staff's sign-in as a browser would, and stops it: PROGRAM FOLDER"""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PEOPLE = 100
SECONDS_TO_START = 120
PATH = "/usr/bin:/bin"


def main(program: str, folder: Path) -> str | None:
    port = free_pair()
    demo = [program, "demo", f"--home={folder / 'home'}", f"--people={PEOPLE}", f"--port-base={port}"]
    with (folder / "demo.log").open("w") as log:
        running = subprocess.Popen(demo, cwd=folder, env={"PATH": PATH, "HOME": str(folder)}, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port + 1}/", running)
        opened = [f"http://127.0.0.1:{at}{path}" for at in (port, port + 1) for path in scripts_of(f"http://127.0.0.1:{at}/")]
        sizes = {url: len(urlopen(url).read()) for url in opened}
    except (OSError, RuntimeError) as problem:
        return f"{problem}\n{(folder / 'demo.log').read_text()}"
    finally:
        running.terminate()
        running.wait(timeout=30)
    return None if sizes and all(sizes.values()) else f"the pages ask for scripts that are not there: {sizes}"


def free_pair() -> int:
    """A port that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def wait_for(url: str, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_START
    while running.poll() is None and time.monotonic() < until:
        try:
            urlopen(url).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} does not answer")


def scripts_of(url: str) -> list[str]:
    """The addresses on this host of the scripts and styles that a page asks for."""
    return re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css))"', urlopen(url).read().decode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
