"""What stands in quarantine is in the inbox of whoever can decide it, until it is decided."""

from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.make import as_worker, browser_of, pair, person, prison, rollout, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.judging import TRIES
from throughgate.kernel.sync.models import Quarantined
from throughgate.kernel.sync.quarantine import Step, steps_for
from throughgate.kernel.sync.receipts import InQuarantine
from throughgate.kernel.tasks.models import Task
from throughgate.modules.devices import commands
from throughgate.modules.devices.tests import make

LOOK = "devices.look"


@pytest.fixture
def senior_and_person():
    return pair(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing())


@pytest.fixture
def senior(senior_and_person):
    return senior_and_person[0]


@pytest.fixture
def owner(senior_and_person):
    return senior_and_person[1]


@pytest.fixture
def tablet(owner):
    return make.asking(owner)


def fall(tablet, senior):
    """An act at which our own code fails until it gives up."""
    with patch("throughgate.kernel.sync.judging.carry_out", side_effect=RuntimeError), patch("throughgate.kernel.sync.judging.TRIES", 1):
        act = tablet.say(make.ASK, about="worker", words="Our own fault")
        tablet.push()
    return act


# How each kind comes about.
KINDS = {
    "unreadable_seal": lambda tablet, senior: make.send_torn(tablet),
    "bad_signature": lambda tablet, senior: make.send_unsigned(tablet),
    "other_device": lambda tablet, senior: make.send_named_otherwise(tablet),
    "not_your_device": lambda tablet, senior: make.send_as(tablet, person(lives=wing("C"))),
    "same_id": lambda tablet, senior: make.send_same_id(tablet),
    "place_taken": lambda tablet, senior: make.send_for_a_taken_place(tablet),
    "gap_in_chain": lambda tablet, senior: make.send_behind_a_gap(tablet),
    "chain_broken": lambda tablet, senior: make.send_out_of_order(tablet),
    "revoked": lambda tablet, senior: make.send_from_revoked(tablet, senior),
    "could_not_apply": fall,
}


def inbox(who):
    return browser_of(who).get(reverse("inbox")).content.decode()


def entry():
    return reverse("devices:look", args=[Task.objects.get(kind=LOOK, done_at=None).about])


def decide(senior, row):
    steps, act = steps_for(row), as_worker(senior, now())
    if Step.RELEASE in steps:
        commands.release(act, quarantined=row.pk)
    else:
        commands.answer(act, quarantined=row.pk, words="Looked at")


def test_every_kind_is_tried_here():
    assert KINDS.keys() == {reason().code for reason in InQuarantine.__subclasses__()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_asks_for_a_decision_until_it_is_decided(kind, tablet, senior, owner):
    KINDS[kind](tablet, senior)
    row = make.set_aside(tablet)
    assert row.code == kind
    page = entry()
    assert page in inbox(senior)
    shown = browser_of(senior).get(page).content.decode()
    assert reverse("devices:thing", args=[row.pk]) in shown
    assert owner.name in shown
    assert browser_of(worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing("C"))).get(page).status_code == 404
    if kind == "not_your_device":
        # It says that it is from somebody in others' care; whose it really is, is for those whose device it is.
        commands.route(as_worker(senior, now()), quarantined=row.pk, person=owner.pk)
    else:
        decide(senior, row)
    assert page not in inbox(senior)
    assert Task.objects.get(kind=LOOK).done_by == senior
    assert "has been decided" in browser_of(senior).get(page).content.decode()


def test_many_of_one_kind_are_one_question_and_the_last_answer_closes_it(tablet, senior):
    for _ in range(3):
        make.send_torn(tablet)
        tablet.outbox.clear()
    page = entry()
    first, *others = Quarantined.objects.filter(closed_at=None)
    decide(senior, first)
    assert page in inbox(senior)
    for row in others:
        decide(senior, row)
    assert page not in inbox(senior)


def test_what_comes_after_an_answer_is_a_new_question(tablet, senior):
    make.send_torn(tablet)
    tablet.outbox.clear()
    decide(senior, make.set_aside(tablet))
    make.send_torn(tablet)
    assert entry() in inbox(senior)
    assert Task.objects.filter(kind=LOOK).count() == 2


def test_what_fails_again_after_it_was_applied_asks_again(tablet, senior):
    fall(tablet, senior)
    row = make.set_aside(tablet)
    commands.apply(as_worker(senior, now()), quarantined=row.pk)
    assert not Task.objects.filter(kind=LOOK, done_at=None).exists()
    with patch("throughgate.kernel.sync.judging.carry_out", side_effect=RuntimeError), patch("throughgate.kernel.sync.judging.TRIES", 1):
        apply_all(now(), 60)
    assert TRIES > 1
    assert entry() in inbox(senior)


def test_a_gap_that_is_filled_asks_no_more(tablet, senior):
    tablet.say(make.ASK, about="worker", words="Late")
    late = tablet.outbox[0]
    tablet.say(make.ASK, about="worker", words="Behind it")
    tablet.offer(tablet.outbox[1:])
    assert entry() in inbox(senior)
    tablet.offer([late])
    assert not Task.objects.filter(kind=LOOK, done_at=None).exists()


def test_where_security_works_it_is_asked(senior):
    lives = wing("D")
    rollout("talk.ask")
    security, owner = worker(WorkerRole.SECURITY, at=prison()), person(lives=lives)
    make.send_torn(make.asking(owner))
    assert entry() in inbox(security)
    assert entry() not in inbox(worker(WorkerRole.PRISON_OFFICER, at=lives))
