"""Whom an item is for, and why."""

from datetime import date

import pytest

from throughgate.modules.library.rules.audience import Ages, Reader, Rule, age_on, audience_id, because, is_for

ADA = Reader(places=("NORTH", "ZLI", "ZLI-B"), setting="closed", regime="standard", language="pl", age=34)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (Rule(), []),
        (Rule(places=("ZLI",)), [("places", "ZLI")]),
        (Rule(places=("ZLI", "ZLI-B")), [("places", "ZLI-B")]),
        (Rule(places=("ZLI",), languages=("cy", "pl")), [("places", "ZLI"), ("languages", "pl")]),
        (Rule(settings=("closed",), regimes=("standard", "enhanced")), [("settings", "closed"), ("regimes", "standard")]),
        (Rule(ages=Ages(18, 34)), [("ages", "34")]),
    ],
)
def test_it_is_for_ada_and_says_why(rule, why):
    assert (is_for(rule, ADA), because(rule, ADA)) == (True, why)


@pytest.mark.parametrize(
    "rule",
    [
        Rule(places=("ZMI",)),
        Rule(places=("ZLI",), languages=("cy",)),
        Rule(ages=Ages(50)),
        Rule(ages=Ages(most=25)),
        Rule(regimes=("enhanced",)),
    ],
)
def test_one_line_that_does_not_fit_is_enough(rule):
    assert not is_for(rule, ADA)


def test_whose_age_nobody_wrote_down_gets_nothing_that_asks_for_it():
    assert not is_for(Rule(ages=Ages(18)), Reader(("ZLI",), "closed", "", "en", None))


def test_the_same_people_are_the_same_audience_however_they_were_written_down():
    assert audience_id(Rule(places=("B", "A", "A"))) == audience_id(Rule(places=("A", "B")))
    assert audience_id(Rule(places=("A",))) != audience_id(Rule(settings=("A",)))


def test_an_age_changes_on_the_day():
    born, eve = date(1990, 11, 22), date(2026, 11, 21)
    assert (age_on(born, eve), age_on(born, date(2026, 11, 22)), age_on(None, eve)) == (35, 36, None)
