"""What a command is, and the table of all of them."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints
from uuid import UUID

import msgspec
from django.db import models

from throughgate.kernel.policy.act import Act, ActorKind


@dataclass(frozen=True)
class Done:
    """What a command did: whose record it touched, and the rows that changed (so that devices hear of them).

    `command` is filled in by the kernel, for those who react.
    """

    person_id: UUID | None
    changed: tuple[models.Model, ...] = ()
    command: str = ""


Body = Callable[..., Done]
Ahead = Callable[[Sequence[tuple[Act, Mapping[str, Any]]]], None]


@dataclass(frozen=True, eq=False)
class Command:
    """A verb and a noun that staff would say, with a version: `supervision.submit_checkin@1`.

    `by`: the kinds of actor that may send it. `needs`: the capability that the access policy is asked for.
    `ahead`: reads for many acts at once what the body would read for each, and leaves it in `act.ahead`. It is given one act
    of a person at most, and may read only what nobody else's act changes. Where it was not asked, the body reads for itself.
    Calling it performs it: policy, one transaction, trail, journal and receipt. Raises Refused with the reason.
    """

    name: str
    version: int
    by: frozenset[ActorKind]
    needs: str | None
    body: Body
    shape: type[msgspec.Struct]
    ahead: Ahead | None = None

    @property
    def key(self) -> str:
        return f"{self.name}@{self.version}"

    def __call__(self, act: Act, **given: Any) -> Done:
        from throughgate.kernel.commands.perform import perform

        return perform(self, act, given)


_commands: dict[str, Command] = {}


def command(
    name: str, *, by: ActorKind | set[ActorKind], needs: str | None = None, version: int = 1, ahead: Ahead | None = None
) -> Callable[[Body], Command]:
    """Make a function a command. Its keyword-only, typed arguments are its shape on the wire."""

    def wrap(body: Body) -> Command:
        kinds = frozenset({by} if isinstance(by, ActorKind) else by)
        made = Command(name, version, kinds, needs, body, _shape_of(name, body), ahead)
        _commands[made.key] = made
        return made

    return wrap


def find(key: str) -> Command | None:
    """The command `name@version`, if this server knows it."""
    return _commands.get(key)


def commands() -> list[Command]:
    """All of them, by name."""
    return [_commands[key] for key in sorted(_commands)]


def _shape_of(name: str, body: Body) -> type[msgspec.Struct]:
    hints = get_type_hints(body, include_extras=True)
    fields: list[Any] = []
    for arg in inspect.signature(body).parameters.values():
        if arg.kind is inspect.Parameter.KEYWORD_ONLY:
            fields.append((arg.name, hints[arg.name]) if arg.default is arg.empty else (arg.name, hints[arg.name], arg.default))
    shape = msgspec.defstruct(name.replace(".", "_"), fields, kw_only=True, forbid_unknown_fields=True, frozen=True)
    # A type that cannot be read from the wire is found when the command is declared, not when the first act arrives.
    msgspec.json.Decoder(shape)
    return shape
