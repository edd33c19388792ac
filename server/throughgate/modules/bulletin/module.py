"""What the bulletin offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Job, Module, Nav
from throughgate.modules.bulletin import demo, jobs, policy
from throughgate.modules.bulletin.commands import boards, lines, services, system
from throughgate.modules.bulletin.feed import SCREENS, TODAY
from throughgate.modules.bulletin.rules.needs import KEEP, READ

KEEPERS = frozenset(set(Role.values) - {Role.OPERATIONS})
TWO_YEARS = timedelta(days=730)

MODULE = Module(
    name="bulletin",
    title=_("Bulletin"),
    commands=(
        lines.put_up_notice,
        lines.set_routine,
        lines.schedule_film,
        lines.name_service,
        lines.say_changed,
        lines.take_down,
        services.say_down,
        services.say_mended,
        boards.set_screens,
        system.tell,
        system.take_back,
        system.let_lapse,
    ),
    feeds=(TODAY, SCREENS),
    audiences=policy.AUDIENCES,
    capabilities=(
        Capability(READ, _("Read what works, what happens and what changed"), decided_by=KEEPERS),
        Capability(KEEP, _("Keep the bulletin"), staff_only=True, decided_by=KEEPERS),
    ),
    jobs=(
        Job("bulletin.look_around", timedelta(minutes=1), jobs.look_around),
        Job("bulletin.take_down_what_has_ended", timedelta(minutes=5), jobs.take_down_what_has_ended),
    ),
    nav=(Nav(_("Bulletin"), "bulletin:places", needs=KEEP, order=65),),
    staff_urls="throughgate.modules.bulletin.staff.urls",
    keeps={
        "bulletin.Board": Keep(None, "one row for each place: how its televisions show it"),
        "bulletin.Line": Keep(TWO_YEARS, "what people were told, as long as anybody would ask what stood there", by="taken_down_at"),
        "bulletin.Outage": Keep(TWO_YEARS, "with its service; how often it was down tells what to mend for good", by="mended_at"),
    },
    not_in_feeds={"bulletin.Outage": "travels inside its service"},
    demo=demo.show,
)
