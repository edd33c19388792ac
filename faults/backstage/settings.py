"""What a run is served with: the real settings, with keys that every run knows and hashing that costs nothing."""

from throughgate.settings.test import *  # noqa: F403

# Each run says for itself how long a push may judge; the tests' minute is for tests.
APPLY_SECONDS = 0.5
# A run brings its own backups.
DATABASE_IS_BACKUP = False
# Failures are what these runs are about; each would be told in full.
LOGGING = {"version": 1, "disable_existing_loggers": True, "root": {"level": "CRITICAL", "handlers": []}}
