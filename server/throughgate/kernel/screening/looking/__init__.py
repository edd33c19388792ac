"""Files that would pass the wall: what is in them, by programs of their own, in the worker. Nothing that nobody could look at passes."""

from throughgate.kernel.screening.looking.finish import finish
from throughgate.kernel.screening.looking.found import Found, Goes, Looked
from throughgate.kernel.screening.looking.look import LookLater, look, waiting

__all__ = ["Found", "Goes", "LookLater", "Looked", "finish", "look", "waiting"]
