"""What someone finds who takes the disk out of a device."""

from pathlib import Path


def readable(profile: Path, words: str) -> list[str]:
    """The files of a browser's profile in which these words stand for everyone to read, however they are written."""
    wanted = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    files = [path for path in profile.rglob("*") if path.is_file()]
    return sorted(str(path.relative_to(profile)) for path in files if any(one in path.read_bytes() for one in wanted))
