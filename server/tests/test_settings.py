"""The tests' own settings leave nothing behind on the machine that ran them."""

import os
import subprocess
import sys

import pytest

READ = "import throughgate.settings.test"
KEEP = "import os, pathlib, throughgate.settings.test; pathlib.Path(os.environ['THROUGHGATE_HOME'], 'files').mkdir(parents=True)"


@pytest.mark.parametrize("script", [READ, KEEP, f"{READ}, os; os._exit(0)"], ids=["read", "something kept", "no goodbye"])
def test_no_folder_is_left_behind(tmp_path, script):
    environ = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHGATE_")}
    subprocess.run([sys.executable, "-c", script], env=environ | {"TMPDIR": str(tmp_path)}, check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_was_given_stays(tmp_path):
    (tmp_path / "mine").mkdir()
    subprocess.run([sys.executable, "-c", READ], env=os.environ | {"THROUGHGATE_HOME": str(tmp_path / "mine")}, check=True, cwd=tmp_path)
    assert (tmp_path / "mine").exists()
