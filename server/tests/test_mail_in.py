"""Mail from outside, hostile mail first: each has an outcome, whoever sent it is told kindly, nothing is lost and nothing gets through."""

import smtplib

import pytest

from tests.make import NOON, contact, person
from tests.post import DOMAIN, comes, lmtp_door, mail, module_double
from throughgate.basics.ids import uuid7
from throughgate.kernel.gateways import reply_to
from throughgate.kernel.gateways.models import Incoming, Letter


@pytest.fixture(autouse=True)
def _site(settings):
    settings.MAIL_DOMAIN, settings.MAIL_TRUSTS = DOMAIN, "mx.in-touch.test"


@pytest.fixture
def carol():
    return contact(of=person(), email="carol@home.test")


@pytest.fixture
def thread(carol):
    """Where Carol answers."""
    return reply_to.address_for(uuid7(), carol.relationships.get().person, carol, NOON)


@pytest.mark.django_db(transaction=True)
def test_a_mail_comes_in_by_lmtp_once_however_often_it_is_offered(thread):
    with module_double() as handed, lmtp_door() as port, smtplib.LMTP("127.0.0.1", port) as door:
        for _again in range(2):
            door.send_message(mail("carol@home.test", thread))
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            door.sendmail("x@home.test", ["somebody@elsewhere.test"], b"Hello")
        several = door.sendmail(
            "carol@home.test", [thread, f"other@{DOMAIN}"], mail("carol@home.test", thread, Message_ID="<2@home.test>").as_bytes()
        )
    assert several[f"other@{DOMAIN}"][0] == 452
    assert [one.words for one in handed] == ["Good night, love."] * 2
    assert handed[0].to == thread
    assert handed[0].checked["from"] == "proved"


def test_what_nobody_takes_in_is_answered_kindly_once_a_day(carol):
    for n in range(3):
        assert (
            comes(mail("carol@home.test", f"hello@{DOMAIN}", Message_ID=f"<{n}@home.test>"), f"hello@{DOMAIN}", NOON).outcome == "not_taken"
        )
    letter = Letter.objects.get()
    assert (letter.to, letter.answer, letter.answers) == ("carol@home.test", True, "<0@home.test>")
    assert Incoming.objects.filter(words="").count() == 3
