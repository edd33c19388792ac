"""Asking for a contact, deciding about it, answering, and stopping."""

from throughgate.modules.family.commands.answering import ask_again, consent, stop_contact
from throughgate.modules.family.commands.asking import ask_for_contact
from throughgate.modules.family.commands.deciding import approve, refuse, second_approve, second_refuse
from throughgate.modules.family.commands.guarding import bar_contact, end_contact, note_wish
from throughgate.modules.family.commands.inviting import invite
from throughgate.modules.family.commands.reviewing import ask_for_review, close_review, set_limits
from throughgate.modules.family.rules.needs import CAPABILITY

__all__ = [
    "CAPABILITY",
    "approve",
    "ask_again",
    "ask_for_contact",
    "ask_for_review",
    "bar_contact",
    "close_review",
    "consent",
    "end_contact",
    "invite",
    "note_wish",
    "refuse",
    "second_approve",
    "second_refuse",
    "set_limits",
    "stop_contact",
]
