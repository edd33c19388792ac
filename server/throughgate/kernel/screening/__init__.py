"""Text, image and file screening that any module may ask for. Empty until family contact needs it."""
