"""The folder an installation lives in: its database, its files, and `secrets.env`, which nobody else may read."""

import base64
import json
import secrets
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

SECRETS = "secrets.env"


def make_home(home: Path) -> None:
    """The folder and new secrets, unless they are there already."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / SECRETS
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(_as_lines(_new_secrets()))


def secrets_of(home: Path) -> dict[str, str]:
    """What `secrets.env` says; a shell reads the same by `set -a; . secrets.env`."""
    lines = shlex.split((home / SECRETS).read_text(), comments=True)
    return dict(line.split("=", 1) for line in lines)


def empty_home(home: Path) -> None:
    """Begin anew. Raises: ValueError for a folder that is not one of ours, so that nothing else is ever deleted."""
    if not home.exists():
        return
    if any(home.iterdir()) and not (home / SECRETS).exists():
        raise ValueError(f"{home} holds something else: it has no {SECRETS}. Nothing was deleted.")
    shutil.rmtree(home)


def new_seal_key() -> dict[str, str]:
    """A private key to which devices seal acts, as a JWK with a name of its own."""
    from joserfc.jwk import ECKey

    key = ECKey.generate_key("P-256", {"kid": f"seal-{secrets.token_hex(4)}"}, private=True)
    return {name: str(value) for name, value in key.as_dict(private=True).items()}


def change_secret(home: Path, name: str, value: str) -> None:
    """Another value for one of them; the file is the old one or the new one, never half of it."""
    path = home / SECRETS
    changed = secrets_of(home) | {name: value}
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(_as_lines(changed))
    fresh.replace(path)


def _as_lines(named: Mapping[str, str]) -> str:
    return "".join(f"{name}={shlex.quote(value)}\n" for name, value in named.items())


def _new_secrets() -> dict[str, str]:
    return {
        "THROUGHGATE_SECRET_KEY": secrets.token_urlsafe(48),
        "THROUGHGATE_TRAIL_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "THROUGHGATE_PROTECT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "THROUGHGATE_SEAL_KEYS": json.dumps([new_seal_key()]),
    }
