"""Money is taken once, given back once, and never below nothing, whatever comes in whichever order."""

import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.make import DAY, LONG_AGO, NOON, as_clock, as_person, regime
from throughgate.kernel.places.models import RegimeLevel
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import streams
from throughgate.kernel.sync.models import StreamRow
from throughgate.kernel.tasks.models import Task
from throughgate.modules.money import jobs, public
from throughgate.modules.money.commands import grant_allowance
from throughgate.modules.money.models import Account, Allowance, Entry, Posting, Reconciliation
from throughgate.modules.money.rules.sorts import Basis
from throughgate.modules.money.tests import make


def give_back(who, message, why="It was not passed on."):
    act = as_person(who)
    with scope(act):
        return public.give_back(act, message, why)


def test_a_price_is_shown_with_what_is_left_and_is_what_is_taken():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(30, person=who.pk)
    price = make.send(who, other)
    assert (price.pence, price.payer, str(price.why), price.left) == (12, "person", "12p each", 18)
    assert make.purses(person=who.pk)["own"] == 18
    assert make.walk_the_books() == 2


def test_the_same_message_is_paid_for_once_and_given_back_once():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(30, person=who.pk)
    message = uuid4()
    for _again in range(2):
        make.send(who, other, message=message)
    assert make.purses(person=who.pk)["own"] == 18
    assert give_back(who, message)
    assert give_back(who, message) == ()
    assert give_back(who, uuid4()) == ()
    assert make.purses(person=who.pk)["own"] == 30
    make.walk_the_books()


def test_who_has_not_enough_is_told_what_to_do_and_nothing_is_taken():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(5, person=who.pk)
    with pytest.raises(public.NotEnoughMoney) as refused:
        make.send(who, other)
    assert "12p" in refused.value.words
    assert "5p left" in refused.value.words
    assert make.purses(person=who.pk)["own"] == 5
    with pytest.raises(public.NotEnoughMoney, match="NotEnoughMoney"):
        make.send(who, other, way="in")


def test_the_prison_pays_its_part_the_allowance_the_next_and_one_s_own_money_the_rest():
    who, other = make.two()
    regime(who, RegimeLevel.ENHANCED)
    make.tariff(12, subsidy=2)
    make.paid_in(20, person=who.pk)
    with scope(as_clock()):
        Allowance.objects.create(level="enhanced", pence=15, from_at=LONG_AGO, reason="Agreed")
    for n in range(3):
        grant_allowance(as_clock(NOON + n * DAY), person=who.pk)
    assert make.purses(person=who.pk) == {"own": 20, "weekly": 15}
    first, second = uuid4(), uuid4()
    assert make.send(who, other, message=first).pence == 10
    make.send(who, other, message=second)
    assert make.purses(person=who.pk) == {"own": 15, "weekly": 0}
    give_back(who, second)
    assert make.purses(person=who.pk) == {"own": 20, "weekly": 5}
    # Next week what is left lapses, and the allowance comes anew.
    grant_allowance(as_clock(NOON + 7 * DAY), person=who.pk)
    assert make.purses(person=who.pk)["weekly"] == 15
    make.walk_the_books()


def test_a_flat_price_is_paid_by_the_first_message_and_covers_the_next_ones():
    who, other = make.two()
    make.tariff(100, Basis.WEEK)
    make.paid_in(250, person=who.pk)
    first = uuid4()
    assert make.send(who, other, message=first).pence == 100
    assert make.send(who, other, at=NOON + 6 * DAY).pence == 0
    assert make.send(who, other, at=NOON + 8 * DAY).pence == 100
    assert make.purses(person=who.pk)["own"] == 50
    give_back(who, first)
    assert make.purses(person=who.pk)["own"] == 150


def test_a_text_message_costs_each_segment_and_the_nearest_price_counts():
    who, other = make.two()
    prison = who.stays.get().place.parent
    make.tariff(12)
    make.tariff(5, channel="text")
    make.tariff(7, establishment=prison, kind="photo")
    with scope(as_person(who)):
        price = lambda kind, **more: public.price_of(who.pk, other.pk, kind, "out", NOON, **more).pence  # noqa: E731
        assert (price("text"), price("text", channel="text", segments=3), price("photo"), price("voice")) == (12, 15, 7, 12)
        assert public.pence_to_write([who.pk], NOON) == {who.pk: 12}


def test_what_was_written_before_a_price_changed_costs_what_was_shown():
    who, other = make.two()
    old = make.tariff(12)
    with scope(as_clock()):
        old.to_at = NOON
        old.save()
    make.tariff(20, since=NOON)
    with scope(as_person(who)):
        assert public.price_of(who.pk, other.pk, "text", "out", NOON - DAY).pence == 12
        assert public.price_of(who.pk, other.pk, "text", "out", NOON).pence == 20


def test_the_database_itself_refuses_a_debt_and_a_posting_that_moves_nothing():
    who, _other = make.two()
    make.paid_in(5, person=who.pk)
    with scope(as_clock()):
        own = Account.objects.get(person=who.pk)
        entry = Entry.objects.get()
        for wrong in (
            lambda: Account.objects.filter(pk=own.pk).update(pence=-1),
            lambda: Posting.objects.create(entry=entry, out_of=own, into=own, pence=5),
            lambda: Entry.objects.create(key=entry.key, what="top_up", for_what=entry.pk, pence=5, by="x", at=NOON),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                wrong()


def test_what_came_and_went_reaches_the_tablet_with_its_reason():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(30, person=who.pk, contact=other.pk)
    message = uuid4()
    make.send(who, other, message=message)
    give_back(who, message)
    streams.rebuild(streams.stream_of(who.pk))

    def rows(feed):
        found = StreamRow.objects.filter(feed=feed, owner=who.pk).exclude(value="").order_by("pk")
        return [json.loads(row.value) for row in found]

    assert {row["purse"]: row["pence"] for row in rows("money.balance")} == {"own": 30, "weekly": 0}
    shown = {row["what"]: (row["pence"], row["why"], row["name"]) for row in rows("money.entries")}
    assert shown == {"top_up": (30, "", other.name), "message": (-12, "", ""), "given_back": (12, "It was not passed on.", "")}


def test_a_purse_that_does_not_add_up_is_somebodys_task_until_it_does():
    who, _other = make.two()
    make.paid_in(30, person=who.pk)
    with scope(as_clock()):
        Account.objects.filter(person=who.pk).update(pence=31)
    assert jobs.reconcile(NOON) == 1
    assert Task.objects.filter(kind="money.difference", done_at=None).count() == 1
    with scope(as_clock()):
        assert (Reconciliation.objects.get().accounts, Reconciliation.objects.get().off) == (1, 1)
        Account.objects.filter(person=who.pk).update(pence=30)
    jobs.reconcile(NOON + DAY)
    assert not Task.objects.filter(kind="money.difference", done_at=None).exists()


def test_the_week_begins_for_everybody_once():
    who, other = make.two()
    regime(who, RegimeLevel.BASIC)
    prison = who.stays.get().place.parent
    with scope(as_clock()):
        Allowance.objects.create(level="basic", pence=15, from_at=LONG_AGO, reason="Agreed")
        Allowance.objects.create(level="basic", establishment=prison, pence=20, from_at=LONG_AGO, reason="Agreed here")
    assert jobs.grant_allowances(NOON) == 1
    assert jobs.grant_allowances(NOON + DAY) == 0
    assert make.purses(person=who.pk) == {"weekly": 20}
    assert jobs.grant_allowances(NOON + 7 * DAY) == 1
    assert make.purses(person=who.pk) == {"weekly": 20}
    assert [(entry.what, entry.pence) for entry in make.entries()[:1]] == [("allowance", 20)]
    assert {(entry.what, entry.pence) for entry in make.entries()[1:]} == {("lapsed", 20), ("allowance", 20)}
    make.walk_the_books()
    assert make.purses(contact=other.pk) == {}
