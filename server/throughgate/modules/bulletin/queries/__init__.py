"""Every read of the bulletin: what staff keep (`boards`), and what the system knows of itself (`system`)."""

from throughgate.modules.bulletin.queries.boards import BoardView, LineView, board_view, line_view, places_to_keep
from throughgate.modules.bulletin.queries.system import Known, says_the_same, what_the_system_knows

__all__ = ["BoardView", "Known", "LineView", "board_view", "line_view", "places_to_keep", "says_the_same", "what_the_system_knows"]
