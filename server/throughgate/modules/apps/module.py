"""What partners' apps offer."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Job, Line, Module, Nav
from throughgate.modules.apps import demo, jobs, policy, queries
from throughgate.modules.apps.commands import bringing, earning
from throughgate.modules.apps.feed import COMPETENCES, EMPLOYERS, SHARINGS, SHOWN
from throughgate.modules.apps.partner import SHARED
from throughgate.modules.apps.rules import needs

CARERS = frozenset(set(Role.values) - {Role.OPERATIONS})
BRINGERS = frozenset({Role.CHARITY, Role.TUTOR, Role.ADMINISTRATOR, Role.SECURITY})
SIGNERS = frozenset({Role.SECURITY, Role.ADMINISTRATOR})
RECORD = "the record: what somebody was given to run may matter years later"
THEIRS = "what somebody can do is theirs, and asked for years later"

MODULE = Module(
    name="apps",
    title=_("Partner apps"),
    commands=(
        bringing.bring_app,
        bringing.sign_app,
        bringing.turn_down_app,
        bringing.withdraw_app,
        bringing.renew_signature,
        earning.earn,
        earning.confirm_competence,
        earning.share,
        earning.stop_sharing,
        earning.look_at_shared,
        earning.welcome_employer,
        earning.part_from_employer,
    ),
    feeds=(SHOWN, COMPETENCES, EMPLOYERS, SHARINGS),
    audiences=policy.AUDIENCES,
    capabilities=(
        Capability(needs.USE, _("Use apps that partners bring"), decided_by=CARERS),
        Capability(needs.SHARE, _("Share what they can do with an employer"), decided_by=CARERS),
        # Whoever reviews sees the same pages as whoever brings.
        Capability(needs.BRING, _("Bring a partner's app"), staff_only=True, decided_by=BRINGERS),
        Capability(needs.SIGN, _("Review and sign partners' apps"), staff_only=True, decided_by=SIGNERS),
        Capability(needs.SHOWN, _("See what people share of what they can do"), staff_only=True),
    ),
    jobs=(Job("apps.renew_signatures", timedelta(minutes=1), jobs.renew_signatures),),
    inbox=(Line(earning.TASK, _("Showed what they can do"), "apps:competence", needs=needs.USE),),
    cards=(Card(_("What they can do"), "apps/card.html", queries.card, order=60),),
    nav=(Nav(_("Apps"), "apps:apps", needs=needs.BRING, order=65),),
    staff_urls="throughgate.modules.apps.staff.urls",
    partner=(SHARED,),
    demo=demo.show,
    keeps={
        "apps.App": Keep(None, RECORD),
        "apps.Version": Keep(None, RECORD),
        "apps.Review": Keep(None, RECORD),
        "apps.Audience": Keep(None, RECORD),
        "apps.Placement": Keep(None, RECORD),
        "apps.Competence": Keep(None, THEIRS),
        "apps.Confirmed": Keep(None, THEIRS),
        "apps.Employer": Keep(None, "the record: with whom people shared"),
        "apps.Sharing": Keep(None, "the record: who could see what, and until when"),
    },
    not_in_feeds={
        "apps.App": "travels inside its placements",
        "apps.Version": "travels inside its placements; what it is made of is a file",
        "apps.Review": "what was signed travels inside the placements",
        "apps.Audience": "by it a device is given its placements",
        "apps.Confirmed": "travels inside its competence",
    },
)
