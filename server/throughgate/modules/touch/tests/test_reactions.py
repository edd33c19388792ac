"""What the desk decides, and what happens when contact ends while something is on its way."""

import pytest

from tests.make import HOUR, NOON, as_contact, as_person, as_worker, worker
from throughgate.kernel.commands.command import Done
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Decision, Item, Outcome, Ruling
from throughgate.modules.touch import reactions
from throughgate.modules.touch.rules.black import BLACK
from throughgate.modules.touch.tests import make
from throughgate.modules.touch.tests.test_commands import seen_by, seen_outside


@pytest.fixture
def held():
    """A person, a mother, and something of hers that is held."""
    make.held_word()
    who, mother = make.two(kind="MOT")
    return who, mother, make.says(as_contact(mother), who, mother, "By the harbour at six, love")


def decide(message, outcome, decision, **said):
    """As the desk does it: the item and a ruling, and then what follows."""
    officer = worker()
    act, item = as_worker(officer, NOON + HOUR), Item.objects.get(pk=message)
    item.outcome = outcome
    item.save()
    Ruling.objects.create(item=item, person_id=item.person_id, by=officer, at=act.arrived, decision=decision, **said)
    with scope(act):
        return list(reactions.follow_the_desk(act, Done(item.person_id, (item,))))


def test_what_is_released_arrives_once_and_he_sees_that_staff_read_it(held):
    who, mother, message = held
    for _n in range(2):
        decide(message, Outcome.RELEASED, Decision.RELEASE)
    (row,) = seen_by(who)
    assert (row.words, row.at, row.staff_read, row.can_appeal) == ("By the harbour at six, love", NOON + HOUR, True, False)
    assert seen_outside(who, mother)[0].standing == "delivered"


def test_black_letters_do_not_travel_and_both_read_why(held):
    who, mother, message = held
    decide(message, Outcome.BLACKED, Decision.BLACK_OUT, reason="place", words="No meeting places.", blacked=[[7, 14]])
    (row,) = seen_by(who)
    assert (row.words, row.blacked) == (f"By the {BLACK * 7} at six, love", [[7, 14]])
    sent = seen_outside(who, mother)[0]
    assert (sent.words, sent.why, row.why) == ("By the harbour at six, love", "No meeting places.", "No meeting places.")


def test_what_is_withheld_is_told_of_without_a_word_of_it(held):
    who, mother, message = held
    decide(message, Outcome.WITHHELD, Decision.WITHHOLD, reason="place", words="No meeting places.")
    (row,) = seen_by(who)
    assert (row.words, row.standing, row.why, row.can_appeal) == ("", "withheld", "No meeting places.", True)
    assert seen_outside(who, mother)[0].words == "By the harbour at six, love"


def test_when_contact_ends_what_has_not_passed_is_stopped_and_nothing_passes_later(held):
    who, mother, message = held
    make.stops(as_contact(mother, NOON + HOUR))
    assert [row.standing for row in seen_outside(who, mother)] == ["stopped"]
    decide(message, Outcome.RELEASED, Decision.RELEASE)
    assert seen_by(who) == []


def test_what_he_wrote_is_stopped_too_and_kindly_worded(held):
    who, mother, _message = held
    make.says(as_person(who), who, mother, "See you at the harbour")
    make.stops(as_contact(mother, NOON + HOUR))
    (row,) = seen_by(who)
    assert (row.standing, "nobody's mistake" in row.why) == ("stopped", True)
