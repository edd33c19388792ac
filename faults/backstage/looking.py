"""What became of everything, found out from outside: in the tables, in the file store, and on the pages that staff see."""

import hashlib
import html
import json
from collections import Counter
from typing import Any
from uuid import UUID

from django.test import Client


def everything(clerk: UUID, devices: list[UUID]) -> dict[str, Any]:
    """The state of one run's server, as JSON."""
    from throughgate.kernel.audit.trail import breaks

    return {
        "acts": _acts(),
        "receipts": _receipts(),
        "quarantined": _quarantined(),
        "missing": _missing(),
        "requests": _requests(),
        "submissions": _submissions(),
        "files": _files(),
        "chains": _chains(),
        "trail_breaks": [str(one) for one in breaks()],
        "pages": _pages(clerk, devices),
    }


def _acts() -> list[dict[str, Any]]:
    from throughgate.kernel.sync.models import StoredAct, Waiting

    waits = dict(Waiting.objects.values_list("stored_id", "why"))
    return [
        {
            "id": str(row.act),
            "device": str(row.device_id),
            "n": row.n,
            "person": str(row.person_id),
            "do": row.command,
            "words": _words(bytes(row.raw)),
            "hash": hashlib.sha256(bytes(row.raw)).hexdigest(),
            "prev": json.loads(bytes(row.raw))["prev"],
            "waits": waits.get(row.pk, ""),
        }
        for row in StoredAct.objects.order_by("device_id", "n")
    ]


def _receipts() -> list[dict[str, str]]:
    from throughgate.kernel.commands.models import Receipt

    rows = Receipt.objects.values_list("act", "actor", "outcome", "code", "says")
    return [{"act": str(act), "actor": actor, "r": outcome, "code": code, "says": says} for act, actor, outcome, code, says in rows]


def _quarantined() -> list[dict[str, Any]]:
    from throughgate.kernel.sync.models import Quarantined

    return [
        {
            "act": str(row.act),
            "device": str(row.device_id),
            "n": row.n,
            "code": row.code,
            "words": _words(bytes(row.stored.raw if row.stored else row.raw or b"{}")),
        }
        for row in Quarantined.objects.filter(released_at=None).select_related("stored")
    ]


def _missing() -> list[dict[str, Any]]:
    from throughgate.kernel.sync.models import Missing

    rows = Missing.objects.filter(found_at=None).values_list("device_id", "first", "last")
    return [{"device": str(device), "first": first, "last": last} for device, first, last in rows]


def _requests() -> list[dict[str, str]]:
    from throughgate.modules.talk.models import TalkRequest

    rows = TalkRequest._base_manager.values_list("id", "person_id", "words", "voice")
    return [{"id": str(pk), "person": str(person), "words": words, "voice": voice} for pk, person, words, voice in rows]


def _submissions() -> list[dict[str, str]]:
    from throughgate.modules.supervision.models import Submission

    rows = Submission._base_manager.values_list("id", "person_id", "help_words", "photo")
    return [{"id": str(pk), "person": str(person), "words": words, "photo": photo} for pk, person, words, photo in rows]


def _files() -> dict[str, bool]:
    """Each whole file: are its bytes there, and what their name says?"""
    from throughgate.kernel.gateways.file_store import path_of
    from throughgate.kernel.sync.models import StoredFile

    names = StoredFile.objects.values_list("sha256", flat=True)
    return {name: path_of(name).exists() and hashlib.sha256(path_of(name).read_bytes()).hexdigest() == name for name in names}


def _chains() -> dict[str, int]:
    from throughgate.kernel.sync.models import Chain

    return {str(device): reached for device, reached in Chain.objects.values_list("device_id", "stored_to")}


def _words(raw: bytes) -> str:
    try:
        return str(json.loads(raw)["say"].get("words", ""))
    except (ValueError, KeyError, AttributeError):
        return ""


def _pages(clerk: UUID, devices: list[UUID]) -> list[str]:
    """What is wrong with the pages: of each device, every act that stands aside must be told, each with its sentence."""
    from throughgate.kernel.sync import receipts
    from throughgate.kernel.sync.models import Quarantined

    says = {reason().code: reason().words for reason in receipts.InQuarantine.__subclasses__()}
    browser = _browser(clerk)
    wrong = []
    for device in devices:
        codes = Counter(Quarantined.objects.filter(device=device, released_at=None).values_list("code", flat=True))
        if not codes:
            continue
        shown = browser.get(f"/devices/{device}/", headers={"host": "localhost"})
        text = html.unescape(shown.content.decode())
        wrong += [f"page of {device}: {shown.status_code}"] if shown.status_code != 200 else []
        wrong += [f"page of {device} does not tell of {code}" for code, n in codes.items() if text.count(says[code]) < min(n, 100)]
    return wrong


def _browser(clerk: UUID) -> Client:
    from tests.make import browser_of
    from throughgate.kernel.people.models import Worker

    return browser_of(Worker.objects.get(pk=clerk))
