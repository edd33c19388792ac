"""`throughgate contract`: what devices and partners may say and what they get, made from the code."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from throughgate.faces.ops import openapi
from throughgate.kernel.commands.command import Command as OurCommand
from throughgate.kernel.commands.command import commands
from throughgate.kernel.sync.feeds import Feed, feeds


class Command(BaseCommand):
    help = "Write contract/ anew: commands and feeds as JSON Schema, two faces as OpenAPI; with --check only say whether it still holds."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a file does not hold")
        parser.add_argument("--folder", type=Path, default=Path("contract"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        stale = [name for name, text in _files().items() if _text_of(folder / name) != text]
        if options["check"] and stale:
            raise CommandError(f"The contract has drifted: {', '.join(stale)}. After a look at what changed: ./dev contract")
        folder.mkdir(parents=True, exist_ok=True)
        for name in stale:
            (folder / name).write_text(_files()[name])
            self.stdout.write(f"{folder / name} was written anew.")


def _files() -> dict[str, str]:
    up = {"commands": {command.key: _command(command) for command in commands()}}
    down = {"feeds": {feed.name: _feed(feed) for feed in feeds()}}
    faces = {"openapi-device.json": openapi.device(), "partner.json": openapi.partner()}
    return {name: _json(value) for name, value in {"commands.json": up, "feeds.json": down, **faces}.items()}


def _command(command: OurCommand) -> dict[str, Any]:
    says = (command.body.__doc__ or "").strip().split("\n")[0]
    return {"does": says, "by": sorted(command.by), "needs": command.needs, "say": _schema(command.shape)}


def _feed(feed: Feed) -> dict[str, Any]:
    return {"capability": feed.capability, "kept_days": feed.keep.days, "value": _schema(feed.value)}


def _schema(shape: type[msgspec.Struct]) -> dict[str, Any]:
    return msgspec.json.schema(shape, schema_hook=_choices)


def _choices(kind: type[Any]) -> dict[str, Any]:
    """Django's choices are enumerations of their own making, which msgspec does not know."""
    return {"title": kind.__name__, "enum": sorted(member.value for member in kind)}


def _json(value: object) -> str:
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _text_of(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
