"""The `throughgate` program: `throughgate verify-trail` runs the management command verify_trail."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

# What makes or fills tables: as the authoring face, for only its settings know those of Wagtail too.
OF_EVERY_TABLE = {"migrate", "makemigrations", "seed", "prepare-demo"}
OF_NO_FACE = {"worker", "mail-in", "texts-in"}


def main() -> None:
    """Run one command, with the secrets of $THROUGHGATE_HOME where they are kept there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughgate.settings.site")
    name, arguments = "".join(sys.argv[1:2]), sys.argv[2:]
    if name == "demo":
        from throughgate.faces.ops import demo

        demo.run(arguments)
        return
    if name == "hub":
        # Before any secret of a server is read: a hub has none of them.
        from throughgate.faces.hub import main as hub

        hub.run(arguments)
        return
    if name == "demo-code":
        arguments = _demo_home(arguments)
    _read_secrets(make=name == "prepare-demo")
    if name == "serve":
        from throughgate.faces.ops import serve

        serve.run(arguments)
        return
    _manage(name, arguments)


def _demo_home(arguments: list[str]) -> list[str]:
    """What is left of them once `--home FOLDER` has said where the demo lives: the settings ask the environment."""
    parser = ArgumentParser("throughgate demo-code", description="Fresh sign-in codes for the workers of the demo.")
    parser.add_argument("--home", default=os.environ.get("THROUGHGATE_HOME", ".throughgate"), help="the folder that the demo lives in")
    known, left = parser.parse_known_args(arguments)
    os.environ["THROUGHGATE_HOME"] = known.home
    return left


def _read_secrets(make: bool) -> None:
    from throughgate.faces.ops.home import SECRETS, make_home, secrets_of

    home = Path(os.environ.get("THROUGHGATE_HOME", ".throughgate"))
    if make:
        make_home(home)
    if (home / SECRETS).exists():
        for name, value in secrets_of(home).items():
            os.environ.setdefault(name, value)


def _manage(name: str, arguments: list[str]) -> None:
    if name in OF_NO_FACE:
        # Nobody signs in to them: the settings leave out all that is for that.
        os.environ["THROUGHGATE_FACE"] = "worker"
    if name in OF_EVERY_TABLE:
        os.environ["THROUGHGATE_FACE"] = "authoring"
    if name in ("", "help", "--help") and not arguments:
        print("throughgate demo, throughgate serve, throughgate hub: --help says what each can be told.")
    from django.core.management import execute_from_command_line

    command = name if name.startswith("-") else name.replace("-", "_")
    execute_from_command_line([sys.argv[0], *([command] if command else []), *arguments])
