"""The folder an installation lives in."""

import base64
import json
import stat
import subprocess

import pytest

from throughgate.faces.ops.home import SECRETS, empty_home, make_home, secrets_of


def test_secrets_are_made_once_and_only_the_owner_reads_them(tmp_path):
    home = tmp_path / "home"
    make_home(home)
    first = secrets_of(home)
    make_home(home)
    assert secrets_of(home) == first
    assert stat.S_IMODE((home / SECRETS).stat().st_mode) == 0o600
    assert len(base64.b64decode(first["THROUGHGATE_TRAIL_KEY"])) == 32
    (seal,) = json.loads(first["THROUGHGATE_SEAL_KEYS"])
    assert (seal["crv"], bool(seal["kid"]), bool(seal["d"])) == ("P-256", True, True)


def test_a_shell_reads_the_same_secrets(tmp_path):
    make_home(tmp_path)
    script = f'set -a; . {tmp_path}/{SECRETS}; printf %s "$THROUGHGATE_SEAL_KEYS"'
    assert (
        subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
        == secrets_of(tmp_path)["THROUGHGATE_SEAL_KEYS"]
    )


def test_only_a_home_is_ever_emptied(tmp_path):
    (tmp_path / "a letter").write_text("keep me")
    with pytest.raises(ValueError, match="holds something else"):
        empty_home(tmp_path)
    assert (tmp_path / "a letter").exists()
    home = tmp_path / "home"
    make_home(home)
    empty_home(home)
    assert not home.exists()
    empty_home(home)
