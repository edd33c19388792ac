"""What leisure offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Module, Outside
from throughgate.modules.leisure import commands, demo, queries
from throughgate.modules.leisure.feed import GAMES, PARTNERS
from throughgate.modules.leisure.policy import CAPABILITY

YEARS_2 = timedelta(days=731)
CARERS = frozenset(set(Role.values) - {Role.OPERATIONS})

MODULE = Module(
    name="leisure",
    title=_("Leisure"),
    commands=(commands.ask_for_game, commands.play_move, commands.offer_draw, commands.resign),
    feeds=(GAMES, PARTNERS),
    capabilities=(Capability(CAPABILITY, title=_("Play with somebody outside"), needs_rollout=True, for_contacts=True, decided_by=CARERS),),
    cards=(Card(_("Games"), "leisure/card.html", queries.card, order=80),),
    family_urls="throughgate.modules.leisure.family.urls",
    outside=(Outside(_("Games"), "leisure:games", order=60),),
    keeps={
        "leisure.Game": Keep(YEARS_2, "a game goes on for as long as both like, and is looked at again", by="arrived_at"),
        "leisure.Move": Keep(YEARS_2, "with its game"),
        "leisure.DrawOffer": Keep(YEARS_2, "with its game"),
        "leisure.GameEnd": Keep(YEARS_2, "with its game"),
    },
    not_in_feeds={
        "leisure.Move": "travels inside its game",
        "leisure.DrawOffer": "travels inside its game",
        "leisure.GameEnd": "travels inside its game",
    },
    demo=demo.show,
)
