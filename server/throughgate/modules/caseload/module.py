"""What this module offers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from throughgate.kernel.people.models import WorkerRole as Role
from throughgate.kernel.policy.capabilities import Capability
from throughgate.kernel.registry.keep import Keep
from throughgate.kernel.registry.module import Card, Glance, Job, Line, Module, Nav
from throughgate.modules.caseload import commands, jobs, partner, queries
from throughgate.modules.caseload.commands.importing import KEPT

SEES = frozenset(Role)
RECORDS = frozenset(
    {Role.PROBATION_OFFICER, Role.SENIOR_PROBATION_OFFICER, Role.PRISON_OFFICER, Role.CASE_MANAGER, Role.SECURITY, Role.ADMINISTRATOR}
)
GROUPS = RECORDS | {Role.TUTOR, Role.NURSE, Role.CHARITY}
IMPORTS = frozenset({Role.SENIOR_PROBATION_OFFICER, Role.CASE_MANAGER, Role.ADMINISTRATOR})

MODULE = Module(
    name="caseload",
    title=_("People"),
    commands=(
        commands.add_person,
        commands.move_person,
        commands.give_care,
        commands.end_care,
        commands.change_details,
        commands.set_reference_photo,
        commands.choose_language,
        commands.check_people_file,
        commands.import_people,
        commands.forget_people_file,
        commands.check_moves_file,
        commands.record_moves,
        commands.report_move,
        commands.record_call,
        commands.hand_over,
        commands.plan_leave,
        commands.end_leave,
        commands.open_group,
        commands.close_group,
        commands.put_in_group,
        commands.take_from_group,
    ),
    capabilities=(
        Capability("caseload.see", _("See the people in your care"), staff_only=True, decided_by=SEES),
        Capability("caseload.record", _("Keep the record of people in your care"), staff_only=True, decided_by=RECORDS),
        Capability("caseload.move", _("Record where people live"), staff_only=True, decided_by=RECORDS),
        Capability("caseload.group", _("Keep groups of people, such as a class"), staff_only=True, decided_by=GROUPS),
        Capability("caseload.import", _("Add people, one by one or by file"), staff_only=True, decided_by=IMPORTS),
    ),
    jobs=(Job("caseload.forget_people_files", timedelta(days=1), jobs.forget_people_files),),
    inbox=(Line("caseload.arrived", _("Arrived: who looks after them?"), "caseload:arrived", needs="caseload.record"),),
    glances=(Glance("caseload/glance.html", queries.glance, order=10),),
    cards=(Card(_("How to reach them, and who works with them"), "caseload/card.html", queries.card, order=10),),
    nav=(
        Nav(_("Add people"), "caseload:bring", needs="caseload.import", order=60),
        Nav(_("Groups"), "caseload:groups", needs="caseload.group", order=65),
        Nav(_("Away"), "caseload:leave", needs="caseload.see", order=70),
    ),
    staff_urls="throughgate.modules.caseload.staff.urls",
    partner=(partner.MOVES,),
    keeps={
        "caseload.PeopleFile": Keep(KEPT, "long enough to put right what was wrong in it; the people imported from it stand on the record"),
        "caseload.PeopleLine": Keep(KEPT, "with its file"),
        "caseload.Confirmation": Keep(KEPT, "with its file; the trail keeps who imported whom"),
        "caseload.Call": Keep(None, "with its task, which is kept for two years after it was done"),
        "caseload.HandOver": Keep(None, "with its task"),
    },
    not_in_feeds={
        "caseload.PeopleFile": "a worker's own paper; nobody in care has a part in it",
        "caseload.PeopleLine": "with its file",
        "caseload.Confirmation": "with its file",
        "caseload.Call": "a worker's record of a talk they had with the person",
        "caseload.HandOver": "between workers",
    },
)
