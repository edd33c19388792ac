"""For the tests: fixed keys, quick hashing, a home that is thrown away."""

import json
import os
import tempfile

os.environ.setdefault("THROUGHGATE_HOME", tempfile.mkdtemp(prefix="throughgate-test-"))
os.environ.setdefault("THROUGHGATE_PLAIN_HTTP", "1")

from throughgate.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
TRAIL_KEY = b"only-for-tests-only-for-tests-32"
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
