"""Looks at pictures of strangers, and makes each anew. Run alone by pictures.py: given the paths as JSON on its input
([[from, to]…]), it writes what it saw as JSON on its output. What it loads for the model is 150 MB.
"""

import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# Our own: what a tablet shows, with some to look closer.
LARGEST = 1_600
# What the model was made for.
SIDE = 320
# What PDQ makes its hash of is 512 dots wide at most. Source: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm".
PDQ_SIDE = 512
GPS, TAKEN_BY = 0x8825, "exif"
# The model's classes, in its order; from nudenet.py of nudenet 3.4.2.
FACES, EXPOSED = (1, 12), (2, 3, 4, 6, 14)
FACE_FROM, SAME_FACE = 0.35, 0.45


def main() -> None:
    pairs = json.loads(sys.stdin.read())
    eye = Eye() if all(find_spec(name) for name in ("nudenet", "onnxruntime", "numpy", "pdqhash")) else None
    # While the model looks at one picture, the next is opened and made anew.
    with ThreadPoolExecutor(1) as hands:
        made = [hands.submit(_made, Path(source), Path(to)) for source, to in pairs]
        seen = [_seen(one.result(), eye) for one in made]
    sys.stdout.write(json.dumps(seen))


def _made(source: Path, to: Path) -> tuple[dict[str, Any], Image.Image | None]:
    """What can be told of a picture without a model, and the picture; it stands anew in `to`."""
    try:
        with warnings.catch_warnings():
            # A small file that unpacks to a huge picture is an attack on whoever opens it.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=FORMATS) as picture:
                told = {"format": picture.format, "placed": GPS in picture.getexif()}
                return told, _anew(picture, to)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return {"trouble": "huge"}, None
    # Pillow's readers raise whatever their format makes them trip over.
    except Exception:
        return {"trouble": "broken"}, None


def _anew(picture: Image.Image, to: Path) -> Image.Image:
    """Upright, as large as a tablet needs, nothing but its dots, in the format that it came in; of a moving picture its first."""
    if picture.format == "JPEG":
        picture.draft("RGB", (LARGEST, LARGEST))
    upright = ImageOps.exif_transpose(picture)
    clean = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    clean.thumbnail((LARGEST, LARGEST), Image.Resampling.BILINEAR, reducing_gap=2.0)
    clean.info.clear()
    shape: dict[str, Any] = {"JPEG": {"quality": 82}, "WEBP": {"quality": 80, "method": 1}}.get(str(picture.format), {"compress_level": 3})
    clean.save(to, "PNG" if picture.format == "GIF" else picture.format, **shape)
    return _on_white(clean)


def _on_white(picture: Image.Image) -> Image.Image:
    """As it is seen on a page: what shines through is looked at too."""
    if picture.mode != "RGBA":
        return picture
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    return page.convert("RGB")


def _seen(made: tuple[dict[str, Any], Image.Image | None], eye: "Eye | None") -> dict[str, Any]:
    told, picture = made
    return told if picture is None or eye is None else told | eye.sees(picture)


class Eye:
    """The models, loaded once for all pictures of a run."""

    def __init__(self) -> None:
        # By name: where they are not installed, nothing else of this file is wrong.
        self._np, self._pdq = import_module("numpy"), import_module("pdqhash")
        runtime, package = import_module("onnxruntime"), find_spec("nudenet")
        if package is None or package.origin is None:
            raise ValueError("nudenet")
        self._model = runtime.InferenceSession(str(Path(package.origin).with_name("320n.onnx")), providers=["CPUExecutionProvider"])
        self._asks = self._model.get_inputs()[0].name

    def sees(self, picture: Image.Image) -> dict[str, Any]:
        """How sure it is of nudity, how many faces there are, and the hash by which the picture is known again."""
        [answer] = self._model.run(None, {self._asks: self.laid_out(picture)})
        boxes = answer[0].T
        return {
            "nudity": float(boxes[:, [4 + one for one in EXPOSED]].max()),
            "faces": len(list(self._faces(boxes))),
            "hash": self._hash(picture),
        }

    def laid_out(self, picture: Image.Image) -> Any:
        """The picture as the model wants it: in the upper left corner of a square of 320, each colour for itself, 0 to 1."""
        wide, high = picture.size
        by = SIDE / max(wide, high)
        small = picture.resize((max(1, round(wide * by)), max(1, round(high * by))), Image.Resampling.BILINEAR, reducing_gap=2.0)
        square = Image.new("RGB", (SIDE, SIDE))
        square.paste(small)
        dots = self._np.asarray(square, dtype=self._np.float32) / 255.0
        return self._np.ascontiguousarray(dots.transpose(2, 0, 1)[None])

    def _faces(self, boxes: Any) -> Iterator[Sequence[float]]:
        """Boxes of faces, the surest first, none of which is another once more."""
        sure = boxes[:, [4 + one for one in FACES]].max(axis=1)
        kept: list[Sequence[float]] = []
        for x, y, wide, high in boxes[(-sure).argsort()[: int((sure >= FACE_FROM).sum())], :4].tolist():
            box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if all(_overlap(box, other) < SAME_FACE for other in kept):
                kept.append(box)
                yield box

    def _hash(self, picture: Image.Image) -> str:
        small = picture.copy()
        small.thumbnail((PDQ_SIDE, PDQ_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
        bits, _quality = self._pdq.compute(self._np.asarray(small))
        return str(self._np.packbits(bits).tobytes().hex())


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """What two boxes share, of what they cover together."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = ((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / (sum(areas) - wide * high)


if __name__ == "__main__":
    main()
