"""STOP by text or mail stops at once; and whom nobody may ever reach is never reached."""

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests.make import NOON, approval, contact, person
from tests.post import DOMAIN, comes, mail, module_double
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import reply_to, text_in
from throughgate.kernel.gateways.models import Letter, Text
from throughgate.kernel.gateways.post import Thread, send_letters, write_letter
from throughgate.kernel.gateways.text_doors.smpp_in import Part
from throughgate.kernel.gateways.texts import send_texts, write_text
from throughgate.kernel.people import do_not_contact
from throughgate.kernel.people.contacts import approved
from throughgate.kernel.people.models import DoNotContact, NoContact
from throughgate.kernel.registry.taking_in import settle_now


@pytest.fixture(autouse=True)
def _site(settings):
    settings.MAIL_DOMAIN, settings.MAIL_TRUSTS = DOMAIN, "mx.in-touch.test"


@pytest.fixture
def aled():
    return person(given="Aled")


@pytest.fixture
def carol(aled):
    return contact(of=aled, email="carol@home.test", phone="07700 900123", language="cy")


def text(words, sender="447700900123"):
    row = text_in.take(Part(sender, "447700900999", words), NOON)
    settle_now(row, NOON)
    row.refresh_from_db()
    return row


def test_stop_by_text_stops_everybody_at_once_and_what_waits_for_that_number(aled, carol):
    other = person()
    approval(other, carol)
    waits = write_text(carol.phone, "Good night.", NOON)
    write_letter(carol.email, "From Aled", "Good night.", NOON, Thread(uuid7(), aled, carol))
    with module_double() as handed:
        assert text("Stop!").outcome == "stopped"
    assert handed == []
    assert approved(aled.pk, carol.pk, NOON) is None
    assert approved(other.pk, carol.pk, NOON) is None
    waits.refresh_from_db()
    assert (waits.words, waits.stopped_at) == ("", NOON)
    assert Letter.objects.get().stopped_at == NOON
    # One sentence back, in her language, and no more than one.
    answer = Text.objects.get(answer=True)
    assert "http" in answer.words
    assert TrailEntry.objects.filter(what="family.stop_contact@1", face="post", outcome="accepted").count() == 2
    text("STOP again, please")
    assert Text.objects.filter(answer=True).count() == 1


def test_the_same_stop_twice_is_one(aled, carol):
    assert text("STOP") == text("STOP")
    assert NoContact.objects.count() == 1


def test_stop_by_mail_to_a_thread_stops_that_person_and_no_other(aled, carol):
    other = person()
    approval(other, carol)
    address = reply_to.address_for(uuid7(), aled, carol, NOON)
    said = mail(carol.email, address, "STOPIO\n\nOn Wed, 18 Nov 2026, In touch wrote:\n> Good night.")
    assert comes(said, address, NOON).outcome == "stopped"
    assert approved(aled.pk, carol.pk, NOON) is None
    assert approved(other.pk, carol.pk, NOON)
    assert Letter.objects.get().answer


def test_stop_in_the_subject_alone_is_enough_and_in_somebody_elses_name_is_none(aled, carol):
    address = f"hello@{DOMAIN}"
    false = "mx.in-touch.test; spf=fail smtp.mailfrom=carol@home.test"
    assert comes(mail(carol.email, address, "STOP", believed=false), address, NOON).outcome == "not_believed"
    assert approved(aled.pk, carol.pk, NOON)
    assert comes(mail(carol.email, address, "", Subject="Stop", Message_ID="<2@x>"), address, NOON).outcome == "stopped"


def test_a_guardian_stops_for_the_child(aled, carol):
    child = contact(of=aled, guardian=carol, age=8, age_on=NOON.date())
    text("STOP")
    assert approved(aled.pk, child.pk, NOON) is None


def test_a_stranger_who_says_stop_is_answered_once_and_parcels_never():
    assert text("STOP", "447700900555").outcome == "not_taken"
    assert text("Your parcel", "PARCELS").outcome == "not_taken"
    assert Text.objects.filter(answer=True).count() == 1


# Whom nobody may ever reach.


@pytest.fixture
def victim():
    do_not_contact.add(NOON, email="Jo@Home.test", phone="+44 7700 900777")


def test_nothing_is_sent_to_whom_nobody_may_reach_however_it_is_written(victim):
    for address in ("jo@home.test", "JO@home.test", "jo+news@home.test"):
        write_letter(address, "Hello", "Hello", NOON)
    write_text("07700 900777", "Hello", NOON)
    assert (send_letters(NOON), send_texts(NOON)) == (0, 0)
    assert django_mail.outbox == []
    assert set(Letter.objects.values_list("stopped_at", "text")) == {(NOON, "")}
    assert Text.objects.get().stopped_at == NOON
    write_letter("jon@home.test", "Hello", "Hello", NOON)
    assert send_letters(NOON) == 1


def test_only_hashes_of_them_are_kept_and_without_the_key_nobody_is_reached(victim, settings):
    for row in DoNotContact.objects.all():
        assert len(row.mark) == 64
        assert "900777" not in row.mark
    settings.PROTECT_KEY = b""
    assert do_not_contact.holds(email="anybody@home.test")
    with pytest.raises(ImproperlyConfigured):
        do_not_contact.add(NOON, email="jo@home.test")


def test_without_a_list_no_key_is_needed(settings):
    settings.PROTECT_KEY = b""
    assert not do_not_contact.holds(email="anybody@home.test")


def test_the_list_is_brought_in_on_the_server_whole_or_not_at_all(capsys):
    call_command("do_not_contact", "add", "07700 900777", "jo@home.test")
    call_command("do_not_contact", "add", "+447700900777")
    assert DoNotContact.objects.count() == 2
    with pytest.raises(CommandError) as no:
        call_command("do_not_contact", "add", "kim@home.test", "nobody's number")
    assert "nobody" not in str(no.value)
    assert not do_not_contact.holds(email="kim@home.test")
    call_command("do_not_contact", "end", "jo@home.test")
    assert not do_not_contact.holds(email="jo@home.test")
    assert TrailEntry.objects.filter(what__startswith="ops.do_not_contact").count() == 3
    assert "777" not in str(list(TrailEntry.objects.values_list("detail", flat=True)))
