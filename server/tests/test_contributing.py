"""CONTRIBUTING.md, followed to the letter: a capability is begun, switched on and proved in a throw-away copy of the tree."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text()
COPIED = ("server", "client", "tools", "docs", "contract", "pyproject.toml", "CONTRIBUTING.md")
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules", "app", "static", "dist")
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the copy has a database of its own: once is enough")
BIN = Path(sys.executable).parent
# What ./dev starts once everything is installed, which in this environment it is.
STARTS = {
    "./dev new-module": [sys.executable, "tools/new_module.py"],
    "./dev test client/": [BIN / "npx", "vitest", "run"],
    "./dev test": [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
    ".venv/bin/throughgate": [sys.executable, "-c", "from throughgate.faces.ops.main import main; main()"],
    ".venv/bin/ruff": [sys.executable, "-m", "ruff"],
}


@pytest.fixture
def tree(tmp_path):
    """A copy of what a capability touches; what was installed is shared."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=LEFT_BEHIND)
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "client/node_modules").symlink_to(ROOT / "client/node_modules")
    return tmp_path


def follow(tree, line):
    """Carry out a line that the page has, as somebody would who types it."""
    assert f"\n{line}\n" in PAGE, f"CONTRIBUTING.md no longer says: {line}"
    start = next(start for start in STARTS if line.startswith(start))
    return run(tree, *STARTS[start], *shlex.split(line.removeprefix(start)), at="client" if "client/" in start else ".")


def run(tree, *command, at="."):
    command = [str(part) for part in command]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHGATE_", "PYTEST_", "DJANGO_"))}
    environment = clean | {"PYTHONPATH": str(tree / "server"), "DJANGO_SETTINGS_MODULE": "throughgate.settings.test"}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(command, cwd=tree / at, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
    return done.stdout


def add_line(path, line, before):
    """Type a line that the page shows into a file."""
    assert f"\n{line}\n" in PAGE
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, f"{line}\n{before}", 1))


def switch_on(tree):
    add_line(tree / "server/throughgate/settings/modules.py", '    "example",', "]")


def test_a_capability_in_ten_steps(tree):
    follow(tree, "./dev new-module example")
    switch_on(tree)
    follow(tree, ".venv/bin/throughgate makemigrations example --name notes_and_readings")
    assert (tree / "server/throughgate/modules/example/migrations/0001_notes_and_readings.py").exists()
    follow(tree, ".venv/bin/ruff format server/throughgate/modules/example")
    follow(tree, "./dev test server/throughgate/modules/example")
    run(tree, *STARTS[".venv/bin/ruff"], "check", "--no-cache", "server/throughgate/modules/example")
    run(tree, BIN / "lint-imports", "--no-cache")


def test_the_promises_of_every_module_are_proved_for_a_new_one(tree):
    follow(tree, "./dev new-module example")
    switch_on(tree)
    promises = sorted(str(path.relative_to(tree)) for path in (tree / "server/tests").glob("test_*_promises.py"))
    assert promises
    run(tree, *STARTS["./dev test"], "-k", "example", *promises)


def test_its_screens_are_sound(tree):
    follow(tree, "./dev new-module example")
    page = tree / "client/src/shells/capabilities.ts"
    add_line(page, "import { example } from '@/capabilities/example/capability'", "\nexport const capabilities")
    page.write_text(page.read_text().replace("[supervision,", "[supervision, example,"))
    follow(tree, "./dev test client/src/capabilities/example")
    run(tree, BIN / "npx", "vue-tsc", "--noEmit", at="client")
    run(tree, BIN / "npx", "depcruise", "--config", ".dependency-cruiser.cjs", "src", at="client")


@pytest.mark.parametrize("name", ["", "Example", "two words", "../out", "supervision", "a" * 21])
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(tree, name):
    before = sorted(tree.rglob("*"))
    command = [sys.executable, "-B", "tools/new_module.py", name]
    refused = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "usage" in refused.stderr or "exists already" in refused.stderr
    assert sorted(tree.rglob("*")) == before
