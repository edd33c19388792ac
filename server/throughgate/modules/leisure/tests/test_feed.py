"""What reaches a device, and what does not."""

import json

from tests.make import NOON, as_person
from throughgate.kernel.commands.command import Done
from throughgate.kernel.people.models import Approval, Relationship
from throughgate.kernel.sync import streams
from throughgate.kernel.sync.models import StreamRow
from throughgate.modules.leisure import commands
from throughgate.modules.leisure.commands import Colour
from throughgate.modules.leisure.tests import make


def rows_of(feed, person):
    rows = StreamRow.objects.filter(feed=feed, owner=person.pk).exclude(value="")
    return [json.loads(row.value) for row in rows]


def test_a_game_travels_with_its_moves_and_its_end():
    who, child = make.two()
    game = make.game(who, child)
    make.play(game, who, child, ["f2f3"])
    commands.offer_draw(as_person(who), game=game)
    (row,) = rows_of("leisure.games", who)
    assert (row["with_name"], row["colour"], row["asked_by_me"]) == (child.name, "white", True)
    assert (row["moves"], row["draw"], row["ended"]) == (["f2f3"], ["me"], None)
    other = make.game(*make.two(), Colour.BLACK)
    assert [row["id"] for row in rows_of("leisure.games", who)] == [str(game)] != [str(other)]

    for n, uci in enumerate(make.FOOLS_MATE[1:], 2):
        make.commands.play_move(make.as_person(who) if n % 2 else make.as_contact(child), game=game, ply=n, uci=uci)
    (row,) = rows_of("leisure.games", who)
    assert (row["draw"], row["ended"]["how"], row["ended"]["won"]) == ([], "checkmate", "them")


def test_those_with_whom_one_may_play_travel_while_one_may():
    who, child = make.two()
    streams.rebuild(streams.stream_of(who.pk))
    assert rows_of("leisure.partners", who) == [{"contact": str(child.pk), "name": child.name, "may_ask": True}]
    Approval.objects.update(to_at=NOON)
    # As whoever stops it says it: the relationship has changed.
    streams.publish([(as_person(who), Done(who.pk, (Relationship.objects.get(),)))])
    assert rows_of("leisure.partners", who) == []
