"""What the promises try on every command and page: somebody's world, made by the modules' own builders, and words that fit any shape.

A module shows its part of a world in `tests/make.py`: `world(officer, person)` makes one of each thing that a command or page names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

import msgspec
from django.apps import apps
from django.db import models

from tests import make
from throughgate.kernel.commands.command import Command
from throughgate.kernel.people.models import Person, Worker, WorkerRole
from throughgate.kernel.policy.capabilities import capabilities
from throughgate.kernel.registry.installed import modules

# What an example says that it brings along.
FILE = "a" * 64


@dataclass(frozen=True)
class World:
    """Somebody with everything that a module may know of them, and the worker who looks after them."""

    officer: Worker
    person: Person


def world() -> World:
    """A person on a wing, with a senior who works with them, a device, and one of each thing that the modules make."""
    officer, person = make.pair(WorkerRole.SENIOR_PROBATION_OFFICER, at=make.wing())
    make.device(held_by=person)
    for module in modules():
        builders = f"throughgate.modules.{module.name}.tests.make"
        if find_spec(builders) and hasattr(import_module(builders), "world"):
            import_module(builders).world(officer, person)
    return World(officer, person)


def given(command: Command, known: bool = True) -> dict[str, Any]:
    """What a command may be given: ids of the world's things, or of nothing at all, and words that fit its shape."""
    module = command.name.partition(".")[0]
    said = {field.encode_name: _example(field.type, field.name, module, known) for field in _fields(command)}
    shaped = msgspec.convert(said, command.shape, strict=False, dec_hook=lambda choices, word: choices(word))
    return {field: getattr(shaped, field) for field in command.shape.__struct_fields__}


def names_things(command: Command) -> bool:
    """Whether a command is about things that belong to somebody."""
    module = command.name.partition(".")[0]
    return any(_is_id(field.type) and table_of(field.name, module) for field in _fields(command))


def table_of(name: str, module: str) -> type[models.Model] | None:
    """The table that an argument of that name has ids of: the module's own first, then the kernel's."""
    tables = tables_for(module)
    wanted = name.replace("_", "")
    exact = [table for table in tables if table.__name__.lower() == wanted]
    return next(iter(exact or [table for table in tables if table.__name__.lower().endswith(wanted)]), None)


def kernel_tables() -> Iterator[type[models.Model]]:
    for config in apps.get_app_configs():
        if config.name.startswith("throughgate.kernel."):
            yield from config.get_models()


def tables_for(module: str) -> list[type[models.Model]]:
    """The tables whose rows a page of that module may be about."""
    own = apps.get_app_config(module).get_models() if module in {one.name for one in modules()} else []
    return [*own, *kernel_tables()]


def some_id(table: type[models.Model]) -> Any:
    """The id of one of the world's things. Omission fails: the module's `world` must make one."""
    row = table._base_manager.order_by("pk").first()
    assert row, f"no {table.__name__} in the world: make one in tests/make.py of its module, in world()"
    return row.pk


def _fields(command: Command) -> tuple[Any, ...]:
    return msgspec.inspect.type_info(command.shape).fields  # type: ignore[union-attr]


def _is_id(kind: msgspec.inspect.Type) -> bool:
    kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
    return any(isinstance(one, msgspec.inspect.UUIDType | msgspec.inspect.IntType) for one in kinds)


def _example(kind: msgspec.inspect.Type, name: str, module: str, known: bool) -> Any:
    match kind:
        case msgspec.inspect.UnionType():
            return _example(_simplest(kind), name, module, known)
        case msgspec.inspect.UUIDType() | msgspec.inspect.IntType():
            # One letter names no table, though some end in it.
            table = table_of(name, module) if known and len(name) > 1 else None
            return some_id(table) if table else _nobodys(kind)
        case msgspec.inspect.StructType():
            tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
            return tag | {field.encode_name: _example(field.type, field.name, module, known) for field in kind.fields}
        case msgspec.inspect.ListType() | msgspec.inspect.VarTupleType():
            return [_example(kind.item_type, name, module, known)]
        case msgspec.inspect.StrType():
            return _words(kind, name)
        case msgspec.inspect.CustomType() | msgspec.inspect.EnumType():
            return next(iter(kind.cls)).value
        case msgspec.inspect.LiteralType():
            return kind.values[0]
    return getattr(kind, "le", None) or _PLAIN[type(kind)]


_PLAIN: dict[type, Any] = {
    msgspec.inspect.BoolType: True,
    msgspec.inspect.BytesType: "",
    msgspec.inspect.FloatType: 60.0,
    msgspec.inspect.DateType: (make.NOON + make.DAY).date(),
    msgspec.inspect.DateTimeType: make.NOON,
    msgspec.inspect.DictType: {},
}


def _simplest(kind: msgspec.inspect.UnionType) -> msgspec.inspect.Type:
    """The empty word where that is allowed, else whatever is not nothing."""
    empty = [one for one in kind.types if isinstance(one, msgspec.inspect.LiteralType) and "" in one.values]
    return next(one for one in [*empty, *kind.types] if not isinstance(one, msgspec.inspect.NoneType))


def _nobodys(kind: msgspec.inspect.Type) -> Any:
    return uuid4() if isinstance(kind, msgspec.inspect.UUIDType) else getattr(kind, "le", None) or 999_999


def _words(kind: msgspec.inspect.StrType, name: str) -> str:
    if name == "capability":
        return next(one.name for one in capabilities() if not one.essential)
    if kind.pattern == "^[0-9a-f]{64}$":
        return FILE
    assert kind.pattern is None, f"{name}: no example fits {kind.pattern}"
    return "Said so"[: kind.max_length]
