"""What kinds of media there are, how large each may be, and how far one has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    SOUND = "sound", _("sound")
    FILM = "film", _("film")
    DOCUMENT = "document", _("document")
    H5P = "h5p", _("H5P package")
    SCORM = "scorm", _("SCORM package")
    BUNDLE = "bundle", _("many things in one archive")


class MediaState(models.TextChoices):
    COMING = "coming", _("on its way")
    WAITING = "waiting", _("waiting to be made ready")
    READY = "ready", _("ready")
    REFUSED = "refused", _("cannot be used")


class Role(models.TextChoices):
    """What a rendition is for: what is shown or heard, what stands there before, and the small picture of lists."""

    SHOWN = "shown", _("to see or hear")
    POSTER = "poster", _("before it plays")
    THUMBNAIL = "thumbnail", _("in lists")
    DRAFTS = "drafts", _("what drafts can be made of")
    WRONG = "wrong", _("what no drafts can be made of")


# Media types of the packages of people's own; there are no registered ones.
H5P, SCORM = "application/x-h5p", "application/x-scorm"
MB = 2**20
# Our own: a film of two hours in good quality; a day of speech; a thick book with pictures; any camera's picture; a course with
# films; a channel of some hundred films.
MOST = {
    MediaKind.FILM: 2048 * MB,
    MediaKind.SOUND: 500 * MB,
    MediaKind.DOCUMENT: 100 * MB,
    MediaKind.PICTURE: 40 * MB,
    MediaKind.H5P: 500 * MB,
    MediaKind.SCORM: 500 * MB,
    MediaKind.BUNDLE: 8192 * MB,
}
# What a tablet shows at once, unpacked; client/src/capabilities/library/packages/box.ts has the same.
MOST_UNPACKED = 300 * MB
# A piece is sent again as a whole where the line broke.
PIECE = MB
# The name under which what has come of one stands in the file store, beside its id.
UPLOAD = "upload"
LANGUAGES = ("en", "cy")
