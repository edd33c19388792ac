"""What this module offers."""

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.module import Card, Line, Module, Nav, when
from throughgate.kernel.sync.asking import LOOK
from throughgate.kernel.sync.missing import MISSING
from throughgate.modules.devices import commands, demo, queries, reactions

MANAGES = frozenset(
    {Role.PROBATION_OFFICER, Role.SENIOR_PROBATION_OFFICER, Role.PRISON_OFFICER, Role.CASE_MANAGER, Role.SECURITY, Role.ADMINISTRATOR}
)
# Taking what a device that was lost or turned off has handed in is a matter of trust.
DECIDES = frozenset({Role.SENIOR_PROBATION_OFFICER, Role.CASE_MANAGER, Role.SECURITY, Role.ADMINISTRATOR})

MODULE = Module(
    name="devices",
    title=_("Devices"),
    commands=(
        commands.make_code,
        commands.reset_pin,
        commands.revoke,
        commands.relabel,
        commands.end_holding,
        commands.account_for,
        commands.apply,
        commands.route,
        commands.answer,
        commands.release,
    ),
    capabilities=(
        Capability("devices.manage", _("Enrol devices and look after them"), staff_only=True, decided_by=MANAGES),
        Capability("devices.decide", _("Decide about what was set aside"), staff_only=True, decided_by=DECIDES),
    ),
    reacts=tuple(when(f"caseload.{verb}@1", reactions.take_back) for verb in ("move_person", "record_moves", "report_move")),
    inbox=(
        Line(LOOK, _("Set aside: to be decided"), "devices:look"),
        Line(MISSING, _("Something is missing from a device"), "devices:missing"),
    ),
    cards=(Card(_("Devices"), "devices/card.html", queries.card, order=60),),
    nav=(Nav(_("Devices"), "devices:list", needs="devices.manage", order=70),),
    demo=demo.show,
    staff_urls="throughgate.modules.devices.staff.urls",
)
