"""A server of Morango, or a device of it, as small as it gets: one model, one profile. HOME says which."""

import os
from pathlib import Path

HOME = Path(os.environ["PEER_HOME"])
SECRET_KEY = "a benchmark on loopback"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "mptt", "rest_framework", "morango", "records"]
ROOT_URLCONF = "morango.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "peer.sqlite3",
        # Patience instead of "database is locked", its default with several devices at once.
        "OPTIONS": {"timeout": 100},
    }
}
