"""The pages are true of the code: what it cites exists, what they name exists, and nothing of one machine stands in either."""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("server/throughgate/**/*.md")])
FOLDERS = (".ci", "bench", "client", "docs", "faults", "requirements", "server", "stories", "tools")
NOT_OURS = {"node_modules", "dist", "__pycache__", "app", "static", ".mypy_cache", ".peers"}
TEXTS = re.compile(r"\.(?:py|md|ts|vue|m?js|cjs|s?css|html|cedar|json|toml|sh|in|lock|po|svg)$|^[^.]+$")
# Where a path on a page may begin.
BEGINS = ("", "server", "server/throughgate", "server/throughgate/kernel", "client", "client/src", "client/src/kernel", "docs")
# Written so that this file does not hold what it looks for.
OF_ONE_MACHINE = re.compile(r"(?<![\w.$}>])/(?:" + "|".join(["wo" + "rk", "ro" + "ot"]) + r")/\w")
REGISTRIES = re.compile("|".join(["py" + r"pi\.org", "pythonhos" + r"ted\.org", "registry" + r"\.npmjs", "registry" + r"\.yarnpkg"]))
NUMBERED = re.compile("issue" + r" #\d")
NOT_FOR_PEOPLE = re.compile(r"\b(?:offender|inmate)s?\b", re.IGNORECASE)
READ_BY_PEOPLE = re.compile(r"^(?:server|client/src)/.*(?:\.html|\.vue|\.po|\.cedar|/words[\w.]*\.ts)$")


@cache
def files() -> list[Path]:
    """Every text of ours, without what was installed, built or cached."""
    kept = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        for place, inner, names in os.walk(ROOT / folder):
            inner[:] = [name for name in inner if name not in NOT_OURS]
            kept += [Path(place, name) for name in names]
    return sorted(path for path in kept if TEXTS.search(path.name))


def found(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{n}: {line.strip()[:120]}"
        for path in paths
        for n, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def sections(page: str) -> dict[str, str]:
    """Heading → what stands under it, of the third level."""
    parts = re.split(r"^### (.+)$", page, flags=re.MULTILINE)
    return {heading.casefold(): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_every_rule_that_the_code_cites_stands_in_the_field_and_has_its_source():
    field = sections((ROOT / "docs/field.md").read_text())
    cites = re.compile(r'docs/field\.md,? \(?"([^"]+)"')
    code = (path for path in files() if path.suffix != ".md")
    cited = [(path, heading) for path in code for heading in cites.findall(path.read_text(errors="replace"))]
    assert cited
    assert [f"{path.relative_to(ROOT)}: {heading}" for path, heading in cited if heading.casefold() not in field] == []


def test_every_rule_of_the_field_has_its_source():
    field = sections((ROOT / "docs/field.md").read_text())
    assert [heading for heading, text in field.items() if "\nSource: " not in text] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_links_to_and_names_is_there(path):
    text = path.read_text()
    links = [link for link in re.findall(r"(?:\]\(|src=\")([^)#\"]+)", text) if "://" not in link and not link.startswith("mailto:")]
    missing = [link for link in links if not (path.parent / link).exists()]
    if path.parent == ROOT:
        names = re.findall(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|ts|vue|md|cedar|sh|toml|json))`", text)
        missing += [name for name in names if "example/" not in name and not any((ROOT / start / name).exists() for start in BEGINS)]
    assert missing == []


def test_every_setting_of_the_environment_is_on_the_page_for_operators_and_no_other():
    page = (ROOT / "docs/operations/run.md").read_text()
    code = "\n".join(path.read_text() for path in (ROOT / "server/throughgate").rglob("*.py") if path.name != "test.py")
    named = re.compile(r"\bTHROUGHGATE_[A-Z_]+[A-Z]")
    assert set(named.findall(page)) == set(named.findall(code))


def test_nothing_of_one_machine_or_registry_is_written_down():
    assert found(OF_ONE_MACHINE, files()) == []
    assert found(REGISTRIES, files()) == []
    assert found(NUMBERED, files()) == []


def test_what_people_read_calls_them_people():
    read = [path for path in files() if READ_BY_PEOPLE.match(path.relative_to(ROOT).as_posix())]
    assert read
    assert found(NOT_FOR_PEOPLE, read) == []


def test_examples_of_style_are_taken_from_the_code():
    code = [path for path in files() if path.suffix in (".py", ".vue")]
    said = {" ".join(line.split()) for path in code for line in path.read_text().splitlines()}
    blocks = re.findall(r"```\w+\n(.*?)```", (ROOT / "STYLE.md").read_text(), re.DOTALL)
    lines = {" ".join(line.split("   #")[0].split("   //")[0].split()) for block in blocks for line in block.strip().splitlines()}
    assert [line for line in sorted(lines - {""}) if not any(line in one for one in said)] == []
