"""What is down, since when and why, and when it works again."""

from datetime import datetime
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _

from throughgate.basics.errors import Refused
from throughgate.kernel import times
from throughgate.kernel.commands.command import Done, command
from throughgate.kernel.policy.act import Act, ActorKind
from throughgate.modules.bulletin import policy
from throughgate.modules.bulletin.commands.lines import Words
from throughgate.modules.bulletin.models import Outage
from throughgate.modules.bulletin.rules.needs import KEEP
from throughgate.modules.bulletin.rules.words import Said


class DownAlready(Refused):
    says = _("{name} said on {day} that it is down. Say first that it works again.")


class NotDown(Refused):
    says = _("It is not down.")


class NeedsReason(Refused):
    says = _("Say why it is down, in words that everybody there will read.")


class SinceTheFuture(Refused):
    says = _("It cannot be down since a time to come.")


class ExpectedBefore(Refused):
    says = _("It cannot be expected back before now. Choose a time to come, or leave it empty where nobody knows.")


@command("bulletin.say_down", by=ActorKind.WORKER, needs=KEEP)
def say_down(
    act: Act,
    *,
    line: UUID,
    why: Words,
    since: datetime,
    expected_at: datetime | None = None,
    easy: Words = "",
    why_cy: Words = "",
    easy_cy: Words = "",
) -> Done:
    """Say that a service is down, since when and why."""
    service = policy.service_to_speak_of(act, line)
    if stands := policy.outage_of(service):
        raise DownAlready(name=stands.said_by.name, day=times.day_of_year(stands.said_at))
    if not why:
        raise NeedsReason
    if since > act.arrived:
        raise SinceTheFuture
    if expected_at and expected_at <= act.arrived:
        raise ExpectedBefore
    texts = {"en": Said("", why, easy)} | ({"cy": Said("", why_cy, easy_cy)} if why_cy else {})
    outage = Outage.objects.create(
        line=service,
        texts=msgspec.to_builtins(texts),
        since=since,
        expected_at=expected_at,
        said_at=act.arrived,
        said_by_id=act.worker,
    )
    return Done(None, (outage,))


@command("bulletin.say_mended", by=ActorKind.WORKER, needs=KEEP)
def say_mended(act: Act, *, line: UUID) -> Done:
    """Say that a service works again."""
    outage = policy.outage_of(policy.service_to_speak_of(act, line))
    if outage is None:
        raise NotDown
    outage.mended_at, outage.mended_by_id = act.arrived, act.worker
    outage.save(update_fields=["mended_at", "mended_by"])
    return Done(None, (outage,))
