"""What capability_name offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Line, Module
from throughgate.modules.capability_name import commands, queries
from throughgate.modules.capability_name.feed import NOTES

YEAR = timedelta(days=366)

MODULE = Module(
    name="capability_name",
    title=_("Capability name"),
    commands=(commands.leave_note, commands.mark_read),
    feeds=(NOTES,),
    capabilities=(
        Capability(
            commands.CAPABILITY,
            title=_("Capability name"),
            needs_rollout=True,
            decided_by=frozenset({WorkerRole.PROBATION_OFFICER, WorkerRole.PRISON_OFFICER}),
        ),
    ),
    inbox=(Line("capability_name.read", _("Note to read"), "capability_name:note"),),
    cards=(Card(_("Capability name"), "capability_name/card.html", queries.card),),
    staff_urls="throughgate.modules.capability_name.staff.urls",
    keeps={
        "capability_name.Note": Keep(YEAR, "say why: how long is it needed, and by whom"),
        "capability_name.Reading": Keep(YEAR, "with its note"),
    },
    not_in_feeds={"capability_name.Reading": "travels inside its note"},
)
