"""Programs that open what strangers made: each alone, with little time and memory, behind everything else that the machine does."""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MEMORY = 3 * 2**30
LARGEST = 4 * 2**30


class Failed(Exception):
    """The program gave up; what it said last."""


@dataclass(frozen=True)
class Ended:
    """What a program wrote, and what it told on the way."""

    wrote: bytes
    told: bytes


def run(
    command: Sequence[str], patience_s: int, given: bytes = b"", *, memory: int = MEMORY, environ: Mapping[str, str] | None = None
) -> Ended:
    """Run it to its end. It ends with whoever started it. Raises: Failed."""
    limits = ["prlimit", f"--as={memory}", f"--cpu={2 * patience_s}", f"--fsize={LARGEST}", "--core=0"]
    with_us = ["setpriv", "--pdeathsig", "KILL", "nice", "-n", "15"]
    try:
        done = subprocess.run([*limits, *with_us, *command], input=given, capture_output=True, check=True, timeout=patience_s, env=environ)
    except subprocess.TimeoutExpired as late:
        raise Failed("took too long") from late
    except subprocess.CalledProcessError as no:
        raise Failed(no.stderr.decode(errors="replace").strip()[-500:]) from no
    return Ended(done.stdout, done.stderr)
