"""Builders of leisure, on the builders of every test."""

from collections.abc import Iterable
from uuid import UUID

from tests.make import MINUTE, NOON, as_contact, as_person, contact, person, rollout, wing
from throughgate.kernel.people.models import Contact, Person, Worker
from throughgate.modules.leisure import commands
from throughgate.modules.leisure.commands import Colour
from throughgate.modules.leisure.policy import CAPABILITY

FOOLS_MATE = ("f2f3", "e7e5", "g2g4", "d8h4")


def two() -> tuple[Person, Contact]:
    """A person on a wing and somebody outside whom they may be in touch with, with games switched on everywhere."""
    rollout(CAPABILITY)
    who = person(lives=wing())
    return who, contact(of=who)


def game(who: Person, other: Contact, colour: Colour = Colour.WHITE) -> UUID:
    """A game that the person asks for; returns its id."""
    act = as_person(who)
    commands.ask_for_game(act, other=other.pk, colour=colour)
    return act.id


def play(of: UUID, who: Person, other: Contact, moves: Iterable[str]) -> None:
    """These moves from the beginning, turn by turn; the person has white."""
    for n, uci in enumerate(moves):
        at = NOON + n * MINUTE
        commands.play_move(as_contact(other, at) if n % 2 else as_person(who, at), game=of, ply=n + 1, uci=uci)


def world(_officer: Worker, who: Person) -> None:
    """What the promises try strangers on: a game in which a draw was offered, and one that is over."""
    rollout(CAPABILITY)
    other = contact(of=who)
    over = game(who, other)
    play(over, who, other, FOOLS_MATE)
    begun = game(who, other)
    play(begun, who, other, ["e2e4"])
    commands.offer_draw(as_person(who), game=begun)
