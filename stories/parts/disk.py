"""What someone finds who takes the disk out of a device."""

from pathlib import Path


def readable(profile: Path, words: str) -> list[str]:
    """The files of a browser's profile in which these words stand for everyone to read, however they are written."""
    wanted = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    files = [path for path in profile.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(profile)) for path in files if any(one in _content(path) for one in wanted))


def _content(path: Path) -> bytes:
    """Nothing, where the running browser has put the file away since it was listed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
