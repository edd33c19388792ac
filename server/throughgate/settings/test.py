"""For the tests: fixed keys, quick hashing, a home that is thrown away."""

import json
import os
import tempfile

os.environ.setdefault("THROUGHGATE_HOME", tempfile.mkdtemp(prefix="throughgate-test-"))
os.environ.setdefault("THROUGHGATE_PLAIN_HTTP", "1")

from throughgate.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
TRAIL_KEY = b"only-for-tests-only-for-tests-32"
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
