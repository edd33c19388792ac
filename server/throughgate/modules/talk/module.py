"""What talk offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Line, Module
from throughgate.modules.talk import commands, demo, queries
from throughgate.modules.talk.feed import REQUESTS
from throughgate.modules.talk.rules.urgency import SIGNS

YEAR = timedelta(days=366)

MODULE = Module(
    name="talk",
    title=_("Ask to talk to someone"),
    commands=(commands.ask, commands.answer),
    feeds=(REQUESTS,),
    capabilities=(Capability("talk.ask", title=_("Ask to talk to someone"), essential=True, decided_by=frozenset(WorkerRole.values)),),
    inbox=(Line("talk.answer", _("Wants to talk"), "talk:answer", needs=commands.CAPABILITY, signs=SIGNS),),
    cards=(Card(_("Asked to talk"), "talk/card.html", queries.card, order=40),),
    staff_urls="throughgate.modules.talk.staff.urls",
    keeps={
        "talk.TalkRequest": Keep(YEAR, "a request is no record; what came of it is written where it belongs", by="arrived_at"),
        "talk.TalkAnswer": Keep(YEAR, "with its request"),
    },
    not_in_feeds={"talk.TalkAnswer": "travels inside its request"},
    demo=demo.show,
)
