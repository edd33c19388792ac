"""What this module offers."""

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.module import Module, Nav

WATCHES = frozenset({Role.OPERATIONS, Role.ADMINISTRATOR})

MODULE = Module(
    name="operations",
    title=_("Operations"),
    capabilities=(Capability("operations.watch", _("Watch over the service"), staff_only=True, decided_by=WATCHES),),
    nav=(Nav(_("Operations"), "operations:condition", needs="operations.watch", order=90),),
    staff_urls="throughgate.modules.operations.staff.urls",
)
