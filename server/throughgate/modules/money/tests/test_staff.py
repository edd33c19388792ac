"""What staff see and set: role × relation, through the pages."""

import pytest

from tests.make import LONG_AGO, NOON, as_contact, as_person, as_visitor, as_worker, browser_of, care, contact, place, prison, typed, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import NobodyIsAsking, scope
from throughgate.modules.money import commands, policy
from throughgate.modules.money.commands.pricing import NotInThePast, SubsidyTooLarge
from throughgate.modules.money.commands.refunding import NothingToGiveBack
from throughgate.modules.money.models import Entry, Tariff
from throughgate.modules.money.rules.sorts import Basis
from throughgate.modules.money.tests import make


def test_those_who_care_and_those_whose_money_it_is_see_it_and_nobody_else():
    who, other = make.two()
    make.paid_in(30, person=who.pk, contact=other.pk)
    manager, stranger = worker(WorkerRole.CASE_MANAGER), worker(WorkerRole.CASE_MANAGER)
    care(manager, who)
    for act, sees in (
        (as_person(who), True),
        (as_contact(other), True),
        (as_worker(manager), True),
        (as_contact(contact(of=who)), False),
        (as_worker(stranger), False),
        (as_visitor(), False),
    ):
        with scope(act):
            assert policy.entries_visible_to(act).exists() == sees, act.actor
    with pytest.raises(NobodyIsAsking):
        Entry.objects.count()


def test_a_message_is_given_back_by_hand_from_the_page_of_the_person():
    who, other = make.two()
    make.tariff(12)
    make.paid_in(30, person=who.pk)
    make.send(who, other)
    manager, officer = worker(WorkerRole.CASE_MANAGER), worker(WorkerRole.PRISON_OFFICER)
    care(manager, who)
    care(officer, who, CareRole.KEYWORKER)
    browser = browser_of(manager)
    page = browser.get(f"/people/{who.pk}/").content.decode()
    assert "18p" in page
    with scope(as_worker(manager)):
        entry = Entry.objects.get(what="message")
    address = f"/money/entries/{entry.pk}/refund/"
    assert address in page
    assert address not in browser_of(officer).get(f"/people/{who.pk}/").content.decode()
    assert browser.post(address, {"reason": "The photo did not open.", "act": str(uuid7())}).status_code == 302
    assert make.purses(person=who.pk)["own"] == 30
    with pytest.raises(NothingToGiveBack):
        commands.refund(as_worker(manager), entry=entry.pk, reason="Again")
    csv = browser.get("/money/?as=csv").content.decode()
    assert "The photo did not open." in csv


def test_a_price_says_what_it_would_have_cost_before_it_is_set():
    who, other = make.two()
    where = prison()
    make.tariff(10)
    make.paid_in(100, person=who.pk)
    for _n in range(3):
        make.send(who, other, at=now())
    browser = browser_of(worker(WorkerRole.ADMINISTRATOR, at=where))
    said = {"place": str(where.pk), "basis": "message", "pence": "12", "subsidy": "2", "reason": "A fairer one", "act": str(uuid7())}
    shown = browser.post("/money/prices/set/", said).content.decode()
    assert "3 such messages" in shown
    assert "£0.30" not in shown
    with scope(as_person(who)):
        assert Tariff.objects.count() == 1
    assert browser.post("/money/prices/set/", said | {"sure": "yes"}).status_code == 302
    assert "A fairer one" in browser.get("/money/prices/").content.decode()
    later = said | {"pence": "15", "sure": "yes", "act": str(uuid7())} | typed("from_day", NOON.date().replace(year=2030))
    browser.post("/money/prices/set/", later)
    with scope(as_person(who)):
        assert list(Tariff.objects.filter(establishment=where).order_by("from_at").values_list("pence", flat=True)) == [12, 15]


def test_prices_are_set_where_one_works_and_never_in_the_past():
    admin, elsewhere = worker(WorkerRole.ADMINISTRATOR, at=prison()), place("ZMI")
    given = {"basis": Basis.MESSAGE, "pence": 5, "reason": "So"}
    with pytest.raises(NotFound):
        commands.set_price(as_worker(admin), place=elsewhere.pk, **given)
    with pytest.raises(NotInThePast):
        commands.set_price(as_worker(admin), place=prison().pk, from_at=LONG_AGO, **given)
    with pytest.raises(SubsidyTooLarge):
        commands.set_price(as_worker(admin), place=prison().pk, subsidy=9, **given)
