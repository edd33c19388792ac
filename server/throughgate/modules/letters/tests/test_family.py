"""The page of those who read: what it shows, what it takes, and what its policy lets a browser do."""

import json
from uuid import uuid4

import pytest

from tests.faces import family_browser
from tests.make import as_person, contact, person, wing
from throughgate.modules.letters import commands
from throughgate.modules.letters.tests import make


@pytest.fixture
def reading():
    """Somebody who wrote, who reads, and by which key."""
    who, (of, by, key) = person(lives=wing()), make.ready()
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    return who, of, by, key, act.id


def say(browser, do, **said):
    body = json.dumps({"id": str(uuid4()), "do": do, "say": said})
    return browser.post("/letters/say/", body, content_type="application/json").json()["result"]


def test_the_page_is_there_for_those_who_read_and_in_nobody_elses_bar(reading):
    who, _of, by, _key, _letter = reading
    browser, mother = family_browser(by), family_browser(contact(of=who))
    assert "/letters/" in browser.get("/").content.decode()
    assert "letters.js" in browser.get("/letters/").content.decode()
    assert "/letters/" not in mother.get("/").content.decode()
    assert mother.get("/letters/").status_code == 404
    assert family_browser().get("/letters/stand/").headers["Location"] == "/sign-in/"


def test_only_this_page_lets_the_browser_compile_and_nothing_lets_it_evaluate(reading):
    browser = family_browser(reading[2])
    policy = browser.get("/letters/").headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "'unsafe-inline'" not in policy
    assert "wasm" not in browser.get("/").headers["Content-Security-Policy"]


def test_letters_come_sealed_and_without_a_name(reading):
    who, of, by, key, letter = reading
    answer = family_browser(by).get("/letters/stand/")
    (shown,) = answer.json()["recipients"]
    assert (shown["id"], shown["own"], shown["keys"]) == (str(of.pk), "", {key.public: "stands"})
    assert [(row["id"], row["ours"], len(row["boxes"])) for row in shown["letters"]] == [(str(letter), False, 1)]
    for word in (who.known_as, who.family_name, str(who.pk)):
        assert word not in answer.content.decode()


def test_an_answer_goes_out_sealed_and_what_is_not_sealed_is_refused(reading):
    _who, _of, by, key, letter = reading
    browser = family_browser(by)
    assert say(browser, "letters.reply@1", letter=str(letter), boxes=[{"key": key.public, "box": make.box()}])["r"] == "accepted"
    assert say(browser, "letters.tell_opened@1", letter=str(letter))["r"] == "accepted"
    for do, said in (
        ("letters.reply@1", {"letter": str(letter), "boxes": [{"key": key.public, "box": "Ring us."}]}),
        ("letters.reply@1", {"letter": "?"}),
        ("letters.check_key@1", {"key": str(key.pk), "how": "x"}),
    ):
        assert say(browser, do, **said)["r"] == "refused"
    assert browser.post("/letters/say/", "nothing", content_type="application/json").status_code == 400
