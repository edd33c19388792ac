"""Drawn faces and signatures. Nobody sat for them: each is put together from a few shapes, the same for the same person."""

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from throughgate.basics.chance import Chance

WIDTH, HEIGHT = 240, 300
SKINS = ["#f6d7bd", "#eec3a0", "#dca67c", "#b97f57", "#8f5b3a", "#6b412a", "#4c2e20"]
HAIRS = ["#1d1a18", "#2e211a", "#4a3122", "#7a5230", "#a9783f", "#d3b06c", "#8c8c8c", "#c9c9c9", "#8d3b22"]
CLOTHES = ["#38506b", "#5b6b4f", "#7b4b5a", "#4f4f58", "#8a6a3d", "#2f6f73", "#6a5690"]
WALLS = ["#dfe6ea", "#e9e2d6", "#d6e2d4", "#e6dce4", "#cfd9e3"]
INK = "#241f1c"
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Face:
    """What stays the same in every picture of one person."""

    skin: str
    hair: str
    style: str
    beard: bool
    glasses: bool
    width: int
    eyes_apart: int
    nose: int
    mouth: int


def face_of(person: UUID, woman: bool) -> Face:
    """The face that belongs to that id."""
    chance = Chance(person.int)
    return Face(
        skin=chance.choice(SKINS),
        hair=chance.choice(HAIRS),
        style=chance.choice(["long", "long", "bun", "curls"] if woman else ["short", "short", "crop", "bald", "curls"]),
        beard=chance.happens(0.35) and not woman,
        glasses=chance.happens(0.25),
        width=chance.randint(50, 64),
        eyes_apart=chance.randint(21, 29),
        nose=chance.randint(12, 24),
        mouth=chance.randint(16, 28),
    )


def reference_photo(person: UUID, woman: bool) -> bytes:
    """As staff took it: straight on, against a grey wall. WebP, 240 by 300."""
    return _picture(face_of(person, woman), "#d5d8da", "#3d4650", (0, 0))


def selfie(person: UUID, woman: bool) -> bytes:
    """As they took it themself: another wall, other clothes, not quite straight. WebP, 240 by 300."""
    chance = Chance(f"selfie {person}")
    shift = (chance.randint(-14, 14), chance.randint(-10, 16))
    return _picture(face_of(person, woman), chance.choice(WALLS), chance.choice(CLOTHES), shift)


def signature(person: UUID) -> bytes:
    """A scribble. PNG, 300 by 100."""
    chance = Chance(f"signature {person}")
    image = Image.new("1", (300, 100), 1)
    points = [(20 + 13 * step + chance.randint(-6, 10), chance.randint(20, 78)) for step in range(20)]
    ImageDraw.Draw(image).line(points, fill=0, width=2, joint="curve")
    return _encoded(image, "PNG")


def _picture(face: Face, wall: str, clothes: str, shift: tuple[int, int]) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), wall)
    pen = ImageDraw.Draw(image)
    x, y = WIDTH // 2 + shift[0], 140 + shift[1]
    if face.style == "long":
        pen.rounded_rectangle((x - face.width - 12, y - 74, x + face.width + 12, y + 110), 50, fill=face.hair)
    pen.rounded_rectangle((x - 92, y + 98, x + 92, HEIGHT + 60), 46, fill=clothes)
    pen.rectangle((x - 22, y + 60, x + 22, y + 112), fill=face.skin)
    pen.ellipse((x - face.width, y - 78, x + face.width, y + 84), fill=face.skin)
    _draw_hair(pen, face, x, y)
    _draw_features(pen, face, x, y)
    return _encoded(image, "WEBP")


def _draw_hair(pen: ImageDraw.ImageDraw, face: Face, x: int, y: int) -> None:
    top: Box = (x - face.width - 3, y - 88, x + face.width + 3, y + 28)
    if face.style in ("short", "long", "bun"):
        pen.chord(top, 190, 350, fill=face.hair)
    if face.style == "crop":
        pen.chord(top, 205, 335, fill=face.hair)
    if face.style == "bun":
        pen.ellipse((x - 24, y - 112, x + 24, y - 68), fill=face.hair)
    if face.style == "curls":
        for step in range(-3, 4):
            pen.ellipse((x + step * 17 - 18, y - 96 + abs(step) * 9, x + step * 17 + 18, y - 56 + abs(step) * 9), fill=face.hair)


def _draw_features(pen: ImageDraw.ImageDraw, face: Face, x: int, y: int) -> None:
    if face.beard:
        pen.chord((x - face.width + 4, y - 10, x + face.width - 4, y + 86), 20, 160, fill=face.hair)
    for side in (-1, 1):
        eye = x + side * face.eyes_apart
        pen.ellipse((eye - 6, y - 14, eye + 6, y - 4), fill="white")
        pen.ellipse((eye - 3, y - 13, eye + 3, y - 5), fill=INK)
        pen.line((eye - 9, y - 24, eye + 9, y - 24), fill=face.hair if face.style != "bald" else INK, width=3)
        if face.glasses:
            pen.ellipse((eye - 16, y - 24, eye + 16, y + 6), outline=INK, width=2)
    pen.line((x, y - 2, x - 4, y + face.nose, x + 4, y + face.nose), fill=INK, width=2)
    pen.arc((x - face.mouth, y + 26, x + face.mouth, y + 52), 20, 160, fill="#7a3a36", width=4)


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    image.save(out, kind, quality=55, method=0)
    return out.getvalue()
