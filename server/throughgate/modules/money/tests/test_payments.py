"""Families pay in, by a provider that speaks as the real one does: once, whoever hears of it, however often, in whichever order."""

from datetime import timedelta
from itertools import permutations

import pytest

from tests.faces import browser_at, family_browser
from tests.make import MINUTE, NOON, as_clock, as_contact, as_worker, care, contact, worker
from tests.pay import KEY, SECRET, provider, webhook
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.gateways.payments import NoAnswer, Order
from throughgate.kernel.people.models import CareRole, Relationship, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.money import commands, jobs
from throughgate.modules.money.commands.refunding import AnotherWorker
from throughgate.modules.money.models import Entry, Payment, PaymentStep
from throughgate.modules.money.tests import make


@pytest.fixture
def pay(settings):
    with provider() as one:
        settings.PAY_URL, settings.PAY_KEY, settings.PAY_WEBHOOK_SECRET = one.address, KEY, SECRET
        yield one


def asked(who, other, pence=1000):
    """A payment that a contact asked for, for somebody; begun at the provider. Returns its id and theirs."""
    act = as_contact(other)
    commands.pay_in(act, pence=pence, relationship=Relationship.objects.get(person=who, contact=other).pk)
    return act.id, begun(act.id, pence).id


def begun(payment, pence=1000):
    standing = commands.follow(NOON, payment, order(payment, pence))
    assert standing
    return standing


def order(payment, pence=1000):
    return Order(payment, pence, "Messages", "https://home.example/money/")


def states(payment):
    with scope(as_clock()):
        return list(PaymentStep.objects.filter(payment=payment).order_by("pk").values_list("state", flat=True))


def test_what_is_paid_in_stands_in_the_purse_once_whoever_hears_of_it(pay):
    who, other = make.two()
    payment, theirs = asked(who, other)
    assert make.purses(person=who.pk) == {}
    pay.turn(theirs, "success")
    for _again in range(3):
        commands.follow(NOON, payment)
    assert make.purses(person=who.pk) == {"own": 1000}
    assert states(payment) == ["paid"]
    make.walk_the_books()


def test_an_answer_that_is_lost_is_no_second_payment(pay):
    _who, other = make.two()
    act = as_contact(other)
    commands.pay_in(act, pence=1000)
    pay.loses_answers = True
    with pytest.raises(NoAnswer):
        commands.follow(NOON, act.id, order(act.id))
    pay.loses_answers = False
    first = begun(act.id)
    assert first.next_url.endswith(f"/secure/{first.id}")
    assert list(pay.payments) == [first.id]
    pay.turn(first.id, "success")
    commands.follow(NOON, act.id)
    assert make.purses(contact=other.pk) == {"own": 1000}


def test_a_browser_that_never_comes_back_is_asked_for(pay):
    who, other = make.two()
    _payment, theirs = asked(who, other)
    pay.turn(theirs, "success")
    assert jobs.ask_about_payments(NOON + MINUTE) == 0
    pay.away = True
    assert jobs.ask_about_payments(NOON + 5 * MINUTE) == 0
    pay.away = False
    assert jobs.ask_about_payments(NOON + 6 * MINUTE) == 1
    assert jobs.ask_about_payments(NOON + 7 * MINUTE) == 0
    assert make.purses(person=who.pk) == {"own": 1000}


@pytest.mark.parametrize(
    ("status", "code", "state"), [("failed", "P0020", "expired"), ("failed", "P0010", "failed"), ("cancelled", "P0040", "failed")]
)
def test_what_is_not_paid_moves_nothing(pay, status, code, state):
    who, other = make.two()
    payment, theirs = asked(who, other)
    pay.turn(theirs, status, code)
    jobs.ask_about_payments(NOON + timedelta(hours=1))
    assert states(payment) == [state]
    assert make.purses(person=who.pk) == {}


def test_who_never_got_as_far_as_the_provider_has_not_paid(pay):
    _who, other = make.two()
    act = as_contact(other)
    commands.pay_in(act, pence=1000)
    assert jobs.ask_about_payments(NOON + timedelta(hours=2)) == 0
    assert jobs.ask_about_payments(NOON + timedelta(hours=4)) == 1
    assert states(act.id) == ["expired"]


@pytest.mark.parametrize("heard", list(permutations(["paid", "refunded", "failed"])), ids="-".join)
def test_in_whichever_order_it_is_heard_of_the_books_agree(pay, heard):
    who, other = make.two()
    payment, _theirs = asked(who, other)
    for state in [*heard, *heard]:
        commands.settle(NOON, payment, state)
    assert make.purses(person=who.pk) == {"own": 0}
    make.walk_the_books()


def test_a_webhook_only_knocks(pay):
    who, other = make.two()
    payment, theirs = asked(who, other)
    browser = browser_at("family")

    def knock(body, signature):
        headers = {"Pay-Signature": signature}
        return browser.post("/money/knock/", body, content_type="application/json", headers=headers).status_code

    body, signature = webhook(theirs)
    assert knock(body, "0" * 64) == knock(body + b" ", signature) == knock(body, webhook(theirs, secret="")[1]) == 404
    # It says that it was paid; the provider, asked, says that it was not.
    assert knock(body, signature) == 200
    assert states(payment) == []
    pay.turn(theirs, "success")
    assert {knock(*webhook(theirs, event)) for event in ("card_payment_captured", "card_payment_succeeded", "card_payment_succeeded")} == {
        200
    }
    assert make.purses(person=who.pk) == {"own": 1000}
    assert knock(*webhook("not-one-of-ours")) == 200
    pay.away = True
    assert knock(body, signature) == 503


def test_a_contact_pays_in_on_their_page_and_reads_how_it_stands(pay):
    who, other = make.two()
    browser = family_browser(other)
    relationship = Relationship.objects.get(person=who, contact=other).pk
    page = browser.get("/money/").content.decode()
    assert who.known_as in page
    assert "Pay in" in page
    sent = browser.post("/money/", {"pounds": "10", "whom": str(relationship), "act": str(uuid7())})
    shown = browser.get(sent.headers["Location"]).content.decode()
    (theirs,) = pay.payments
    assert f"/secure/{theirs}" in shown
    assert "£10.00" in shown
    pay.turn(theirs, "success")
    back = browser.get(sent.headers["Location"]).content.decode()
    assert "Thank you" in back
    assert make.purses(person=who.pk) == {"own": 1000}
    assert "£10.00" in browser.get("/money/").content.decode()
    stranger = family_browser(contact())
    assert stranger.get(sent.headers["Location"]).status_code == 404


def test_nobody_pays_in_for_somebody_with_whom_they_are_not_in_touch(pay):
    who, other = make.two()
    with pytest.raises(NotFound):
        commands.pay_in(as_contact(contact()), pence=1000, relationship=Relationship.objects.get(person=who, contact=other).pk)


def test_a_card_is_paid_back_whole_and_what_was_spent_is_not(pay):
    who, other = make.two()
    one, two = worker(WorkerRole.ADMINISTRATOR), worker(WorkerRole.ADMINISTRATOR)
    care(one, who)
    care(two, who, CareRole.KEYWORKER)
    payment, theirs = asked(who, other, 3000)
    pay.turn(theirs, "success")
    commands.follow(NOON, payment)
    with scope(as_clock()):
        entry = Entry.objects.get(for_what=payment)
    ask = as_worker(one)
    commands.refund(ask, entry=entry.pk, reason="She asked for it back.")
    # Above £20 it waits for another worker.
    assert make.purses(person=who.pk) == {"own": 3000}
    with pytest.raises(AnotherWorker):
        commands.second_refund(as_worker(one), refund=ask.id, agrees=True)
    commands.second_refund(as_worker(two), refund=ask.id, agrees=True)
    assert make.purses(person=who.pk) == {"own": 0}
    pay.away = True
    assert jobs.pay_back(NOON) == 0
    pay.away = False
    assert jobs.pay_back(NOON) == 1
    assert jobs.pay_back(NOON) == 0
    assert pay.payments[theirs]["refund_summary"]["amount_submitted"] == 3000
    assert states(payment) == ["paid", "refunded"]
    make.walk_the_books()


def test_what_the_provider_will_not_pay_back_returns_to_the_purse(pay):
    who, other = make.two()
    one = worker(WorkerRole.ADMINISTRATOR)
    care(one, who)
    payment, theirs = asked(who, other)
    pay.turn(theirs, "success")
    commands.follow(NOON, payment)
    with scope(as_clock()):
        entry = Entry.objects.get(for_what=payment)
    commands.refund(as_worker(one), entry=entry.pk, reason="She asked for it back.")
    assert make.purses(person=who.pk) == {"own": 0}
    pay.turn(theirs, "error")
    assert jobs.pay_back(NOON) == 1
    assert jobs.pay_back(NOON) == 0
    assert make.purses(person=who.pk) == {"own": 1000}
    make.walk_the_books()


def test_a_payment_taken_back_after_it_was_spent_is_owed_by_name_and_paid_by_the_next(pay):
    who, other = make.two()
    payment, theirs = asked(who, other)
    pay.turn(theirs, "success")
    commands.follow(NOON, payment)
    make.tariff(300)
    make.send(who, other)
    pay.payments[theirs]["refund_summary"]["amount_submitted"] = 1000
    commands.follow(NOON, payment)
    assert make.purses(person=who.pk) == {"own": -300, "weekly": 0}
    make.paid_in(500, person=who.pk)
    assert make.purses(person=who.pk) == {"own": 200, "weekly": 0}
    with scope(as_clock()):
        assert Payment.objects.get(pk=payment).pence == 1000
    make.walk_the_books()
