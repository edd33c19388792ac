"""The only file that turns an id into a game, or into somebody to play with."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from throughgate.basics.clock import london_day
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.contacts import Approved, approvals_at, approved, speaks_for
from throughgate.kernel.people.models import Approval, NoContact
from throughgate.kernel.people.relationships import OFFICIAL
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.capabilities import capability
from throughgate.kernel.policy.decide import decide_for
from throughgate.kernel.policy.facts import facts_about
from throughgate.kernel.policy.relations import granted, myself, people_in_care_of
from throughgate.modules.leisure.models import Game, Side

CAPABILITY = "leisure.games"
TOGETHER = "one of the two who play"
# Nobody plays with their solicitor here: what passes there is of another kind.
NO_PLAYMATES = Q(relationship__kind__in=OFFICIAL)


def side_of(act: Act) -> Side:
    """Which side of a game somebody is. Raises: NotFound for those who are on none."""
    sides = {ActorKind.PERSON: Side.PERSON, ActorKind.CONTACT: Side.CONTACT}
    if act.actor.kind not in sides:
        raise NotFound
    return sides[act.actor.kind]


def players(act: Act) -> list[UUID]:
    """For whom a contact plays: themself, and each child whose guardian they are. Raises: NotFound for anyone else."""
    contact = act.contact
    return act.once("players", lambda: speaks_for(contact, london_day(act.at)))


def games_visible_to(act: Act) -> QuerySet[Game]:
    """Those of the people in this actor's care; of a contact, theirs and their children's."""
    if act.contact_id:
        return Game.objects.filter(contact__in=players(act))
    return Game.objects.filter(person__in=people_in_care_of(act))


def games_of(people: Collection[UUID]) -> QuerySet[Game]:
    """What these people see on their own devices."""
    return Game.objects.filter(person__in=people)


def game_to_play(act: Act, game_id: UUID) -> Game:
    """A game of theirs, over or not. The row is held until the act is done, so that two moves at once stand in a row."""
    side_of(act)
    return granted(act, games_visible_to(act).select_for_update(of=("self",)), game_id, because=TOGETHER)


def partners_of(people: Collection[UUID]) -> QuerySet[Approval]:
    """By which approvals these people play with somebody."""
    wish = NoContact.objects.filter(to_at=None, person=OuterRef("person"), contact=OuterRef("relationship__contact"))
    standing = Approval.objects.filter(person__in=people, to_at=None).exclude(NO_PLAYMATES).exclude(Exists(wish))
    return standing.select_related("relationship__contact")


def pairs_of(act: Act) -> QuerySet[Approval]:
    """By which approvals a contact, and the children for whom they answer, play with somebody."""
    mine = approvals_at(act.at).filter(relationship__contact__in=players(act)).exclude(NO_PLAYMATES)
    return mine.select_related("relationship__contact", "person").order_by("person__known_as", "pk")


def pair_to_play(act: Act, other: UUID, player: UUID | None) -> tuple[UUID, UUID]:
    """The person and the contact who would play: the one who asks and `other`; a guardian says for which `player`. Raises: NotFound."""
    if side_of(act) is Side.PERSON:
        person, contact = myself(act).pk, other
    else:
        person, contact = other, player or act.contact
        if contact not in players(act):
            raise NotFound
    if not may_play(act, person, contact):
        raise NotFound
    return act.grant((person, contact), because=TOGETHER)


def may_play(act: Act, person: UUID, contact: UUID) -> Approved | None:
    """How these two may be in touch: when it was done, and still now. Nothing that waited on a tablet passes a wish of no contact."""
    then, now = approved(person, contact, act.at), approved(person, contact, act.arrived)
    return None if now is None or now.official else then


def is_open(act: Act, person: UUID) -> bool:
    """May this person play now? A contact is told no more than that: why not is the person's."""
    return act.person_id is not None or decide_for(facts_about(person, act.arrived), capability(CAPABILITY)).ok
