"""The wire as a hub reads it: only what it must know to keep and to carry. What acts and rows say is closed to it."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Name = Annotated[str, Meta(max_length=64)]
MOST_ACTS = 500
MOST_BYTES = 1024 * 1024
MOST_FILE_BYTES = 10 * 1024 * 1024


class Key(msgspec.Struct, frozen=True):
    k: Name
    jwe: Annotated[str, Meta(max_length=2_000)]
    slip: Annotated[str, Meta(max_length=2_000)] = ""


class Act(msgspec.Struct, frozen=True):
    id: Id
    n: Annotated[int, Meta(ge=1, le=2**53)]
    k: Name
    iv: Name
    ct: str


class HandedIn(msgspec.Struct, frozen=True):
    """What a device pushes."""

    device: Id
    keys: Annotated[list[Key], Meta(max_length=MOST_ACTS)]
    acts: Annotated[list[Act], Meta(max_length=MOST_ACTS)]
    epoch: str | None = None


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    id: Id
    r: str
    code: str = ""
    says: str = ""


class ServerSaid(msgspec.Struct, frozen=True):
    """The server's answer to a push: what of it the hub may repeat while the line is down."""

    epoch: str
    stored_to: int
    backed_up_to: int
    results: list[Result] = []
    limits: dict[str, int] = {}
    seal: list[dict[str, str]] = []
    revoked: bool = False
    word: str = ""


class PushAnswer(msgspec.Struct, frozen=True):
    """The hub's own answer. `hub_to`: the last n up to which acts stand here; `hub_met`: when it last met the server.

    The rest repeats what the server said then; `word` is the part of it that a device believes, since the server has signed it.
    """

    epoch: str | None
    time: str
    results: list[Result]
    stored_to: int
    backed_up_to: int
    hub_to: int
    hub_met: str | None
    need_files: list[str]
    after_ms: int
    limits: dict[str, int]
    seal: list[dict[str, str]]
    revoked: bool
    word: str


class ParcelAnswer(msgspec.Struct, frozen=True):
    """What became of a parcel that was handed in."""

    device: Id
    r: str
    says: str = ""
    label: str = ""
    results: list[Result] = []
    stored_to: int = 0
    backed_up_to: int = 0
    revoked: bool = False
    word: str = ""


class RelayAnswer(msgspec.Struct, frozen=True):
    epoch: str
    time: str
    parcels: list[ParcelAnswer]
    limits: dict[str, int] = {}
    seal: list[dict[str, str]] = []


class Part(msgspec.Struct, frozen=True):
    """News of a session, closed; see kernel/sync/hub_streams.py."""

    session: str
    r: str
    scope_v: str = ""
    at: dict[str, str] = {}
    iv: str = ""
    ct: str = ""


class HubPullAnswer(msgspec.Struct, frozen=True):
    epoch: str
    time: str
    parts: list[Part]


class Page(msgspec.Struct, frozen=True):
    s: str
    ops: list[list[Any]]
    at: str
    more: bool
    digest: str


class Scope(msgspec.Struct, frozen=True):
    v: str
    can: msgspec.Raw
    add: list[str]
    drop: msgspec.Raw
    notice: str = ""


class Told(msgspec.Struct, frozen=True):
    """What stands inside a part, once whom it is for has brought the token."""

    time: str
    epoch: str
    scope: Scope
    streams: list[Page]


class Asked(msgspec.Struct, frozen=True):
    s: Annotated[str, Meta(max_length=60)]
    at: Annotated[str, Meta(pattern=r"^\d{0,18}$")]
    digest: Annotated[str, Meta(max_length=16)] = ""


class PullAsk(msgspec.Struct, frozen=True):
    streams: Annotated[list[Asked], Meta(max_length=50)]
    epoch: str | None = None
    scope_v: str | None = None
    limit: Annotated[int, Meta(ge=1)] = 500


class PullAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    epoch: str
    time: str
    streams: list[Page]
    reset: list[str]
    after_ms: int
    scope: Scope | None = None
