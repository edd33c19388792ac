"""What a picture looks like, in 64 bits that hardly change when it is made smaller, stored anew or given another colour."""

from pathlib import Path

from throughgate.modules.library.media.pictures import opened

ACROSS, DOWN = 9, 8


def look_of(picture: Path) -> bytes:
    """Eight bytes: for each of 8 × 8 dots, whether it is lighter than the one to its right. Raises: NotAPicture.

    Source: N. Krawetz, "Kind of Like That", 2013 (difference hash).
    """
    dots = opened(picture).convert("L").resize((ACROSS, DOWN)).tobytes()
    bits = [dots[at] > dots[at + 1] for row in range(DOWN) for at in range(row * ACROSS, row * ACROSS + ACROSS - 1)]
    return bytes(sum(bit << n for n, bit in enumerate(bits[at : at + DOWN])) for at in range(0, len(bits), DOWN))
