"""What the hub keeps for devices: the app, files, and people's streams. All of it can be fetched anew, so the oldest goes when room ends.

Streams are closed by the server under a key that only the session's token gives. A file is closed under a key made of its own hash: whoever
holds a row that names the file has the hash, and whoever carries the hub away has not. The app is public and stands as it is.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass

from throughgate.faces.hub.disk import Disk
from throughgate.faces.hub.shapes import HubPullAnswer, Part

TABLES = """
create table if not exists session (
  hash text primary key, thumbprint text not null, seen_at real not null, epoch text not null default '', scope_v text not null default '',
  at text not null default '{}'
) without rowid;
create table if not exists part (session text, i integer, iv text not null, ct text not null, primary key (session, i)) without rowid;
create table if not exists page (
  path text primary key, status integer not null, headers text not null, body blob not null, size integer not null, used_at real not null
);
create table if not exists file (
  name text primary key, kind text not null, body blob not null, size integer not null, used_at real not null
);
"""
# More parts than that are asked for anew, as one.
MOST_PARTS = 40
# Above this share of the bound, the oldest of what can be fetched again goes.
FULL = 0.8
DROP_FILES = "delete from file where name in (select name from file order by used_at limit 20)"
DROP_PAGES = "delete from page where path in (select path from page order by used_at limit 20)"


@dataclass(frozen=True)
class Session:
    """A token that was let in, by its hash; how far its streams are here."""

    hash: str
    thumbprint: str
    epoch: str
    scope_v: str
    at: dict[str, str]
    parts: int


@dataclass(frozen=True)
class StoredPage:
    """Something of the app, as the server gave it."""

    status: int
    headers: dict[str, str]
    body: bytes


class Kept(Disk):
    tables = TABLES

    # --- streams ---

    def learn(self, token_hash: str, thumbprint: str, at: float) -> bool:
        """The server has let this token in, with this key. Returns whether it is new here."""
        new = self.db.execute("select 1 from session where hash = ?", (token_hash,)).fetchone() is None
        with self.db:
            self.db.execute(
                "insert into session (hash, thumbprint, seen_at) values (?, ?, ?) "
                "on conflict (hash) do update set seen_at = excluded.seen_at, thumbprint = excluded.thumbprint",
                (token_hash, thumbprint, at),
            )
        return new

    def forget(self, token_hash: str) -> None:
        with self.db:
            self._forget(token_hash)

    def sessions(self) -> list[Session]:
        """All that are known, those that were here last first."""
        counted = "(select count(*) from part where session = hash)"
        found = self.db.execute(f"select hash, thumbprint, epoch, scope_v, at, {counted} from session order by seen_at desc")  # noqa: S608
        return [Session(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in found]

    def parts_for(self, token_hash: str, thumbprint: str) -> list[Part]:
        """What is kept for this token and key, oldest first."""
        known = self.db.execute("select 1 from session where hash = ? and thumbprint = ?", (token_hash, thumbprint)).fetchone()
        rows = self.db.execute("select iv, ct from part where session = ? order by i", (token_hash,)) if known else []
        return [Part(token_hash, "more", iv=iv, ct=ct) for iv, ct in rows]

    def take(self, answer: HubPullAnswer) -> None:
        """Put news beside what is there, or in its place."""
        with self.db:
            for part in answer.parts:
                self._take(part, answer.epoch)
        self._make_room()

    # --- the app, and files ---

    def keep_page(self, path: str, page: StoredPage, at: float) -> None:
        row = (path, page.status, json.dumps(page.headers), page.body, len(page.body), at)
        with self.db:
            self.db.execute("insert or replace into page values (?, ?, ?, ?, ?, ?)", row)
        self._make_room()

    def page(self, path: str) -> StoredPage | None:
        """What the server gave for this path; for a route of the app, the app."""
        asked = [path] if "." in path.rsplit("/", 1)[-1] else [path, "/"]
        rows = (self.db.execute("select status, headers, body from page where path = ?", (one,)).fetchone() for one in asked)
        row = next((row for row in rows if row), None)
        return StoredPage(row[0], json.loads(row[1]), row[2]) if row else None

    def keep_file(self, sha256: str, kind: str, content: bytes, at: float) -> None:
        with self.db:
            name, body = name_of(sha256), _close(sha256, content)
            self.db.execute("insert or replace into file values (?, ?, ?, ?, ?)", (name, kind, body, len(body), at))
        self._make_room()

    def file(self, sha256: str) -> tuple[str, bytes] | None:
        """Media type and content."""
        row = self.db.execute("select kind, body from file where name = ?", (name_of(sha256),)).fetchone()
        return (row[0], _open(sha256, row[1])) if row else None

    # --- within ---

    def _take(self, part: Part, epoch: str) -> None:
        if part.r == "ended":
            self._forget(part.session)
        if part.r not in ("more", "anew"):
            return
        if part.r == "anew":
            self.db.execute("delete from part where session = ?", (part.session,))
        i = self.db.execute("select coalesce(max(i), 0) + 1 from part where session = ?", (part.session,)).fetchone()[0]
        self.db.execute("insert into part values (?, ?, ?, ?)", (part.session, i, part.iv, part.ct))
        told = (epoch, part.scope_v, json.dumps(part.at), part.session)
        self.db.execute("update session set epoch = ?, scope_v = ?, at = ? where hash = ?", told)

    def _forget(self, token_hash: str) -> None:
        self.db.execute("delete from part where session = ?", (token_hash,))
        self.db.execute("delete from session where hash = ?", (token_hash,))

    def _make_room(self) -> None:
        """Files first, then the app, then what is kept for whoever has not been here for longest."""
        for drop in (DROP_FILES, DROP_PAGES):
            while self.used() > FULL * self.most and self._drop(drop):
                continue
        while self.used() > FULL * self.most and (last := self.sessions()):
            self.forget(last[-1].hash)

    def _drop(self, sql: str) -> bool:
        with self.db:
            return self.db.execute(sql).rowcount > 0


def name_of(sha256: str) -> str:
    """By which a file is known here. Its hash itself opens what is kept of it."""
    return hmac.digest(sha256.encode(), b"name", "sha256").hex()


def _close(sha256: str, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    iv = os.urandom(12)
    return iv + AESGCM(hmac.digest(sha256.encode(), b"key", "sha256")).encrypt(iv, content, None)


def _open(sha256: str, closed: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hmac.digest(sha256.encode(), b"key", "sha256")).decrypt(closed[:12], closed[12:], None)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
