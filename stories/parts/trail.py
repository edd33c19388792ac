"""The trail of a site, after everything that a story has done: whole; and with one byte of one entry changed, no longer."""

import random
import sqlite3

from parts.site import Site

# Text in which a byte can be turned and still be text.
COLUMNS = ("what", "actor", "detail")


def is_whole(site: Site) -> None:
    """Nothing was changed, cut or added."""
    assert "The trail is whole" in site.throughgate("verify-trail")


_flipped: list[Site] = []


def tells_a_flipped_byte_once(site: Site) -> None:
    """In each run: another site would tell it no differently, and each time is some seconds."""
    if not _flipped:
        _flipped.append(site)
        tells_a_flipped_byte(site)


def tells_a_flipped_byte(site: Site) -> None:
    """Turns one bit of a byte of any entry, in the database itself. The site is of no more use after."""
    with sqlite3.connect(site.home / "throughgate.sqlite3", timeout=30) as database:
        entries = database.execute(f"select rowid, chain, n, {', '.join(COLUMNS)} from audit_trailentry").fetchall()
        row, chain, n, *texts = random.choice(entries)
        column, text = random.choice(list(zip(COLUMNS, texts, strict=True)))
        at = random.randrange(len(text))
        # Of a letter in the JSON it must stay JSON: only letters and digits are turned.
        at = next((i for i in (*range(at, len(text)), *range(at)) if text[i].isalnum()), None)
        if at is None:
            tells_a_flipped_byte(site)
            return
        database.execute(f"update audit_trailentry set {column} = ? where rowid = ?", (text[:at] + _other(text[at]) + text[at + 1 :], row))
    database.close()
    told = site.throughgate("verify-trail", fails=True)
    assert f"chain {chain}, entry {n}:" in told, (column, told)


def _other(letter: str) -> str:
    return str(9 - int(letter)) if letter.isdigit() else letter.swapcase()
