"""As the tests have it, but for how long a push may spend on applying: what an installation has, or what a figure says."""

import os

from throughgate.settings import base
from throughgate.settings.test import *  # noqa: F403

APPLY_SECONDS = float(os.environ.get("BENCH_APPLY_SECONDS", base.APPLY_SECONDS))
