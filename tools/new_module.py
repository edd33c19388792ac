"""Begins a capability: ./dev new-module NAME copies tools/module_template/ into the tree and says what is left to do by hand.

In the template's file names and texts `capability_name`, `CapabilityName`, `capabilityName` and `Capability name` stand for the new
one's. What is copied works as it is: a person leaves a note, a worker marks it read.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "tools/module_template"
PLACES = {
    "server": ROOT / "server/throughgate/modules",
    "client": ROOT / "client/src/capabilities",
}
USAGE = "usage: ./dev new-module NAME   (2 to 20 small letters, digits and _: the word that staff use for it)"


def main(arguments: list[str]) -> str | None:
    # Twenty, so that the names of indexes stay within the 30 letters that databases allow.
    if len(arguments) != 1 or not re.fullmatch(r"[a-z][a-z0-9_]{1,19}", arguments[0]):
        return USAGE
    name = arguments[0]
    taken = [place / name for place in PLACES.values() if (place / name).exists()]
    if taken:
        return f"{taken[0].relative_to(ROOT)} exists already"
    for side, place in PLACES.items():
        copy(TEMPLATE / side, place / name, name)
    print(what_next(name))
    return None


def copy(source: Path, target: Path, name: str) -> None:
    """Copies every file of one side, giving file names and texts the new name."""
    for file in sorted(path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        destination = target / named(str(file.relative_to(source)), name)
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_text(named(file.read_text(), name))
        print(f"made {destination.relative_to(ROOT)}")


def named(text: str, name: str) -> str:
    """The text with the new name in every way that the template writes it."""
    for template, own in {
        "capability_name": name,
        "CapabilityName": in_capitals(name),
        "capabilityName": in_capitals(name)[0].lower() + in_capitals(name)[1:],
        "Capability name": name.replace("_", " ").capitalize(),
    }.items():
        text = text.replace(template, own)
    return text


def in_capitals(name: str) -> str:
    return name.replace("_", " ").title().replace(" ", "")


def what_next(name: str) -> str:
    own = named("capabilityName", name)
    return f"""
It is off until you say so. CONTRIBUTING.md has the ten steps; the next two are lines to add:
  server/throughgate/settings/modules.py    "{name}",
  client/src/shells/capabilities.ts         import {{ {own} }} from '@/capabilities/{name}/capability'   and {own} in the list"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
