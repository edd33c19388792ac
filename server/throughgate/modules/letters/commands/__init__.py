"""Naming recipients and comparing their keys; writing, answering, and telling that a letter was read."""

from throughgate.modules.letters.commands.keys import check_key, end_key, offer_key
from throughgate.modules.letters.commands.recipients import add_reader, add_recipient, end_reader, end_recipient
from throughgate.modules.letters.commands.writing import reply, send, tell_opened

__all__ = [
    "add_reader",
    "add_recipient",
    "check_key",
    "end_key",
    "end_reader",
    "end_recipient",
    "offer_key",
    "reply",
    "send",
    "tell_opened",
]
