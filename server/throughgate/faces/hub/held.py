"""What the hub holds for the server: sealed acts and pieces of files, until the server has them. Nothing here can be opened here."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from throughgate.faces.hub.disk import Disk
from throughgate.faces.hub.kept import name_of
from throughgate.faces.hub.refusals import KeyMissing, WrongPlace
from throughgate.faces.hub.shapes import Act, HandedIn, Key, ParcelAnswer, Result, ServerSaid
from throughgate.kernel.sync.receipts import UNPROVEN

TABLES = """
create table if not exists fact (name text primary key, value text not null) without rowid;
create table if not exists device (
  id text primary key, thumbprint text unique not null, label text not null default '', seen_at real not null, epoch text,
  stored_to integer not null default 0, backed_up_to integer not null default 0, revoked integer not null default 0
) without rowid;
create table if not exists word (device text primary key, word text not null) without rowid;
create table if not exists outbox_key (device text, k text, jwe text not null, slip text not null, primary key (device, k))
  without rowid;
create table if not exists act (
  device text, id text, print text, n integer not null, k text not null, iv text not null, ct text not null,
  at real not null, trouble text not null default '', try_at real not null default 0, primary key (device, id, print)
) without rowid;
create index if not exists acts_in_order on act (device, n);
create table if not exists result (device text, id text, r text not null, code text not null, says text not null, primary key (device, id))
  without rowid;
create table if not exists piece (
  device text, sha256 text, start integer, size integer not null, length integer not null, kind text not null,
  jwe text not null, iv text not null, ct text not null, at real not null, try_at real not null default 0,
  primary key (device, sha256, start)
) without rowid;
drop table if exists whole;
create table if not exists handed (device text, name text, size integer not null, primary key (device, name));
create table if not exists proof (mark text primary key, at real not null) without rowid;
"""
# What the server will not have now is offered again after an hour: somebody may have enrolled the device meanwhile.
TRY_AGAIN_S = 3600.0
MOST_AT_ONCE = 600_000
MOST_RESULTS = 1_000
MOST_HANDED = 20_000
NEXT_ACTS = "select id, n, k, iv, ct, print from act where device = ? and try_at <= ? order by n limit 500"
# Ids begin with the time they were made at.
OLD_RESULTS = "delete from result where device = ? and id in (select id from result where device = ? order by id desc limit -1 offset ?)"
WAITING = """
select device, max(label) as label, sum(acts) as acts, sum(files) as files, min(oldest) as since, max(trouble) as trouble from (
  select act.device, coalesce(label, '') as label, 1 as acts, 0 as files, at as oldest, trouble
    from act left join device on device.id = act.device
  union all
  select piece.device, coalesce(label, ''), 0, start = 0, at, '' from piece left join device on device.id = piece.device
) group by device order by since
"""
PROOF_LIVES_S = 600.0


@dataclass(frozen=True)
class Known:
    """A device that the server has let in, and what the server last said to it."""

    id: str
    thumbprint: str
    epoch: str | None
    stored_to: int
    backed_up_to: int
    revoked: bool


@dataclass(frozen=True)
class Piece:
    device: str
    sha256: str
    start: int
    size: int
    jwe: str
    iv: str
    ct: str


@dataclass(frozen=True)
class Batch:
    """Acts of one device, as many as go at once."""

    device: str
    keys: list[Key]
    acts: list[Act]
    prints: list[str]


class Held(Disk):
    """The acts and files on their way. Times are seconds since 1970."""

    tables = TABLES

    # --- who was let in ---

    def learn(self, device: str, thumbprint: str, said: ServerSaid | None, at: float) -> None:
        """The server has let this device in, and said how far it is."""
        with self.db:
            # A key that the server knows under another id since: the old one's acts stay, under the old id.
            self.db.execute("delete from device where thumbprint = ? and id <> ?", (thumbprint, device))
            self.db.execute(
                "insert into device (id, thumbprint, seen_at) values (?, ?, ?) on conflict (id) do update set seen_at = excluded.seen_at",
                (device, thumbprint, at),
            )
            if said:
                self._reached(device, said.epoch, said)
                self._results(device, said.results)

    def name(self, device: str, label: str) -> None:
        """What staff call it."""
        with self.db:
            self.db.execute("update device set label = ? where id = ?", (label, device))

    def known_by(self, thumbprint: str) -> Known | None:
        columns = "id, thumbprint, epoch, stored_to, backed_up_to, revoked"
        row = self.db.execute(f"select {columns} from device where thumbprint = ?", (thumbprint,)).fetchone()  # noqa: S608
        return Known(row[0], row[1], row[2], row[3], row[4], bool(row[5])) if row else None

    def word_for(self, device: str) -> str:
        """What the server last said to it, as it signed that."""
        row = self.db.execute("select word from word where device = ?", (device,)).fetchone()
        return str(row[0]) if row else ""

    def spend(self, mark: str, at: float) -> bool:
        """Use a proof up. False: it was used before."""
        with self.db:
            self.db.execute("delete from proof where at < ?", (at - PROOF_LIVES_S,))
            return self.db.execute("insert or ignore into proof values (?, ?)", (mark, at)).rowcount == 1

    def fact(self, name: str, default: str = "") -> str:
        row = self.db.execute("select value from fact where name = ?", (name,)).fetchone()
        return str(row[0]) if row else default

    def set_fact(self, name: str, value: str) -> None:
        with self.db:
            self.db.execute("insert or replace into fact values (?, ?)", (name, value))

    # --- acts ---

    def take(self, ask: HandedIn, at: float) -> None:
        """Keep what a device hands in; twice is once. Raises: KeyMissing."""
        given = {key.k for key in ask.keys}
        if any(act.k not in given for act in ask.acts):
            raise KeyMissing
        with self.db:
            keys = [(ask.device, key.k, key.jwe, key.slip) for key in ask.keys]
            self.db.executemany("insert or ignore into outbox_key values (?, ?, ?, ?)", keys)
            acts = [(ask.device, act.id, _print(act), act.n, act.k, act.iv, act.ct, at) for act in ask.acts if not self._is_there(ask, act)]
            self.db.executemany("insert or ignore into act (device, id, print, n, k, iv, ct, at) values (?, ?, ?, ?, ?, ?, ?, ?)", acts)

    def hub_to(self, known: Known, ask: HandedIn) -> int:
        """The last n up to which nothing is missing here: a device offers all that the server lacks, in order."""
        last = max((act.n for act in ask.acts), default=known.stored_to)
        beyond = self.db.execute("select distinct n from act where device = ? and n > ? order by n", (known.id, last))
        for (n,) in beyond:
            if n != last + 1:
                break
            last = n
        return max(last, known.stored_to)

    def results_of(self, ask: HandedIn) -> list[Result]:
        """What the server has said of these acts."""
        found = self.db.execute("select id, r, code, says from result where device = ?", (ask.device,))
        wanted = {act.id for act in ask.acts}
        return [Result(*row) for row in found if row[0] in wanted]

    def batches(self, at: float) -> Iterator[Batch]:
        """The next acts of each device that has some, in order, as many as go at once."""
        waiting = "select distinct device from act where try_at <= ? order by device"
        for (device,) in self.db.execute(waiting, (at,)).fetchall():
            yield self._batch(device, at)

    def settle(self, batch: Batch, said: ParcelAnswer, epoch: str, at: float) -> None:
        """What the server has is no longer held; what it would not have stays, and is offered again later."""
        told = {result.id for result in said.results}
        gone = [(batch.device, act.id, mark) for act, mark in zip(batch.acts, batch.prints, strict=True) if act.id in told]
        with self.db:
            if said.r == "taken":
                self._reached(batch.device, epoch, said)
                self.db.execute("update device set label = ? where id = ?", (said.label, batch.device))
                self._results(batch.device, said.results)
                self.db.executemany("delete from act where device = ? and id = ? and print = ?", gone)
                self._drop_keys(batch.device)
            else:
                why = (said.says or said.r, at + TRY_AGAIN_S, batch.device)
                self.db.execute("update act set trouble = ?, try_at = ? where device = ?", why)

    # --- files ---

    def reach(self, device: str, sha256: str) -> int:
        """How far a file has come here, or came before it was handed in."""
        handed = self.db.execute("select size from handed where device = ? and name = ?", (device, name_of(sha256))).fetchone()
        last = self.db.execute("select max(start + size) from piece where device = ? and sha256 = ?", (device, sha256)).fetchone()[0]
        return int(handed[0]) if handed else int(last or 0)

    def add(self, piece: Piece, length: int, kind: str, at: float) -> int:
        """Keep one piece more. Returns how far the file has come. Raises: WrongPlace."""
        reached = self.reach(piece.device, piece.sha256)
        if piece.start != reached:
            raise WrongPlace(reached)
        row = (piece.device, piece.sha256, piece.start, piece.size, length, kind, piece.jwe, piece.iv, piece.ct, at)
        with self.db:
            columns = "device, sha256, start, size, length, kind, jwe, iv, ct, at"
            self.db.execute(f"insert into piece ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        return reached + piece.size

    def files(self, at: float) -> list[tuple[str, str]]:
        """Device and hash of each file that waits here, those that were touched longest ago first."""
        found = "select device, sha256 from piece group by device, sha256 having max(try_at) <= ? order by min(at)"
        return [(row[0], row[1]) for row in self.db.execute(found, (at,))]

    def piece_at(self, device: str, sha256: str, offset: int) -> Piece | None:
        """The piece that holds the byte at `offset`."""
        holds = "device = ? and sha256 = ? and start <= ? and start + size > ?"
        columns = "device, sha256, start, size, jwe, iv, ct"
        row = self.db.execute(f"select {columns} from piece where {holds}", (device, sha256, offset, offset)).fetchone()  # noqa: S608
        return Piece(*row) if row else None

    def file_is_there(self, device: str, sha256: str, size: int) -> None:
        """The server has all of it."""
        with self.db:
            self._drop_file(device, sha256)
            self.db.execute("insert or replace into handed values (?, ?, ?)", (device, name_of(sha256), size))
            self.db.execute("delete from handed where rowid <= (select max(rowid) from handed) - ?", (MOST_HANDED,))
        # From now on somebody may fetch it through us, and its hash opens what we keep: none of it may stay, in the log neither.
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def file_begins_anew(self, device: str, sha256: str) -> None:
        """It did not survive its way; the device still has it."""
        with self.db:
            self._drop_file(device, sha256)

    def file_must_wait(self, device: str, sha256: str, at: float) -> None:
        with self.db:
            self.db.execute("update piece set try_at = ? where device = ? and sha256 = ?", (at + TRY_AGAIN_S, device, sha256))

    # --- within ---

    def _is_there(self, ask: HandedIn, act: Act) -> bool:
        """Has the server said that it has this act?"""
        known = self.db.execute("select 1 from result where device = ? and id = ?", (ask.device, act.id)).fetchone()
        reached = "select 1 from device where id = ? and stored_to >= ? and epoch is ?"
        return bool(known and self.db.execute(reached, (ask.device, act.n, ask.epoch)).fetchone())

    def _batch(self, device: str, at: float) -> Batch:
        acts: list[Act] = []
        prints: list[str] = []
        size = 0
        for row in self.db.execute(NEXT_ACTS, (device, at)):
            size += len(row["ct"]) + 400
            if acts and size > MOST_AT_ONCE:
                break
            acts.append(Act(*row[:5]))
            prints.append(row["print"])
        names = {act.k for act in acts}
        keys = [Key(*row) for row in self.db.execute("select k, jwe, slip from outbox_key where device = ?", (device,)) if row[0] in names]
        return Batch(device, keys, acts, prints)

    def _reached(self, device: str, epoch: str, said: ServerSaid | ParcelAnswer) -> None:
        told = "update device set epoch = ?, stored_to = ?, backed_up_to = ?, revoked = ? where id = ?"
        self.db.execute(told, (epoch, said.stored_to, said.backed_up_to, said.revoked, device))
        self.db.execute("insert or replace into word values (?, ?)", (device, said.word))

    def _results(self, device: str, results: Sequence[Result]) -> None:
        # What a carrier could not prove is not the server's last word on the act: the device will hand it in itself.
        rows = [(device, one.id, one.r, one.code, one.says) for one in results if one.code not in UNPROVEN]
        self.db.executemany("insert or replace into result values (?, ?, ?, ?, ?)", rows)
        self.db.execute(OLD_RESULTS, (device, device, MOST_RESULTS))

    def _drop_keys(self, device: str) -> None:
        self.db.execute("delete from outbox_key where device = ? and k not in (select k from act where device = ?)", (device, device))

    def _drop_file(self, device: str, sha256: str) -> None:
        self.db.execute("delete from piece where device = ? and sha256 = ?", (device, sha256))

    # --- for staff ---

    def waiting(self) -> list[dict[str, Any]]:
        """What waits, by device: how many acts and files, since when, and why the server would not have it, where it said so."""
        return [dict(row) for row in self.db.execute(WAITING)]

    def seal_keys(self) -> list[dict[str, str]]:
        """The server's public keys, newest first."""
        found: list[dict[str, str]] = json.loads(self.fact("seal", "[]"))
        return found


def _print(act: Act) -> str:
    return hashlib.sha256(f"{act.iv}.{act.ct}".encode()).hexdigest()
