"""The two answers that are not yes. Both speak to the person, neither is a crash."""

import re
from typing import ClassVar

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """No, with the reason in plain words and a way forward.

    A subclass lives beside the command that raises it; `says` may be a lazy translation and may hold {fields}.
    """

    says: ClassVar[object] = _("That cannot be done.")

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    @property
    def code(self) -> str:
        """The class's name as a wire code: CheckinClosed is `checkin_closed`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def words(self) -> str:
        """The sentence in the language active now."""
        return str(self.says).format(**self.values)


class NotFound(Refused):
    """Not there, or not yours: one answer for both, so that nobody learns which."""

    says = _("We cannot find that. It may have moved, or it may not be yours to see.")


class Again(Exception):
    """A receipt says that this act was answered before; carries that answer's words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
