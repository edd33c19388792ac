"""Fails where docs/dependencies.md has no line for a part that somebody chose, or has one for a part that is gone."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PAGE = Path("docs/dependencies.md")
PYTHON = ("base", "dev", "installer", "captions", "screening")


def main() -> int:
    chosen = {*python_parts(), *client_parts()}
    told = set(re.findall(r"^\| ([@\w./-]+) \|(?:.*\|){3}$", PAGE.read_text(), re.MULTILINE)) - {"part"}
    for name in sorted(chosen - told):
        print(f"{name}: chosen, but has no line in {PAGE}")
    for name in sorted(told - chosen):
        print(f"{name}: has a line in {PAGE}, but nobody asks for it")
    return int(chosen != told)


def python_parts() -> Iterator[str]:
    for name in PYTHON:
        for line in Path(f"requirements/{name}.in").read_text().splitlines():
            if part := re.match(r"[a-z][\w-]*", line):
                yield part[0]


def client_parts() -> Iterator[str]:
    package = json.loads(Path("client/package.json").read_text())
    yield from package["dependencies"]
    yield from package["devDependencies"]
    for stand_in in package.get("overrides", {}).values():
        yield stand_in.removeprefix("npm:").rpartition("@")[0]


if __name__ == "__main__":
    sys.exit(main())
