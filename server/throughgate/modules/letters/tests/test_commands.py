"""Recipients and their keys; letters to and fro; and that nothing of them is screened, or shown to staff."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.make import DAY, HOUR, NOON, as_contact, as_person, as_worker, contact, person, rollout, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways.models import Letter as Mail
from throughgate.kernel.gateways.post import send_letters
from throughgate.kernel.policy.models import Marker, Restriction
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening import screen as screening
from throughgate.kernel.tasks.models import Task
from throughgate.modules.letters import commands
from throughgate.modules.letters.commands.writing import NotSealed, SealedTo
from throughgate.modules.letters.models import Box, Letter, Recipient, RecipientKey
from throughgate.modules.letters.rules.kinds import Kind
from throughgate.modules.letters.tests import make


def letter(of):
    with scope(as_person(of)):
        return Letter.objects.latest("arrived_at")


def test_two_workers_compare_a_key_before_anything_is_sealed_to_it():
    of = make.recipient()
    by, first, second = make.reader(of), make.verifier(), make.verifier()
    key = make.key(of, by, pinned=False)
    with pytest.raises(commands.keys.DigitsDiffer):
        commands.check_key(as_worker(first), key=key.pk, digits="12345 " * 8, how="Rang them")
    make.check(key, first)
    with pytest.raises(commands.keys.CheckedByYou):
        make.check(key, first)
    with scope(as_worker(first)):
        assert RecipientKey.objects.get().pinned_at is None
    make.check(key, second, NOON + HOUR)
    with scope(as_worker(first)):
        assert RecipientKey.objects.get().pinned_at == NOON + HOUR


def test_a_new_key_takes_the_place_of_the_old_one_only_when_two_have_compared_it():
    of, by, old = make.ready()
    new = make.key(of, by, pinned=False)
    with scope(as_contact(by)):
        assert RecipientKey.objects.get(ended_at=None, pinned_at__isnull=False) == old
    for _n in range(2):
        make.check(new, make.verifier())
    with scope(as_contact(by)):
        assert RecipientKey.objects.get(ended_at=None) == new


def test_a_letter_to_a_key_that_stands_no_longer_comes_back_and_reaches_nobody():
    who, (of, by, old) = person(lives=wing()), make.ready()
    new = make.key(of, by)
    commands.send(as_person(who), recipient=of.pk, key=old.public, box=make.box())
    assert letter(who).returned == "key"
    commands.send(as_person(who, NOON + HOUR), recipient=of.pk, key=new.public, box=make.box())
    assert letter(who).returned == ""
    commands.end_recipient(as_worker(make.verifier()), recipient=of.pk)
    commands.send(as_person(who, NOON + 2 * HOUR), recipient=of.pk, key=new.public, box=make.box())
    assert letter(who).returned == "ended"


def test_an_answer_goes_to_the_keys_that_the_reader_sealed_it_to():
    who, (of, by, key) = person(lives=wing()), make.ready()
    act, theirs = as_person(who), make.public()
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    commands.reply(as_contact(by, NOON + HOUR), letter=act.id, boxes=[SealedTo(theirs, make.box()), SealedTo(key.public, make.box())])
    assert (letter(who).way, letter(who).answers_id) == ("in", act.id)
    with scope(act):
        assert set(Box.objects.filter(letter=letter(who)).values_list("key", flat=True)) == {theirs, key.public}


def test_nobody_answers_for_somebody_else_or_writes_to_anothers_solicitor():
    who, other, (of, by, key) = person(lives=wing()), person(lives=wing()), make.ready()
    solicitor = make.recipient(Kind.LEGAL, own=who)
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    for stranger in (contact(of=who), make.reader(solicitor)):
        with pytest.raises(NotFound):
            commands.reply(as_contact(stranger), letter=act.id, boxes=[SealedTo(make.public(), make.box())])
        with pytest.raises(NotFound):
            commands.offer_key(as_contact(stranger), recipient=of.pk, public=make.public())
    with pytest.raises(NotFound):
        commands.send(as_person(other), recipient=solicitor.pk, key=key.public, box=make.box())
    with scope(act):
        reads = of.readers.get(contact=by)
    commands.end_reader(as_worker(make.verifier()), reader=reads.pk)
    with pytest.raises(NotFound):
        commands.tell_opened(as_contact(by), letter=act.id)


def test_plain_words_are_not_taken_even_where_a_program_hands_them_in_by_mistake():
    who, (of, by, key) = person(lives=wing()), make.ready()
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    with pytest.raises(NotSealed):
        commands.send(as_person(who), recipient=of.pk, key=key.public, box="I cannot sleep.")
    with pytest.raises(NotSealed):
        commands.reply(as_contact(by), letter=act.id, boxes=[SealedTo(make.public(), "Ring us.")])


def test_no_sanction_and_no_marker_takes_sealed_letters_away():
    who, (of, _by, key) = person(lives=wing()), make.ready()
    rollout("letters.sealed")
    Marker.objects.create(person=who, code="XIT", from_at=NOON - DAY)
    Restriction.objects.create(
        person=who, capability="letters.sealed", reason="A sanction", by=worker(), from_at=NOON - DAY, review_on=(NOON + DAY).date()
    )
    commands.send(as_person(who), recipient=of.pk, key=key.public, box=make.box())
    assert letter(who).returned == ""


def test_nothing_is_screened_and_no_page_of_staff_says_that_somebody_wrote(monkeypatch):
    def never(*_what, **_more):
        raise AssertionError("a sealed letter came before screening")

    for name in [name for name in vars(screening) if callable(getattr(screening, name)) and not name.startswith("_")]:
        monkeypatch.setattr(screening, name, never)
    who, (of, by, key) = person(lives=wing()), make.ready()
    act = as_person(who)
    commands.send(act, recipient=of.pk, key=key.public, box=make.box())
    commands.reply(as_contact(by), letter=act.id, boxes=[SealedTo(make.public(), make.box())])
    commands.tell_opened(as_contact(by), letter=act.id)
    assert not Task.objects.exists()
    # Those pages show what is on the trail about a person.
    assert TrailEntry.objects.filter(what="letters.send@1", outcome="accepted").exists()
    assert not TrailEntry.objects.filter(person_id=who.pk).exists()


def test_readers_hear_by_mail_that_there_is_something_once_an_hour_and_no_more():
    who, of = person(lives=wing()), make.recipient()
    by = make.reader(of, email="ruth@listeners.example")
    key = make.key(of, by)
    for minutes in (0, 10, 90):
        at = NOON + timedelta(minutes=minutes)
        commands.send(as_person(who, at), recipient=of.pk, key=key.public, box=make.box())
    assert Mail.objects.count() == 2
    send_letters(NOON + DAY)
    said = " ".join(f"{one.subject} {one.body}" for one in mail.outbox).lower()
    assert not any(word in said for word in ("prison", "sealed", "letter from", who.known_as.lower()))


def test_whoever_is_to_read_is_mailed_a_link_and_is_asked_once():
    of, by = make.recipient(), make.verifier()
    commands.add_reader(as_worker(by), recipient=of.pk, name="Ruth Alder", email="ruth@listeners.example")
    with pytest.raises(commands.recipients.ReadsAlready):
        commands.add_reader(as_worker(by), recipient=of.pk, name="Ruth", email="Ruth@Listeners.example")
    assert "/sign-in/" in Mail.objects.get().text
    act = as_worker(by)
    commands.add_recipient(act, kind=Kind.MP, name="The MP", about="They speak for you.")
    with scope(act):
        assert Recipient.objects.get(pk=act.id).from_at == NOON
