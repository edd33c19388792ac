"""What is sent, how it leaves us, and what a price is for: the words of prices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How something leaves us, or came. From a tablet to a families' page and back is `page`."""

    PAGE = "page", _("tablet and families’ page")
    MAIL = "mail", _("email")
    TEXT = "text", _("text message, each segment")


class Kind(models.TextChoices):
    """What is sent; the words are those of messages (ADR 13)."""

    TEXT = "text", _("words")
    VOICE = "voice", _("voice note")
    PHOTO = "photo", _("photo")
    DRAWING = "drawing", _("drawing")
    CARD = "card", _("card")
    STICKERS = "stickers", _("stickers")
    PAGE = "page", _("page to fill in")
    STORY = "story", _("bedtime story")


class Basis(models.TextChoices):
    """What a price is for."""

    FREE = "free", _("free")
    MESSAGE = "message", _("each message")
    WEEK = "week", _("a week, as many as one likes")
    MONTH = "month", _("a month, as many as one likes")


PERIODS = (Basis.WEEK, Basis.MONTH)
