"""For a real site and for the demo: everything that may differ comes from the environment."""

from throughgate.settings.base import *  # noqa: F403
