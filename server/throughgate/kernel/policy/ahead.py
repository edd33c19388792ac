"""Reading ahead: who acts and what the policy knows of them, for many acts in the queries of one."""

from collections.abc import Iterable, Sequence
from copy import copy
from uuid import UUID

from django.db import models

from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import Person
from throughgate.kernel.places.models import Place, Regime, Stay
from throughgate.kernel.policy.act import Act
from throughgate.kernel.policy.facts import Facts, facts_about, facts_about_many
from throughgate.kernel.policy.models import Marker, Restriction, Rollout

_READ = (Person, Place, Stay, Regime, Marker, Restriction, Rollout)


def read_ahead(acts: Sequence[Act]) -> None:
    """Fill in `person` and `facts` of each of these acts. They are true as long as none of the acts changes what they come from."""
    people = Person.objects.in_bulk({act.person_id for act in acts if act.person_id})
    facts = facts_about_many({(act.person_id, act.at) for act in acts if act.person_id})
    for act in acts:
        if act.person_id:
            # Each its own: what a command changes there and then takes back must not show in the next.
            act.person, act.facts = copy(people.get(act.person_id)), facts[act.person_id, act.at]


def forget(acts: Iterable[Act]) -> None:
    """What was read ahead is true no more: each act reads for itself."""
    for act in acts:
        act.person = act.facts = None


def is_read_ahead(rows: Iterable[models.Model]) -> bool:
    """Is one of these rows of a table that is read ahead?"""
    return any(isinstance(row, _READ) for row in rows)


def facts_for(act: Act, person_id: UUID) -> Facts:
    """What the policy knows of somebody at the moment of the act: one reading for all parts of a page."""
    return act.once((Facts, person_id), lambda: facts_about(person_id, act.at))


def facts_of(act: Act) -> Facts:
    """What the policy knows of the person who acts, at the moment of the act. Raises: NotFound for anyone else."""
    if act.facts is None:
        if act.person_id is None:
            raise NotFound
        act.facts = facts_about(act.person_id, act.at)
    return act.facts
