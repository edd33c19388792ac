"""What contacts offer."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, FamilyCard, Job, Line, Module, Outside
from throughgate.modules.family import commands, demo, jobs, queries
from throughgate.modules.family.feed import PEOPLE, REQUESTS
from throughgate.modules.family.rules.needs import CAPABILITY

HOURLY = timedelta(hours=1)
RECORD = Keep(None, "the record of what was asked and decided; a complaint or a court may ask years later")
DECIDES = frozenset(
    {
        WorkerRole.PROBATION_OFFICER,
        WorkerRole.SENIOR_PROBATION_OFFICER,
        WorkerRole.PRISON_OFFICER,
        WorkerRole.CASE_MANAGER,
        WorkerRole.SECURITY,
        WorkerRole.ADMINISTRATOR,
    }
)

MODULE = Module(
    name="family",
    title=_("Contacts"),
    commands=(
        commands.ask_for_contact,
        commands.approve,
        commands.refuse,
        commands.second_approve,
        commands.second_refuse,
        commands.invite,
        commands.consent,
        commands.stop_contact,
        commands.ask_again,
        commands.end_contact,
        commands.bar_contact,
        commands.note_wish,
        commands.ask_for_review,
        commands.close_review,
        commands.set_limits,
    ),
    feeds=(REQUESTS, PEOPLE),
    capabilities=(Capability(CAPABILITY, title=_("My people"), for_contacts=True, decided_by=DECIDES),),
    inbox=(
        Line("family.check", _("Asks for a contact"), "family:check", needs=CAPABILITY),
        Line("family.review", _("Contact: to be looked at again"), "family:review", needs=CAPABILITY),
        Line("family.second", _("Contact: another worker looks"), "family:second", needs=CAPABILITY),
    ),
    jobs=(
        Job("family.ask_for_reviews", HOURLY, jobs.ask_for_reviews),
        Job("family.close_reviews", HOURLY, jobs.close_reviews),
    ),
    cards=(Card(_("Contacts"), "family/card.html", queries.card, order=45),),
    staff_urls="throughgate.modules.family.staff.urls",
    outside=(Outside(_("My people"), "home", order=0), Outside(_("Stop contact"), "family:stop_whom", apart=True)),
    family_cards=(FamilyCard("family/outside/card.html", queries.family_card, order=10),),
    family_urls="throughgate.modules.family.family.urls",
    keeps={
        "family.ContactRequest": RECORD,
        "family.Decision": RECORD,
        "family.SecondLook": RECORD,
        "family.Invitation": RECORD,
        "family.Answer": RECORD,
        "family.Ending": RECORD,
    },
    not_in_feeds={
        "family.Decision": "travels inside its request",
        "family.SecondLook": "its outcome travels inside its request",
        "family.Invitation": "staff ask the contact; the person reads that they were asked",
        "family.Answer": "travels inside its request",
        "family.Ending": "travels inside the person's row of that contact",
    },
    demo=demo.show,
)
