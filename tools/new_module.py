"""Begins a capability: ./dev new-module NAME copies tools/module_template/ into the tree and says what is left to do by hand.

In the template's file names and texts `capability_name`, `CapabilityName` and `Capability name` stand for the new one's.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "tools/module_template"
PLACES = {
    "server": ROOT / "server/throughgate/modules",
    "client": ROOT / "client/src/capabilities",
}


def main(arguments: list[str]) -> str | None:
    if len(arguments) != 1 or not re.fullmatch(r"[a-z][a-z0-9_]*", arguments[0]):
        return "usage: ./dev new-module NAME   (small letters, digits and _; the word staff use for it)"
    name = arguments[0]
    taken = [place / name for place in PLACES.values() if (place / name).exists()]
    if taken:
        return f"{taken[0].relative_to(ROOT)} exists already"
    for side, place in PLACES.items():
        copy(TEMPLATE / side, place / name, name)
    print(f"To switch it on, add this line to server/throughgate/settings/modules.py:\n    {name!r},")
    return None


def copy(source: Path, target: Path, name: str) -> None:
    """Copies every file of one side, giving file names and texts the new name."""
    for file in sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        destination = target / named(str(file.relative_to(source)), name)
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_text(named(file.read_text(), name))
        print(f"made {destination.relative_to(ROOT)}")


def named(text: str, name: str) -> str:
    words = name.replace("_", " ")
    return (
        text.replace("capability_name", name)
        .replace("CapabilityName", words.title().replace(" ", ""))
        .replace("Capability name", words.capitalize())
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
