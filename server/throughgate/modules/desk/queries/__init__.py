"""Every read that a page of the desk needs, as small frozen shapes."""

from throughgate.modules.desk.queries.care import CareView, care_view
from throughgate.modules.desk.queries.item import ItemView, appeal_item, item_view
from throughgate.modules.desk.queries.lists import (
    card,
    contacts_of,
    desk_places,
    officers_of,
    places_to_stop,
    relatives,
    samplings,
    seats,
    speaks_for_all,
    stops,
    targets,
)
from throughgate.modules.desk.queries.queue import Asked, Page, held_lines, kinds, page_of_queue, whole_queue
from throughgate.modules.desk.queries.rules import rule_lines, rule_view, waiting

__all__ = [
    "Asked",
    "CareView",
    "ItemView",
    "Page",
    "appeal_item",
    "card",
    "care_view",
    "contacts_of",
    "desk_places",
    "held_lines",
    "item_view",
    "kinds",
    "officers_of",
    "page_of_queue",
    "places_to_stop",
    "relatives",
    "rule_lines",
    "rule_view",
    "samplings",
    "seats",
    "speaks_for_all",
    "stops",
    "targets",
    "waiting",
    "whole_queue",
]
