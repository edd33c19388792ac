"""What is looked for, and how much is read by chance. Every rule says why, and can be ended by one tap."""

import secrets
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.places.models import Place
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.kernel.policy.relations import person_in_care
from throughgate.kernel.screening.models import Does, Sampling, Sort, WatchRule
from throughgate.modules.desk import policy
from throughgate.modules.desk.rules.needs import LEAD
from throughgate.modules.desk.rules.watched import WATCHED, is_watchable

Why = Annotated[str, Meta(min_length=1, max_length=300)]


class CannotBeWatched(Refused):
    says = _("That is too short, or nothing that can be looked for. Write a word or phrase of three letters or more.")


class Stands(Refused):
    says = _("This rule stands already, since {day}.")


class Ended(Refused):
    says = _("This has ended.")


class NoSuchShare(Refused):
    says = _("Choose a number from 0 to 1000.")


@command("desk.watch", by=ActorKind.WORKER, needs=LEAD)
def watch(
    act: Act,
    *,
    words: Annotated[str, Meta(max_length=200)],
    does: Does,
    why: Why,
    sort: Sort = Sort.PHRASE,
    language: Annotated[str, Meta(max_length=8)] = "",
    place: UUID | None = None,
    person: UUID | None = None,
    contact: UUID | None = None,
) -> Done:
    """Look for a word, phrase or pattern from now on; at one desk or, without a place, everywhere; of everybody or of somebody."""
    where, whose = _desk(act, place), person_in_care(act, person) if person else None
    outside = policy.contact_of(act, whose.pk, contact) if whose and contact else None
    words = " ".join(words.split())
    if sort not in WATCHED or not is_watchable(sort, words):
        raise CannotBeWatched
    given = {"sort": sort, "words": words, "language": language, "establishment": where, "person": whose, "contact": outside}
    if same := WatchRule.objects.filter(**given, does=does, to_at=None).first():
        raise Stands(day=times.day(same.from_at))
    rule = WatchRule.objects.create(**given, does=does, why=why, by_id=act.worker, from_at=act.arrived)
    return Done(whose.pk if whose else None, (rule,))


@command("desk.end_watch", by=ActorKind.WORKER, needs=LEAD)
def end_watch(act: Act, *, rule: UUID, why: Why) -> Done:
    """Stop looking for something. What it held before stays held until somebody decides."""
    stands = policy.rule_to_end(act, rule)
    if stands.to_at:
        raise Ended
    stands.to_at, stands.ended_why = act.arrived, why
    stands.save(update_fields=["to_at", "ended_why"])
    return Done(stands.person_id, (stands,))


@command("desk.set_sampling", by=ActorKind.WORKER, needs=LEAD)
def set_sampling(act: Act, *, per_thousand: int, place: UUID | None = None) -> Done:
    """Read so many of a thousand, chosen by chance; none with 0. The seed is kept, so that anybody can work out which."""
    where = _desk(act, place)
    if not 0 <= per_thousand <= 1000:
        raise NoSuchShare
    Sampling.objects.filter(establishment=where, to_at=None).update(to_at=act.arrived)
    given = {"per_thousand": per_thousand, "by_id": act.worker, "from_at": act.arrived}
    return Done(None, (Sampling.objects.create(establishment=where, **given, seed=secrets.token_hex(16)),))


def _desk(act: Act, place: UUID | None) -> Place | None:
    if place:
        return policy.desk_to_lead(act, place)
    policy.leads_everywhere(act)
    return None
