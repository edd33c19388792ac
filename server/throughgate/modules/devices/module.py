"""What this module offers."""

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.module import Card, Line, Module, Nav
from throughgate.kernel.sync.store import LOOK
from throughgate.modules.devices import commands, queries

MANAGES = frozenset(
    {Role.PROBATION_OFFICER, Role.SENIOR_PROBATION_OFFICER, Role.PRISON_OFFICER, Role.CASE_MANAGER, Role.SECURITY, Role.ADMINISTRATOR}
)

MODULE = Module(
    name="devices",
    title=_("Devices"),
    commands=(commands.make_code, commands.reset_pin, commands.revoke, commands.relabel, commands.end_holding, commands.look),
    capabilities=(Capability("devices.manage", _("Enrol devices and look after them"), staff_only=True, decided_by=MANAGES),),
    inbox=(Line(LOOK, _("Two things under one number"), "devices:look"),),
    cards=(Card(_("Devices"), "devices/card.html", queries.card, order=60),),
    nav=(Nav(_("Devices"), "devices:list", needs="devices.manage", order=70),),
    staff_urls="throughgate.modules.devices.staff.urls",
)
