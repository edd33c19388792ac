"""Looking at pictures, as the worker does, beside the model alone: opened, made anew, hashed, faces counted, nudity guessed."""

import io
import random
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from figures import world
from figures.lines import line

MANY, ROUNDS = 40, 2
ALONE = """
import json, sys, time
import numpy, onnxruntime
from importlib.util import find_spec
from pathlib import Path
model = onnxruntime.InferenceSession(str(Path(find_spec("nudenet").origin).with_name("320n.onnx")), providers=["CPUExecutionProvider"])
asks, dots = model.get_inputs()[0].name, numpy.random.default_rng(1).random((1, 3, 320, 320), dtype=numpy.float32)
for _ in range(int(sys.argv[1])):
    model.run(None, {asks: dots})
"""


def main() -> None:
    if not all(find_spec(name) for name in ("nudenet", "onnxruntime", "pdqhash")):
        sys.exit("What looks at pictures is not installed here: docs/operations/run.md")
    world.begin()
    with tempfile.TemporaryDirectory(prefix="throughgate-bench-") as folder:
        pictures = _pictures(Path(folder))
        rounds = [(_ours(pictures, Path(folder)), _alone()) for _ in range(ROUNDS)]
        read = _words(pictures[:5])
    ours, alone = min(one for one, _other in rounds), min(other for _one, other in rounds)
    unit = "ms a picture of 2 megapixels, programs' starts included"
    line("touch.image_vs_model", ours / MANY * 1000, unit, "the model alone", alone / MANY * 1000)
    if read:
        line("touch.image_words_ms", read * 1000, "ms a picture, reading words in it with tesseract, a program for each")


def _pictures(folder: Path) -> list[Path]:
    """As a phone makes them, with noise, so that they are as dear to open."""
    from PIL import Image

    made = []
    for n in range(MANY):
        chance = random.Random(n)
        rough = Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3)).resize((1600, 1200), Image.Resampling.BICUBIC)
        out = io.BytesIO()
        rough.save(out, "JPEG", quality=85)
        made.append(folder / f"{n}.jpg")
        made[-1].write_bytes(out.getvalue())
    return made


def _ours(pictures: list[Path], folder: Path) -> float:
    from throughgate.kernel.screening.looking.pictures import _told

    began = time.perf_counter()
    told = _told(pictures, [folder / f"{path.stem}.fresh" for path in pictures])
    assert all("hash" in one for one in told)
    return time.perf_counter() - began


def _alone() -> float:
    from throughgate.kernel.gateways.programs import run

    began = time.perf_counter()
    # Started as ours is, at the same low priority.
    run([sys.executable, "-c", ALONE, str(MANY)], 600)
    return time.perf_counter() - began


def _words(pictures: list[Path]) -> float:
    from throughgate.kernel.gateways import tesseract

    if not tesseract.is_here():
        return 0.0
    began = time.perf_counter()
    for picture in pictures:
        tesseract.words_in(picture)
    return (time.perf_counter() - began) / len(pictures)


if __name__ == "__main__":
    main()
