"""What contacts send by mail and text message, and what it costs."""

import pytest
from django.test import override_settings

from tests.make import HOUR, NOON, approval, as_contact, as_person, as_worker, contact, worker
from throughgate.kernel.commands.command import Done
from throughgate.kernel.gateways import reply_to
from throughgate.kernel.gateways.arrived import Arrived, By
from throughgate.kernel.gateways.models import Letter
from throughgate.kernel.people.details import tidy_detail
from throughgate.kernel.people.models import Approval, DetailKind
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Item, Outcome
from throughgate.modules.touch import commands, reactions
from throughgate.modules.touch.commands import arriving, sending
from throughgate.modules.touch.models import Message
from throughgate.modules.touch.tests import make
from throughgate.modules.touch.tests.test_commands import seen_by, seen_outside

MAIL = override_settings(MAIL_DOMAIN="mail.example")


def mail(to, words="Good night from my kitchen", provider="one"):
    return Arrived(By.MAIL, provider, "mum@home.example", to, words, NOON)


@MAIL
def test_an_answer_by_mail_is_a_message_of_hers_however_often_it_comes():
    who, mother = make.two()
    type(mother).objects.filter(pk=mother.pk).update(email="mum@home.example")
    make.says(as_person(who), who, mother, "Are you there?")
    address = Letter.objects.get().reply_to
    for _n in range(2):
        assert commands.take_in(NOON + HOUR, mail(address))
    assert [row.words for row in seen_by(who)] == ["Are you there?", "Good night from my kitchen"]
    with scope(as_person(who)):
        assert Message.objects.get(sender=mother).came_by == "mail"
    assert not commands.take_in(NOON, mail("nobody@mail.example", provider="two"))
    Approval.objects.update(to_at=NOON)
    with pytest.raises(sending.NotInTouch):
        commands.take_in(NOON + HOUR, mail(address, provider="three"))


@MAIL
def test_a_guardian_answers_for_the_child_whose_thread_it_is():
    who, mother = make.two()
    child = contact(of=who, kind="DAU", guardian=mother)
    address = reply_to.address_for(make.thread(who, child), who, mother, NOON)
    assert commands.take_in(NOON, mail(address, "I lost a tooth"))
    assert seen_by(who)[0].from_name == child.name


def test_a_text_goes_to_the_one_person_its_sender_writes_to_or_to_whoever_wrote_last():
    who, mother = make.two()
    type(mother).objects.filter(pk=mother.pk).update(phone=tidy_detail(DetailKind.PHONE, "+447700900123"))
    text = Arrived(By.TEXT, "1", "+447700900123", "+447700900999", "Tea?", NOON)
    assert commands.take_in(NOON, text)
    assert seen_by(who)[0].words == "Tea?"
    assert not commands.take_in(NOON, Arrived(By.TEXT, "2", "+447700900124", "", "Tea?", NOON))
    other, _friend = make.two()
    approval(other, mother)
    with pytest.raises(arriving.ForWhom):
        commands.take_in(NOON, Arrived(By.TEXT, "3", "+447700900123", "", "Tea?", NOON))
    make.says(as_person(other), other, mother, "Write to me")
    assert commands.take_in(NOON, Arrived(By.TEXT, "4", "+447700900123", "", "I do", NOON))
    assert seen_by(other)[1].words == "I do"


def test_what_is_withheld_is_given_back_and_what_nobody_can_pay_is_not_sent(priced):
    who, mother, pay_in, left = priced
    with pytest.raises(Exception, match="NotEnoughMoney"):
        make.says(as_contact(mother), who, mother, "Hello")
    pay_in(mother, 20)
    make.held_word()
    said = make.says(as_contact(mother), who, mother, "By the harbour")
    assert (left(mother), seen_outside(who, mother)[0].pence) == (8, 12)
    item, act = Item.objects.get(pk=said), as_worker(worker(), NOON)
    Item.objects.filter(pk=said).update(outcome=Outcome.WITHHELD)
    with scope(act):
        for _n in range(2):
            list(reactions.follow_the_desk(act, Done(who.pk, (item,))))
    assert left(mother) == 20


@pytest.fixture
def priced():
    """A message from outside costs 12p: the two, how to pay in, and what is left."""
    public = pytest.importorskip("throughgate.modules.money.tests.make")
    public.tariff(12, way="in")
    who, mother = make.two()

    def left(whose):
        return sum(public.purses(contact=whose.pk).values())

    return who, mother, lambda whose, pence: public.paid_in(pence, contact=whose.pk), left
