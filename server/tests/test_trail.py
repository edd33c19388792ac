"""The trail is whole, or says where it is not."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.make import as_worker, worker
from throughgate.kernel.audit import trail
from throughgate.kernel.audit.models import TrailEntry, TrailHead


def _write(n):
    act = as_worker(worker())
    return [trail.write(act, "test.thing@1", "accepted", act.actor.id, step=i) for i in range(n)]


def test_a_whole_trail_has_no_breaks():
    _write(5)
    assert list(trail.breaks()) == []


@pytest.mark.parametrize("column", ["what", "outcome", "actor", "face"])
def test_a_changed_word_names_the_entry(column):
    third = _write(5)[2]
    TrailEntry.objects.filter(pk=third.pk).update(**{column: "x"})
    found = list(trail.breaks())
    assert [(b.chain, b.n) for b in found] == [(third.chain, third.n)]


def test_a_flipped_byte_of_a_seal_names_the_entry():
    third = _write(5)[2]
    seal = bytearray(bytes(third.seal))
    seal[7] ^= 1
    TrailEntry.objects.filter(pk=third.pk).update(seal=bytes(seal))
    assert third.n in [b.n for b in trail.breaks()]


def test_a_removed_entry_is_missed():
    third = _write(5)[2]
    TrailEntry.objects.filter(pk=third.pk).delete()
    assert any(b.n == third.n and "missing" in b.what for b in trail.breaks())


def test_a_cut_off_end_is_missed():
    last = _write(5)[-1]
    TrailEntry.objects.filter(pk=last.pk).delete()
    assert any("cut off" in b.what for b in trail.breaks())


def test_a_head_moved_back_to_hide_a_cut_is_seen():
    entries = _write(5)
    TrailEntry.objects.filter(pk=entries[-1].pk).delete()
    TrailHead.objects.filter(chain=entries[0].chain).update(n=entries[-2].n, seal=bytes(entries[-2].seal))
    assert any("head" in b.what for b in trail.breaks())


def test_an_inserted_entry_is_seen():
    last = _write(3)[-1]
    TrailEntry.objects.bulk_create(
        [
            TrailEntry(
                chain=last.chain,
                n=last.n + 1,
                at=last.at,
                act=last.act,
                what="forged",
                outcome="accepted",
                actor="x",
                face="ops",
                seal=bytes(32),
            )
        ]
    )
    assert any(b.n == last.n + 1 for b in trail.breaks())


def test_the_command_says_so(capsys):
    third = _write(3)[2]
    call_command("verify_trail")
    assert "whole" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("update audit_trailentry set what = 'other' where id = %s", [third.pk])
    with pytest.raises(SystemExit):
        call_command("verify_trail")
    assert f"entry {third.n}" in capsys.readouterr().out
