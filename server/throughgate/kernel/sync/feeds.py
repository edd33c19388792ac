"""What travels to devices, in what shape and for how long."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import models

Table = type[models.Model]


@dataclass(frozen=True, eq=False)
class Feed:
    """Rows of one table that a person may see on their devices.

    `visible(people)` is the same query that the staff page begins from, here for all of these people at once; a row that leaves it
    leaves the device. It brings along whatever `shape` reads, so that a hundred rows take as many queries as one.
    `whose(row)` names the people whose stream may hold the row. Where a feed is `shared`, both speak of audiences instead: one row for
    all whom it is for, in all its languages (ADR 0006). `key(row)` is its key on the wire. `shape(row)` its value.
    A row is published when a command names it in `Done.changed`, or names a row of another table from which `follows` leads to it.
    `files_of(value)` names the files that who has a row may read: the module says which, for a hash that somebody typed is none.
    `on_screens`: a television, which is nobody's, gets it too; it then names nobody.
    It stays on devices for `keep` after its last change; `happened(row)` says when that was, where the row itself knows.
    """

    name: str
    watches: Table
    visible: Callable[[Collection[UUID]], models.QuerySet[Any]]
    whose: Callable[[Any], Iterable[UUID]]
    shape: Callable[[Any], msgspec.Struct]
    value: type[msgspec.Struct]
    keep: timedelta
    capability: str | None = None
    files_of: Callable[[Any], Iterable[str]] | None = None
    key: Callable[[Any], str] = lambda row: str(row.pk)
    follows: Mapping[Table, Callable[[Any], Iterable[Any]]] = field(default_factory=dict)
    happened: Callable[[Any], datetime] | None = None
    shared: bool = False
    on_screens: bool = False

    def stream(self, owner: UUID) -> str:
        """The name of the stream that holds the rows of that person or audience."""
        return f"{'shared' if self.shared else 'person'}/{owner}"

    def touched_by(self, row: models.Model) -> Iterable[Any]:
        """The rows of this feed that may look different once `row` has changed."""
        if isinstance(row, self.watches):
            return [row]
        lead = self.follows.get(type(row))
        return lead(row) if lead else []

    def lets_read(self, value: str, sha256: str) -> bool:
        """Does a row, as it stands in a stream, let whoever has it read that file?"""
        return self.files_of is not None and sha256 in self.files_of(msgspec.json.decode(value, type=self.value))

    def keeps(self, row: Any, at: datetime) -> bool:
        """Is the row young enough to stand on a device at that moment?"""
        return self.happened is None or self.happened(row) > at - self.keep


_feeds: dict[str, Feed] = {}


def declare(feed: Feed) -> None:
    """Make a feed known. Called by the registry once for each module, and by kernel rooms for their own."""
    _feeds[feed.name] = feed


def feeds() -> list[Feed]:
    """All of them, by name."""
    return [_feeds[name] for name in sorted(_feeds)]
