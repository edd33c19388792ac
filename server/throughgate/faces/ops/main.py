"""The `throughgate` program: `throughgate verify-trail` runs the management command verify_trail."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run one command, with the secrets of $THROUGHGATE_HOME where they are kept there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughgate.settings.site")
    if sys.argv[1:2] == ["demo"]:
        from throughgate.faces.ops.demo_home import enter

        enter(sys.argv[2:])
    _read_secrets()
    from django.core.management import execute_from_command_line

    name = [argument.replace("-", "_") for argument in sys.argv[1:2]]
    execute_from_command_line([sys.argv[0], *name, *sys.argv[2:]])


def _read_secrets() -> None:
    from throughgate.faces.ops.home import SECRETS, secrets_of

    home = Path(os.environ.get("THROUGHGATE_HOME", ".throughgate"))
    if (home / SECRETS).exists():
        for name, value in secrets_of(home).items():
            os.environ.setdefault(name, value)
