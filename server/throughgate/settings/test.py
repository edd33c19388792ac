"""For the tests: fixed keys, quick hashing, a home that is thrown away."""

import atexit
import json
import os
import shutil
import tempfile
from secrets import token_hex

# Only a name: whoever keeps something there makes the folder, and mypy, which reads these settings, ends without a goodbye.
os.environ.setdefault("THROUGHGATE_HOME", f"{tempfile.gettempdir()}/throughgate-test-{os.getpid()}-{token_hex(4)}")
os.environ.setdefault("THROUGHGATE_PLAIN_HTTP", "1")
os.environ.setdefault("THROUGHGATE_LOG_LEVEL", "WARNING")

from throughgate.settings.base import *  # noqa: F403
from throughgate.settings.base import HOME, INSTALLED_APPS, database_from
from throughgate.settings.security import OPENID_CONNECT

# Not where a process that started this one named it.
if HOME.name.startswith(f"throughgate-test-{os.getpid()}-"):
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
if "THROUGHGATE_DATABASE_URL" not in os.environ:
    # Not in memory: there a test and the threads of a server beside it would share one connection, and its transactions.
    quick = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
    DATABASES = {
        "default": database_from(f"sqlite:///{HOME}.sqlite3")
        | {"TEST": {"NAME": f"{HOME}.sqlite3"}}
        | {"OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": quick}}
    }

INSTALLED_APPS.append(OPENID_CONNECT)
SECRET_KEY = "only-for-tests"
TRAIL_KEY = b"only-for-tests-only-for-tests-32"
PROTECT_KEY = b"only-for-tests-only-for-tests-32"
# Two test processes use the same account numbers; a code used in one is not used in the other.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEAL_KEYS = json.dumps(
    [
        {
            "kty": "EC",
            "crv": "P-256",
            "kid": "test-1",
            "x": "DjY4Pwtlt5FqRUeTbqiKGbMPllfQ4gir-6VpII4kmAA",
            "y": "PdvHWlEDbXToMyBKdy_8nYhK40nXbjwFRebayeT1egI",
            "d": "IdYo3GhuTi5y-RZFICiuvh-bJcdMOUrplUL_JiCYHJs",
        }
    ]
)
# Nothing in a test may depend on how busy the machine is.
APPLY_SECONDS = 60.0
