"""What a hub says no to, in words."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused


class Never(Refused):
    """A no with a status of its own, and how long to wait before asking again."""

    status: ClassVar[int] = 400
    after_ms: ClassVar[int] = 0


class LineDown(Never):
    """Only the server can do this, and it cannot be reached."""

    status = 503
    after_ms = 15_000
    says = _("The line to the office is down. What you save is kept. This needs the line, so please try again later.")


class HubFull(Never):
    status = 503
    after_ms = 300_000
    says = _("The hub here is full until the line to the office is back. What you saved is safe where it is. Staff can see this.")


class TooMuch(Never):
    status = 413
    says = _("That is too much at once. Send half of it.")


class NotUnderstood(Never):
    says = _("This could not be read ({problem}).")


class KeyMissing(Never):
    says = _("A key that an act names was not sent along.")


class WrongAddress(Never):
    """A proof is made for an address; one that the hub was not told of cannot be vouched for."""

    status = 421
    says = _("This is not the address of this hub. Staff can tell you the right one.")


class WrongPlace(Exception):
    """The next byte of a file belongs elsewhere: at `offset`."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset
