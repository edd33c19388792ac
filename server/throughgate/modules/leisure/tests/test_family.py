"""The page for those outside: what it shows, what it takes, and that each act is carried out once."""

import json
from uuid import uuid4

import pytest

from tests.faces import family_browser
from tests.make import as_contact, as_person, contact, worker
from throughgate.basics.clock import now
from throughgate.kernel.people.models import NoContact
from throughgate.kernel.policy.models import Restriction
from throughgate.kernel.policy.scope import scope
from throughgate.modules.leisure import commands
from throughgate.modules.leisure.models import Move
from throughgate.modules.leisure.tests import make


@pytest.fixture
def family():
    """A person, a mother, and the child for whom she answers."""
    who, mother = make.two()
    child = contact(of=who, kind="DAU", guardian=mother, age=9, age_on=now().date())
    return who, mother, child


def say(browser, *acts):
    body = json.dumps({"acts": [{"id": str(one), "do": do, "say": said} for one, do, said in acts]})
    return browser.post("/leisure/say/", body, content_type="application/json")


def test_a_guardian_finds_their_own_games_and_their_childs(family):
    who, mother, child = family
    game = make.game(who, child)
    answer = family_browser(mother).get("/leisure/tables/").json()
    assert answer["me"] == str(mother.pk)
    tables = {table["player"]: table for table in answer["tables"]}
    assert set(tables) == {str(mother.pk), str(child.pk)}
    assert (tables[str(child.pk)]["player_name"], tables[str(mother.pk)]["player_name"]) == (child.name, "")
    (row,) = tables[str(child.pk)]["games"]
    assert (row["id"], row["colour"], row["with_name"], row["asked_by_me"]) == (str(game), "black", who.known_as, False)


def test_what_waited_on_the_phone_is_carried_out_in_order_and_once(family):
    who, mother, child = family
    browser, ask, move = family_browser(mother), uuid4(), uuid4()
    acts = (
        (ask, "leisure.ask_for_game@1", {"other": str(who.pk), "player": str(child.pk), "colour": "white"}),
        (move, "leisure.play_move@1", {"game": str(ask), "ply": 1, "uci": "e2e4"}),
    )
    for _n in range(2):
        answer = say(browser, *acts).json()
        assert [result["r"] for result in answer["results"]] == ["accepted", "accepted"]
    with scope(as_contact(mother)):
        assert Move.objects.get().pk == move


def test_what_is_not_possible_is_refused_in_words_and_what_is_no_act_at_all(family):
    who, mother, child = family
    browser, game = family_browser(mother), make.game(who, child)
    (refused,) = say(browser, (uuid4(), "leisure.play_move@1", {"game": str(game), "ply": 1, "uci": "e2e4"})).json()["results"]
    assert (refused["r"], "already" in refused["says"]) == ("refused", True)
    for do, said in (
        ("leisure.play_move@1", {"game": "?"}),
        ("talk.ask@1", {}),
        ("leisure.play_move@1", {"game": str(uuid4()), "ply": 1, "uci": "e2e4"}),
    ):
        assert say(browser, (uuid4(), do, said)).json()["results"][0]["r"] == "refused"
    assert browser.post("/leisure/say/", "nothing", content_type="application/json").status_code == 400
    assert family_browser().get("/leisure/tables/").headers["Location"] == "/sign-in/"


def test_who_signs_out_leaves_nothing_on_the_phone(family):
    browser = family_browser(family[1])
    assert "games.js" in browser.get("/leisure/").content.decode()
    assert "storage" in browser.post("/sign-out/").headers["Clear-Site-Data"]
    assert browser.get("/leisure/").status_code == 302


def test_what_is_stopped_shows_as_no_more_than_that(family):
    who, mother, _child = family
    Restriction.objects.create(
        person=who, capability="leisure.games", reason="A sanction", by=worker(), from_at=now(), review_on=now().date()
    )
    shown = family_browser(mother).get("/leisure/tables/")
    assert {table["open"] for table in shown.json()["tables"]} == {False}
    assert "sanction" not in shown.content.decode()


def test_after_a_wish_of_no_contact_nothing_of_the_other_is_shown(family):
    who, mother, _child = family
    game = make.game(who, mother)
    commands.play_move(as_person(who), game=game, ply=1, uci="e2e4")
    NoContact.objects.create(person=who, contact=mother, name=mother.name, from_at=now())
    assert str(game) not in family_browser(mother).get("/leisure/tables/").content.decode()
