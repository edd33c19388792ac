"""Every write of keeping in touch."""

from throughgate.modules.touch.commands.arriving import take_in
from throughgate.modules.touch.commands.groups import leave_group, make_group
from throughgate.modules.touch.commands.keeping import keep
from throughgate.modules.touch.commands.reading import mark_read, read_thread
from throughgate.modules.touch.commands.sending import send
from throughgate.modules.touch.commands.taking_back import take_back
from throughgate.modules.touch.models import Kind

__all__ = ["Kind", "keep", "leave_group", "make_group", "mark_read", "read_thread", "send", "take_back", "take_in"]
