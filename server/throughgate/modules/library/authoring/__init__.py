"""Where items are drafted, in Wagtail. Only the authoring listener loads this room; what it publishes goes through the commands."""

import sys

# Wagtail's library for pictures loads it where it is installed. It brings an encoder under the GPL (x265), and nobody here needs HEIF.
sys.modules["pillow_heif"] = None  # type: ignore[assignment]
