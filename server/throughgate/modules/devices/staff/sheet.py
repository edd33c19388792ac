"""A sheet of codes to cut up and hand out: one cell for each person."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from throughgate.basics.text import Says
from throughgate.modules.devices.staff.paper import pdf
from throughgate.modules.devices.staff.qr import picture_url


@dataclass(frozen=True)
class Cell:
    """One person's cell: their name, their code in two halves, its square as a data: address, and the language they read."""

    name: str
    language: str
    halves: str
    picture: str
    ends_at: datetime


def cell(name: str, language: str, code: str, ends_at: datetime) -> Cell:
    return Cell(name, language, f"{code[:4]} {code[4:]}", picture_url(code), ends_at)


def printed(cells: list[Cell], kind: Says) -> bytes:
    """The sheet as a PDF, A4, eight cells a page."""
    return pdf(render_to_string("devices/sheet.html", {"cells": cells, "kind": kind, "address": settings.DEVICE_URL}))
