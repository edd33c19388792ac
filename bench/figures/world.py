"""A Django with a home and a database of its own, thrown away afterwards."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
SERVER = Path(__file__).resolve().parents[2] / "server"


def begin(settings: str = "throughgate.settings.test") -> Path:
    """Settings, a migrated database, and the tests' builders on the path. Returns the home."""
    home = Path(tempfile.mkdtemp(prefix="throughgate-bench-"))
    atexit.register(shutil.rmtree, home, True)
    os.environ |= {"THROUGHGATE_HOME": str(home), "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(BENCH)}
    os.environ.setdefault("THROUGHGATE_DATABASE_URL", f"sqlite:///{home}/bench.sqlite3")
    sys.path[:0] = [str(SERVER)]
    import django
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    return home
