"""A worker of another office, a person on another device, a contact and a signed-out visitor try every page and every command.

Each is refused, each refusal is on the trail, and nobody can tell "not yours" from "not there".
"""

import json
import re
from collections import Counter
from uuid import UUID

import pytest
from parts.desk import Desk
from parts.site import SignIn

OTHER_OFFICE = "EPR-NM"
METHODS = ("GET", "POST")


@pytest.fixture(scope="module")
def world(site):
    """Somebody of whom there is one of each thing, and the officer who works with them."""
    return site.inside("one_of_everything")


@pytest.fixture(scope="module")
def pages(site, world):
    """Every page that names something: its addresses for that person's things, and one for nothing."""
    return [page for page in site.inside("addresses", world["person"]) if page["there"] != [page["nowhere"]]]


def test_the_addresses_that_strangers_try_open_for_those_who_may(desk, world, pages):
    officer = desk()
    officer.sign_in(SignIn(world["email"], world["password"], world["secret"]))
    opened = {page["name"] for page in pages if any(asked(officer, address, "GET")[0] == 200 for address in page["there"])}
    # The others are about what has ended by now, a file that is not on the disk, what the officer's own acts would make, or another's desk.
    assert len(opened) > len(pages) / 3, sorted({page["name"] for page in pages} - opened)
    assert {"person", "looks", "supervision:review", "supervision:set_plan", "access:person", "devices:device", "talk:answer"} <= opened


@pytest.mark.parametrize(("place", "role"), [(OTHER_OFFICE, "probation_officer"), ("EMHT", "nurse")])
def test_a_worker_who_has_no_business_here_finds_nothing(site, desk, pages, place, role):
    account = site.inside("account_at", place, role)
    stranger, actor = desk(), account["id"]
    stranger.sign_in(SignIn(account["email"], account["password"], account["secret"]))
    before = refusals(site, f"worker/{UUID(actor)}")
    tries = tried(stranger, pages)
    assert {status for status, _body in tries.values()} == {404}
    cannot_tell(pages, tries)
    assert (refusals(site, f"worker/{UUID(actor)}") - before).total() == len(tries)


def test_a_visitor_is_led_to_the_sign_in_whatever_they_ask_for(site, desk, pages):
    visitor = desk()
    before = refusals(site, "visitor/-")
    tries = tried(visitor, pages, methods=("GET",))
    assert {status for status, _body in tries.values()} == {302}
    cannot_tell(pages, tries)
    assert (refusals(site, "visitor/-") - before).total() == len(tries)


@pytest.mark.parametrize("kind", ["contact", "visitor"])
def test_contacts_and_visitors_may_send_no_command(site, world, kind):
    for told in site.inside("try_commands", kind):
        assert told["there"] == told["nowhere"], told
        assert told["there"][0] == "not_found", told
        for act in told["acts"]:
            assert on_the_trail(site, act) == [("refused",)], told


def test_a_person_on_another_device_reaches_nothing_of_others(site, world):
    other = site.inside("code_at", OTHER_OFFICE)
    receipts = site.inside("push_commands", site.device_url, other["code"], world["person"])
    answers = {(one["command"], one["known"]): one for one in receipts}
    for (command, known), there in answers.items():
        nowhere = answers[command, False]
        if known and command not in FOR_ALL:
            assert told(there) == told(nowhere), (there, nowhere)
        assert command in OWN | FOR_ALL or told(there)[0] in ("refused", "quarantined"), there
        assert on_the_trail(site, there["act"]), there
    of_others = [told(one) for one in receipts if one["command"] not in OWN | FOR_ALL]
    assert {code for outcome, code, *_says in of_others if outcome == "refused"} == {"not_found"}
    assert told(answers["by", True])[:2] == ("quarantined", "not_your_device")


# What anybody may say of themself; it names nobody else's things.
OWN = {"talk.ask@1", "caseload.choose_language@1", "family.ask_for_contact@1", "library.tell_totals@1"}
# What stands in the library for everybody is theirs too, and whoever reads letters from everybody. Of what is for others, the module's
# own tests tell.
FOR_ALL = {"library.comment@1", "library.say_helpful@1", "letters.send@1"}


def test_a_device_gets_nothing_of_others_and_a_stranger_to_us_nothing_at_all(site):
    theirs = json.dumps([str(UUID(site.guest)), site.device_of_somebody, site.photo_of_guest])
    other = site.inside("code_at", OTHER_OFFICE)
    before = Counter(what for (what,) in site.rows("select what from audit_trailentry where what like 'device:%'"))
    for told in site.inside("knock", site.device_url, other["code"], theirs):
        assert told["there"] == told["nowhere"], told
    after = Counter(what for (what,) in site.rows("select what from audit_trailentry where what like 'device:%'"))
    # The first of each kind: whoever goes on asking fills no trail.
    assert after - before == Counter({"device:read_file": 1, "device:add_to_file": 1, "device:push": 1})
    for told in site.inside("knock", site.device_url, "", theirs):
        assert told["there"] == told["nowhere"], told
        assert told["there"][0] == 401, told


def tried(who: Desk, pages, methods=METHODS):
    """What somebody is answered: (method, address) → status and what the page says."""
    return {
        (method, address): asked(who, address, method)
        for page in pages
        for address in [*page["there"], page["nowhere"]]
        for method in methods
    }


def cannot_tell(pages, tries) -> None:
    """The answer for what is there is the answer for what is not."""
    for page in pages:
        for method in {method for method, _address in tries}:
            answers = {tries[method, address] for address in [*page["there"], page["nowhere"]]}
            assert len(answers) == 1, (page["name"], method, answers)


def asked(who: Desk, address: str, method: str) -> tuple[int, str]:
    """Status, and the page without what is never twice the same: its own address, and marks against forgery."""
    token = next((cookie["value"] for cookie in who.context.cookies() if cookie["name"].endswith("csrf")), "")
    form = {"form": {"csrfmiddlewaretoken": token}} if method == "POST" else {}
    answer = who.context.request.fetch(
        who.site.staff_url + address, method=method, max_redirects=0, headers={"Referer": who.site.staff_url}, **form
    )
    body = answer.text() if answer.status != 200 else ""
    return answer.status, re.sub(r'(X-CSRFToken": "|name="csrfmiddlewaretoken" value=")\w+', "", body).replace(address, "")


def told(one) -> tuple[str, str, str]:
    """What became of an act: outcome, code and words."""
    receipt = one["receipt"] or {}
    return receipt.get("outcome") or receipt.get("r", ""), receipt.get("code", ""), receipt.get("says", "")


def refusals(site, actor: str) -> Counter:
    return Counter(what for (what,) in site.rows("select what from audit_trailentry where outcome = 'refused' and actor = ?", actor))


def on_the_trail(site, act: str) -> list:
    return site.rows("select outcome from audit_trailentry where act = ?", act.replace("-", ""))
