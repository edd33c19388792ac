"""The only file that turns an id into a game, or into somebody to play with."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Relationship
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.capabilities import capability
from throughgate.kernel.policy.decide import decide_for
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.policy.relations import granted, people_in_care_of
from throughgate.modules.leisure.models import Game, Side

CAPABILITY = "leisure.games"
TOGETHER = "one of the two who play"


def side_of(act: Act) -> Side:
    """Which side of a game somebody is. Raises: NotFound for those who are on none."""
    sides = {ActorKind.PERSON: Side.PERSON, ActorKind.CONTACT: Side.CONTACT}
    if act.actor.kind not in sides:
        raise NotFound
    return sides[act.actor.kind]


def games_visible_to(act: Act) -> QuerySet[Game]:
    """Those of the people in this actor's care; a contact's own."""
    if act.actor.kind is ActorKind.CONTACT:
        return Game.objects.filter(contact=act.actor.id)
    return Game.objects.filter(person__in=people_in_care_of(act))


def games_of(people: Collection[UUID]) -> QuerySet[Game]:
    """What these people see on their own devices."""
    return Game.objects.filter(person__in=people)


def game_to_play(act: Act, game_id: UUID) -> Game:
    """A game of theirs, over or not. The row is held until the act is done, so that two moves at once stand in a row."""
    side_of(act)
    return granted(act, games_visible_to(act).select_for_update(of=("self",)), game_id, because=TOGETHER)


def approved() -> QuerySet[Relationship]:
    """Who may be in touch with whom now."""
    return Relationship.objects.filter(approved_at__isnull=False, ended_at=None)


def partners_of(people: Collection[UUID]) -> QuerySet[Relationship]:
    """With whom these people may play."""
    return approved().filter(person__in=people)


def partners_visible_to(act: Act) -> QuerySet[Relationship]:
    """With whom the one who asks may play."""
    mine = {Side.PERSON: "person", Side.CONTACT: "contact"}[side_of(act)]
    return approved().filter(**{mine: act.actor.id})


def pair_with(act: Act, other: UUID) -> Relationship:
    """The relationship of whoever asks with that contact, or that person."""
    theirs = {Side.PERSON: "contact", Side.CONTACT: "person"}[side_of(act)]
    found = partners_visible_to(act).filter(**{theirs: other}).first()
    if found is None:
        raise NotFound
    return act.grant(found, because=TOGETHER)


def may_go_on(act: Act, person: UUID, contact: UUID) -> bool:
    """May these two play now? A contact is told no more than that: why a person may not is theirs."""
    if not approved().filter(person=person, contact=contact).exists():
        return False
    return act.actor.kind is ActorKind.PERSON or decide_for(facts_about(person, act.arrived), capability(CAPABILITY)).ok
