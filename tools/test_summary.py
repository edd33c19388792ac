"""Sums up a test run from its folder: `parts` (name, seconds, exit status a line) and, where a part ran tests, name.xml (JUnit)."""

import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree


class Counts(NamedTuple):
    passed: int
    failed: int
    skipped: int


def main(folder: Path) -> int:
    total = Counts(0, 0, 0)
    print()
    for line in (folder / "parts").read_text().splitlines():
        name, seconds, status = line.split()
        counts = count(folder / f"{name}.xml", ok=status == "0")
        total = Counts(*(a + b for a, b in zip(total, counts, strict=True)))
        print(f"{name:16} {int(seconds) // 60:3}:{int(seconds) % 60:02}   {sentence(counts)}")
    print(f"\n{sentence(total)}")
    return int(total.failed > 0)


def count(report: Path, *, ok: bool) -> Counts:
    """What a part did. A part that runs no tests, or broke before it could report, counts as one."""
    if not report.exists():
        return Counts(int(ok), int(not ok), 0)
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    # A runner can fail with every test passing: a broken teardown, or nothing collected.
    return Counts(len(cases) - failed - skipped, failed or int(not ok), skipped)


def sentence(counts: Counts) -> str:
    skipped = f", {counts.skipped} skipped" if counts.skipped else ""
    return f"{counts.passed} passed, {counts.failed} failed{skipped}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
