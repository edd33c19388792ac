"""Words in a picture, by tesseract: a program of its own, given nothing but pictures that we have made ourselves."""

import os
import shutil
from functools import lru_cache
from pathlib import Path

from throughgate.kernel.gateways.programs import run

PATIENCE_S, MEMORY = 60, 2**30
# As far as their data are installed: tesseract-ocr-cym is a package of its own.
LANGUAGES = ("eng", "cym")


def is_here() -> bool:
    """Whether this machine has it."""
    return shutil.which("tesseract") is not None


def words_in(picture: Path) -> str:
    """Whatever words stand anywhere in a picture, a line each. Raises: Failed."""
    question = ["-l", "+".join(_known()), "--psm", "11"]
    alone = os.environ | {"OMP_THREAD_LIMIT": "1"}
    ended = run(["tesseract", str(picture), "-", *question], PATIENCE_S, memory=MEMORY, environ=alone)
    return "\n".join(line for line in ended.wrote.decode(errors="replace").splitlines() if line.strip())


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    listed = run(["tesseract", "--list-langs"], PATIENCE_S).wrote.decode().split()
    return tuple(one for one in LANGUAGES if one in listed) or ("eng",)
