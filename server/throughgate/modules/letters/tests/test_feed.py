"""What reaches a device, and what does not."""

import json

from tests.make import HOUR, NOON, as_contact, as_person, as_worker, person, wing, worker
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.sync.models import StreamRow
from throughgate.modules.letters import commands
from throughgate.modules.letters.feed import MARK
from throughgate.modules.letters.policy import EVERYBODY_IN_CARE
from throughgate.modules.letters.rules.kinds import Kind
from throughgate.modules.letters.tests import make


def rows_of(feed, owner):
    return [json.loads(row.value) for row in StreamRow.objects.filter(feed=feed, owner=owner).exclude(value="")]


def test_recipients_for_everybody_are_one_row_and_an_own_one_is_the_persons():
    who, (of, _by, key) = person(lives=wing()), make.ready()
    own = make.recipient(Kind.LEGAL, own=who)
    theirs = make.key(own, make.reader(own), pinned=False)
    (row,) = rows_of("letters.recipients", EVERYBODY_IN_CARE)
    assert (row["id"], row["key"], row["own"], row["in"]["cy"]["about"]) == (str(of.pk), key.public, False, "They listen.")
    for _n in range(2):
        make.check(theirs, worker(WorkerRole.ADMINISTRATOR, at=wing()))
    (row,) = rows_of("letters.own_recipients", who.pk)
    assert (row["name"], row["key"], row["own"]) == (own.name, theirs.public, True)
    commands.end_recipient(as_worker(make.verifier()), recipient=of.pk)
    assert rows_of("letters.recipients", EVERYBODY_IN_CARE) == []


def test_a_letter_travels_back_as_a_mark_and_an_answer_sealed():
    who, (of, by, key) = person(lives=wing()), make.ready()
    act, box, answer = as_person(who), make.box(), make.box()
    commands.send(act, recipient=of.pk, key=key.public, box=box)
    (row,) = rows_of("letters.letters", who.pk)
    assert (row["mine"], row["mark"], row["boxes"], row["opened_at"]) == (True, box[:MARK], [], None)
    commands.tell_opened(as_contact(by, NOON + HOUR), letter=act.id)
    commands.reply(as_contact(by, NOON + HOUR), letter=act.id, boxes=[commands.writing.SealedTo(key.public, answer)])
    rows = {row["mine"]: row for row in rows_of("letters.letters", who.pk)}
    assert rows[True]["opened_at"]
    assert rows[False]["boxes"] == [{"key": key.public, "box": answer}]
    assert rows[False]["answers"] == str(act.id)
