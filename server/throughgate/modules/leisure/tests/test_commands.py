"""Games by correspondence: each move once, in turn, by the rules; and how a game ends, or rests."""

from dataclasses import replace

import pytest

from tests.make import DAY, HOUR, NOON, as_contact, as_person, contact, worker
from throughgate.basics.errors import Again, NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import Approval, NoContact
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.policy.scope import scope
from throughgate.modules.leisure import commands
from throughgate.modules.leisure.commands import Colour
from throughgate.modules.leisure.models import Game, Move
from throughgate.modules.leisure.tests import make


def end_of(game, who):
    with scope(as_person(who)):
        return Game.objects.select_related("end").get(pk=game).end


def moves_of(game, who):
    with scope(as_person(who)):
        return list(Move.objects.filter(game=game).order_by("ply").values_list("uci", flat=True))


def test_a_game_is_played_turn_by_turn_until_mate():
    who, child = make.two()
    game = make.game(who, child)
    make.play(game, who, child, make.FOOLS_MATE)
    end = end_of(game, who)
    assert (end.how, end.won) == ("checkmate", "contact")
    with pytest.raises(commands.GameOver):
        commands.play_move(as_person(who), game=game, ply=5, uci="a2a3")


def test_a_move_made_offline_counts_once_however_often_it_comes():
    who, child = make.two()
    game = make.game(who, child)
    act = as_person(who, NOON, arrives=NOON + DAY)
    for _ in range(3):
        commands.play_move(act, game=game, ply=1, uci="e2e4")
    assert moves_of(game, who) == ["e2e4"]
    with scope(act):
        assert Move.objects.get(game=game).made_at == NOON


def test_of_two_moves_for_one_turn_the_first_to_come_stands():
    """Somebody moved on a tablet, and on a kiosk before the tablet met a network."""
    who, child = make.two()
    game = make.game(who, child)
    commands.play_move(as_person(who, NOON), game=game, ply=1, uci="e2e4")
    late = as_person(who, NOON - HOUR)
    with pytest.raises(commands.MoveCameLate):
        commands.play_move(late, game=game, ply=1, uci="d2d4")
    with pytest.raises(Again):
        commands.play_move(late, game=game, ply=1, uci="d2d4")
    assert moves_of(game, who) == ["e2e4"]


def test_nobody_moves_for_the_other_or_against_the_rules():
    who, child = make.two()
    game = make.game(who, child)
    with pytest.raises(commands.MoveCameLate):
        commands.play_move(as_contact(child), game=game, ply=1, uci="e2e4")
    with pytest.raises(commands.MoveNotPossible):
        commands.play_move(as_person(who), game=game, ply=1, uci="e2e5")
    assert moves_of(game, who) == []


def test_of_two_who_ask_at_once_one_game_begins():
    who, child = make.two()
    make.game(who, child, Colour.BLACK)
    with pytest.raises(commands.GameGoesOn):
        commands.ask_for_game(as_contact(child), other=who.pk, colour=Colour.WHITE)
    with scope(as_person(who)):
        assert Game.objects.get().white == "contact"


def test_a_draw_is_when_both_want_it_and_lapses_with_the_next_move():
    who, child = make.two()
    game = make.game(who, child)
    commands.offer_draw(as_person(who), game=game)
    commands.offer_draw(as_person(who), game=game)
    make.play(game, who, child, ["e2e4"])
    commands.offer_draw(as_contact(child), game=game)
    with scope(as_person(who)):
        assert not Game.objects.filter(end__isnull=False).exists()
    commands.offer_draw(as_person(who), game=game)
    assert (end_of(game, who).how, end_of(game, who).won) == ("agreed", "")


def test_who_gives_up_has_lost_unless_the_game_had_not_begun():
    who, child = make.two()
    first = make.game(who, child)
    commands.resign(as_contact(child), game=first)
    assert (end_of(first, who).how, end_of(first, who).won) == ("called_off", "")
    second = make.game(who, child)
    make.play(second, who, child, ["e2e4", "e7e5"])
    commands.resign(as_contact(child), game=second)
    assert (end_of(second, who).how, end_of(second, who).won) == ("resigned", "person")


def test_when_contact_ends_the_game_rests_as_it_is():
    who, child = make.two()
    game = make.game(who, child)
    make.play(game, who, child, ["e2e4"])
    Approval.objects.update(to_at=NOON)
    with pytest.raises(commands.GameRests):
        commands.play_move(as_contact(child, NOON + HOUR), game=game, ply=2, uci="e7e5")
    with pytest.raises(NotFound):
        commands.ask_for_game(as_person(who), other=child.pk, colour=Colour.WHITE)
    assert moves_of(game, who) == ["e2e4"]


def test_what_waited_on_a_tablet_does_not_pass_a_wish_of_no_contact():
    who, friend = make.two()
    game = make.game(who, friend)
    NoContact.objects.create(person=who, contact=friend, name=friend.name, from_at=NOON + HOUR)
    with pytest.raises(commands.GameRests):
        commands.play_move(as_person(who, NOON, arrives=NOON + DAY), game=game, ply=1, uci="e2e4")


def test_a_guardian_plays_for_their_child_and_for_nobody_elses():
    who, mother = make.two()
    child = contact(of=who, kind="DAU", guardian=mother, born=(NOON - 9 * 366 * DAY).date())
    act = as_contact(mother)
    commands.ask_for_game(act, other=who.pk, colour=Colour.WHITE, player=child.pk)
    commands.play_move(as_contact(mother), game=act.id, ply=1, uci="e2e4")
    assert moves_of(act.id, who) == ["e2e4"]
    with scope(act):
        assert Game.objects.get().contact == child
    with pytest.raises(NotFound):
        commands.ask_for_game(as_contact(contact(of=who)), other=who.pk, colour=Colour.WHITE, player=child.pk)


def test_who_may_only_answer_waits_to_be_asked_and_nobody_plays_with_their_solicitor():
    who, _friend = make.two()
    careful, solicitor = contact(of=who, limits="reply_only"), contact(of=who, kind="SOL")
    with pytest.raises(commands.MayOnlyAnswer):
        commands.ask_for_game(as_person(who), other=careful.pk, colour=Colour.WHITE)
    act = as_contact(careful)
    commands.ask_for_game(act, other=who.pk, colour=Colour.BLACK)
    commands.play_move(as_person(who), game=act.id, ply=1, uci="e2e4")
    with pytest.raises(NotFound):
        commands.ask_for_game(as_person(who), other=solicitor.pk, colour=Colour.WHITE)


def test_what_is_stopped_for_the_person_stops_the_other_too_without_saying_why():
    who, child = make.two()
    game = make.game(who, child)
    make.play(game, who, child, ["e2e4"])
    Restriction.objects.create(
        person=who, capability="leisure.games", reason="A sanction", by=worker(), from_at=NOON - DAY, review_on=(NOON + DAY).date()
    )
    act = as_contact(child, NOON + HOUR)
    with pytest.raises(commands.GameRests) as refused:
        commands.play_move(act, game=game, ply=2, uci="e7e5")
    assert "sanction" not in refused.value.words
    Restriction.objects.all().delete()
    commands.play_move(replace(act, id=uuid7()), game=game, ply=2, uci="e7e5")


def test_only_those_who_may_be_in_touch_play():
    who, child = make.two()
    unknown = contact()
    for act, other in ((as_person(who), unknown.pk), (as_contact(unknown), who.pk), (as_person(who), who.pk)):
        with pytest.raises(NotFound):
            commands.ask_for_game(act, other=other, colour=Colour.WHITE)
    game = make.game(who, child)
    with pytest.raises(NotFound):
        commands.play_move(as_contact(contact(of=who)), game=game, ply=1, uci="e2e4")
