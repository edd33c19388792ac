"""What keeping in touch offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Crossing, Module, Outside, when
from throughgate.modules.touch import commands, demo, queries, reactions
from throughgate.modules.touch.feed import GROUPS, MESSAGES, THREADS
from throughgate.modules.touch.policy import CAPABILITY

YEARS_2 = timedelta(days=730)
CARERS = frozenset(set(Role.values) - {Role.OPERATIONS})
ENDS = ("family.stop_contact@1", "family.end_contact@1", "family.bar_contact@1", "family.note_wish@1", "family.consent@1")
DECIDES = ("desk.rule@1", "desk.finish_look@1", "desk.answer_appeal@1", "desk.end_stop@1", "desk.put_through@1")
WITH_MESSAGE = Keep(YEARS_2, "with its message")

MODULE = Module(
    name="touch",
    title=_("Messages"),
    commands=(
        commands.send,
        commands.mark_read,
        commands.take_back,
        commands.make_group,
        commands.leave_group,
        commands.read_thread,
    ),
    feeds=(THREADS, GROUPS, MESSAGES),
    capabilities=(
        Capability(CAPABILITY, title=_("Messages with people outside"), needs_rollout=True, for_contacts=True, decided_by=CARERS),
    ),
    reacts=(
        *(when(after, reactions.follow_an_end) for after in ENDS),
        *(when(after, reactions.follow_the_desk) for after in DECIDES),
        when("money.set_price@1", reactions.follow_a_price),
    ),
    cards=(Card(_("Messages"), "touch/card.html", queries.card, order=47),),
    crossings=(Crossing("touch.message", _("Message"), "touch/desk/thread.html", queries.around, queries.words_of),),
    staff_urls="throughgate.modules.touch.staff.urls",
    family_urls="throughgate.modules.touch.family.urls",
    outside=(Outside(_("Messages"), "touch:threads", order=10),),
    takes_in=commands.take_in,
    keeps={
        "touch.Thread": Keep(None, "as long as anything was said in it, or may be"),
        "touch.Member": Keep(None, "with its group"),
        "touch.Message": Keep(YEARS_2, "with the item that says how it was let through: a complaint may ask until then"),
        "touch.Piece": WITH_MESSAGE,
        "touch.Delivery": WITH_MESSAGE,
        "touch.Reading": WITH_MESSAGE,
        "touch.TakingBack": WITH_MESSAGE,
        "touch.StaffReading": Keep(None, "who of staff read what, and why, is told for as long as anybody may ask"),
    },
    not_in_feeds={
        "touch.Member": "travels inside its group",
        "touch.Piece": "travels inside its message",
        "touch.Delivery": "travels as the standing of its message",
        "touch.Reading": "travels as the standing of its message",
        "touch.TakingBack": "travels as the standing of its message",
        "touch.StaffReading": "travels inside the messages that were read",
    },
    demo=demo.show,
)
