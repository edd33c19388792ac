"""For the tests: fixed keys, quick hashing, a home that is thrown away."""

import json
import os
import tempfile

os.environ.setdefault("THROUGHGATE_HOME", tempfile.mkdtemp(prefix="throughgate-test-"))
os.environ.setdefault("THROUGHGATE_PLAIN_HTTP", "1")

from throughgate.settings.base import *  # noqa: E402, F403

SECRET_KEY = "only-for-tests"
TRAIL_KEY = b"only-for-tests-only-for-tests-32"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEAL_KEYS = json.dumps(
    [
        {
            "kty": "EC",
            "crv": "P-256",
            "kid": "test-1",
            "x": "WKn-ZIGevcwGIyyrzFoZNBdaq9_TsqzGl96oc0CWuis",
            "y": "y77t-RvAHRKTsSGdIYUfweuOvwrvDD-Q3Hv5J0fSKbE",
            "d": "Hndv7ZZjs_ke8o9zXYo3iq-Yr8SewI5vrqd0pAvEPqg",
        }
    ]
)
