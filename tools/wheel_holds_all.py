"""Fails where the wheel lacks a file that lies in the package: tools/wheel_holds_all.py dist/NAME.whl"""

import sys
from pathlib import Path
from zipfile import ZipFile

SERVER = Path("server")
BUILT = (
    "throughgate/faces/device/app/index.html",
    "throughgate/kernel/web/static/web/",
    "throughgate/modules/leisure/static/leisure/games.js",
    "throughgate/modules/touch/static/touch/messages.js",
    "throughgate/modules/letters/static/letters/letters.js",
    "throughgate/modules/devices/data/mentors/pl.html",
    "throughgate/locale/cy/LC_MESSAGES/django.mo",
)


def main(wheel: str) -> str | None:
    held = set(ZipFile(wheel).namelist())
    lacking = sorted(packaged() - held)
    lacking += [name for name in BUILT if not any(path.startswith(name) for path in held)]
    return "\n".join(["the wheel lacks:", *lacking]) if lacking else None


def packaged() -> set[str]:
    """Every file of the package but its tests."""
    files = (path.relative_to(SERVER) for path in (SERVER / "throughgate").rglob("*") if path.is_file())
    return {path.as_posix() for path in files if not {"tests", "__pycache__"} & set(path.parts)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
