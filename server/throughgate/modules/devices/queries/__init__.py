"""What pages show of devices."""

from throughgate.modules.devices.queries.aboard import Aboard, aboard, aboard_lines
from throughgate.modules.devices.queries.aside import (
    Choice,
    Page,
    SetAside,
    in_quarantine,
    quarantine_page,
    set_aside_from,
    set_aside_lines,
    to_look_at,
    users_to_choose,
)
from throughgate.modules.devices.queries.gaps import gaps_of, missing
from throughgate.modules.devices.queries.lists import (
    Filters,
    Line,
    card,
    code_made_by,
    device,
    devices,
    kiosks_to_choose,
    lines,
    name_of,
    people_to_choose,
    places_to_choose,
)

__all__ = [
    "Aboard",
    "Choice",
    "Filters",
    "Line",
    "Page",
    "SetAside",
    "aboard",
    "aboard_lines",
    "card",
    "code_made_by",
    "device",
    "devices",
    "gaps_of",
    "in_quarantine",
    "kiosks_to_choose",
    "lines",
    "missing",
    "name_of",
    "people_to_choose",
    "places_to_choose",
    "quarantine_page",
    "set_aside_from",
    "set_aside_lines",
    "to_look_at",
    "users_to_choose",
]
