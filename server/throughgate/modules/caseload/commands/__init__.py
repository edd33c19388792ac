"""Every write of the caseload, with its named refusals."""

from throughgate.modules.caseload.commands.care import end_care, give_care
from throughgate.modules.caseload.commands.groups import close_group, open_group, put_in_group, take_from_group
from throughgate.modules.caseload.commands.importing import check_people_file, forget_people_file, import_people
from throughgate.modules.caseload.commands.leave import end_leave, plan_leave
from throughgate.modules.caseload.commands.moves import move_person, report_move
from throughgate.modules.caseload.commands.moves_file import check_moves_file, record_moves
from throughgate.modules.caseload.commands.records import add_person, change_details, choose_language, set_reference_photo
from throughgate.modules.caseload.commands.urgent import hand_over, record_call

__all__ = [
    "add_person",
    "change_details",
    "check_moves_file",
    "check_people_file",
    "choose_language",
    "close_group",
    "end_care",
    "end_leave",
    "forget_people_file",
    "give_care",
    "hand_over",
    "import_people",
    "move_person",
    "open_group",
    "plan_leave",
    "put_in_group",
    "record_call",
    "record_moves",
    "report_move",
    "set_reference_photo",
    "take_from_group",
]
