"""What reaches a device, and which files whoever has it may fetch."""

import json

import pytest

from tests.make import NOON, as_clock, as_contact, as_person, device
from throughgate.basics.errors import NotFound
from throughgate.kernel.commands.command import Done
from throughgate.kernel.gateways import file_store
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Item, Outcome
from throughgate.kernel.sync import streams
from throughgate.kernel.sync.access import readable_file
from throughgate.kernel.sync.models import StoredFile, StreamRow
from throughgate.modules.touch import commands, reactions
from throughgate.modules.touch.commands import Kind
from throughgate.modules.touch.commands.sending import PieceSaid
from throughgate.modules.touch.tests import make


def rows_of(feed, person):
    rows = StreamRow.objects.filter(feed=feed, owner=person.pk).exclude(value="")
    return {row.key: json.loads(row.value) for row in rows}


def test_a_thread_is_there_before_anything_was_said_and_closes_when_contact_ends():
    who, mother = make.two(kind="MOT")
    streams.rebuild(streams.stream_of(who.pk))
    thread = str(make.thread(who, mother))
    row = rows_of("touch.threads", who)[thread]
    assert (row["open"], row["may_begin"], row["name"], row["with"][0]["kind"]) == (True, True, mother.name, "Mother")
    make.stops(as_contact(mother))
    row = rows_of("touch.threads", who)[thread]
    assert (row["open"], row["why"] != "") == (False, True)


def test_a_message_travels_and_how_it_stands_follows():
    who, mother = make.two()
    said = make.says(as_person(who), who, mother, "Night, mum")
    assert rows_of("touch.messages", who)[str(said)]["standing"] == "delivered"
    commands.mark_read(as_contact(mother), thread=make.thread(who, mother), up_to=said)
    assert rows_of("touch.messages", who)[str(said)]["standing"] == "read"


def kept(content):
    h = file_store.put(content)
    StoredFile.objects.get_or_create(pk=h, defaults={"size": len(content), "kind": "audio/webm", "arrived": NOON})
    return h


def _looked_at(item):
    act = as_clock(NOON)
    with scope(act):
        told = list(reactions.follow_the_desk(act, Done(item.person_id, (item,))))
        streams.publish([(act, Done(item.person_id, tuple(told)))])


def test_the_files_of_what_reached_somebody_they_may_fetch_and_no_hash_that_somebody_typed():
    who, mother = make.two()
    sound, other = kept(b"\x1a\x45\xdf\xa3 a voice"), kept(b"\x1a\x45\xdf\xa3 another's")
    voice = PieceSaid(h=sound, t="audio/webm", n=9, seconds=2)
    commands.send(as_contact(mother), thread=make.thread(who, mother), kind=Kind.VOICE, pieces=[voice])
    # The machine that looks at files has not seen it.
    with pytest.raises(NotFound):
        readable_file(who.pk, device(held_by=who), sound, NOON)
    item = Item.objects.get()
    item.outcome = Outcome.PASSED
    item.save()
    clean = kept(b"\x1a\x45\xdf\xa3 a voice, made anew")
    StoredFile.objects.filter(pk=clean).delete()
    item.files.update(goes=clean, goes_type="audio/webm", goes_size=9, words="Good night")
    _looked_at(item)
    assert readable_file(who.pk, device(held_by=who), clean, NOON).pk == clean
    (row,) = rows_of("touch.messages", who).values()
    assert [(piece["h"], piece["words"]) for piece in row["pieces"]] == [(clean, "Good night")]
    with pytest.raises(NotFound):
        readable_file(who.pk, device(held_by=who), sound, NOON)
    make.says(as_contact(mother), who, mother, other)
    make.says(as_person(who), who, mother, other)
    with pytest.raises(NotFound):
        readable_file(who.pk, device(held_by=who), other, NOON)
