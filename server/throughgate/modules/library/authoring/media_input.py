"""Where an editor chooses a media of the shelf, or brings one from their disk: a field with a script (static/…/media.js)."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from throughgate.modules.library.rules.media import MediaKind

ACCEPTS = {
    MediaKind.PICTURE: "image/jpeg,image/png,image/webp,image/gif,image/tiff",
    MediaKind.SOUND: "audio/*",
    MediaKind.FILM: "video/*",
    MediaKind.DOCUMENT: "application/pdf,application/epub+zip,.pdf,.epub",
    MediaKind.H5P: ".h5p",
    MediaKind.SCORM: ".zip,application/zip",
    MediaKind.BUNDLE: ".zip,application/zip",
}

CAPTIONED = (MediaKind.FILM, MediaKind.SOUND)


class MediaInput(forms.TextInput):
    """The id of a media; what an editor sees is made by the script."""

    template_name = "library/authoring/media_input.html"

    def __init__(self, kind: MediaKind, attrs: Any = None) -> None:
        self.kind = kind
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        told = {"kind": self.kind.value, "accepts": ACCEPTS[self.kind], "words": json.dumps(_words(self.kind))}
        return {**super().get_context(name, value, attrs), **told}


def _words(kind: MediaKind) -> dict[str, str]:
    """What the script says. Names in braces are filled in by it."""
    return {
        "none": _("Nothing is chosen yet."),
        "choose": _("Choose one of this shelf"),
        "bring": _("Or bring one from your computer"),
        "going": _("{here} of {size} MB are here. You can go on writing; keep this page open until it is done."),
        "broken": _("The connection broke. It goes on by itself from {here} of {size} MB."),
        "again": _("{here} of {size} MB are here. Choose the same file again, and it goes on from there."),
        "waiting": _("All of it is here. It is being made ready; you can save and leave the page."),
        "ready": _("Ready."),
        "more": _("Look at it, and at its captions") if kind in CAPTIONED else _("Look at it"),
        "lost": _("It did not work. Load the page again, and sign in if you are asked to."),
    }
