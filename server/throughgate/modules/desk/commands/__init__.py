"""Every write of the desk, with its named refusals."""

from throughgate.modules.desk.commands.appealing import answer_appeal, appeal
from throughgate.modules.desk.commands.caring import look_after
from throughgate.modules.desk.commands.looking import finish_look
from throughgate.modules.desk.commands.ruling import close_second, rule
from throughgate.modules.desk.commands.stopping import end_stop, put_through, stop
from throughgate.modules.desk.commands.targeting import agree_target, end_target, target
from throughgate.modules.desk.commands.trust import declare_relative, end_seat, seat_officer
from throughgate.modules.desk.commands.watching import end_watch, set_sampling, watch

__all__ = [
    "agree_target",
    "answer_appeal",
    "appeal",
    "close_second",
    "declare_relative",
    "end_seat",
    "end_stop",
    "end_target",
    "end_watch",
    "finish_look",
    "look_after",
    "put_through",
    "rule",
    "seat_officer",
    "set_sampling",
    "stop",
    "target",
    "watch",
]
