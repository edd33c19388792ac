"""Contacts from asking to stopping: who decides, who agrees, who says yes, and whose no nobody overrides."""

from typing import Any

import pytest
from django.core import mail

from tests.make import DAY, NOON, as_contact, as_person, as_worker, contact, pair, person, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.gateways.models import Letter
from throughgate.kernel.people.contacts import approved
from throughgate.kernel.people.models import Approval, Care, CareRole, Contact, Limit, NoContact, Relationship, WorkerRole
from throughgate.kernel.policy.models import Marker
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.tasks.models import Task
from throughgate.modules.family import commands, feed, jobs
from throughgate.modules.family.commands import answering, asking, deciding, guarding, reviewing
from throughgate.modules.family.commands.deciding import Described
from throughgate.modules.family.rules.standing import standing
from throughgate.modules.family.tests import make


def colleague(of):
    """Another worker who looks after them."""
    other = worker(WorkerRole.SENIOR_PROBATION_OFFICER)
    Care.objects.create(worker=other, person=of, role=CareRole.SENIOR, from_at=NOON - DAY)
    return other


def test_somebody_is_asked_for_approved_says_yes_and_then_they_may_be_in_touch():
    officer, who = pair()
    asked = make.asked(who)
    assert Task.objects.get(kind="family.check").due_at == NOON + asking.TIME_TO_CHECK
    row = make.decided(as_worker(officer), asked, review_on=NOON.date())
    assert (standing(row), approved(who.pk, row.contact.pk, NOON)) == ("asked", None)
    commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    found = approved(who.pk, row.contact.pk, NOON)
    assert found
    assert (found.kind, found.official, found.limits, found.review_on) == ("MOT", False, frozenset(), NOON.date())
    assert not Task.objects.filter(done_at=None)


def test_the_mail_of_an_invitation_says_neither_where_nor_why():
    officer, who = pair()
    make.decided(as_worker(officer), make.asked(who))
    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text}".lower()
    assert who.known_as.lower() in said
    assert who.known_as.lower() not in letter.subject.lower()
    assert not [word for word in ("prison", "hmp", "cell", "offence", "probation", who.family_name.lower()) if word in said]
    assert mail.outbox == []


def test_a_limit_needs_a_reason_and_is_what_others_are_told():
    officer, who = pair()
    asked = make.asked(who)
    with pytest.raises(deciding.ReasonMissing):
        make.decided(as_worker(officer), asked, limits=[Limit.TEXT_ONLY])
    row = make.decided(as_worker(officer), asked, limits=[Limit.TEXT_ONLY, Limit.MONITORED], reason="For the first three months.")
    commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    found = approved(who.pk, row.contact.pk, NOON)
    assert found
    assert found.limits == {Limit.TEXT_ONLY, Limit.MONITORED}


def test_a_solicitor_is_not_invited_and_not_limited():
    officer, who = pair()
    asked = make.asked(who, "Amrit Sahota", "SOL", email="amrit@law.example")
    with pytest.raises(deciding.NotForLegal):
        make.decided(as_worker(officer), asked, limits=[Limit.MONITORED], reason="All are.")
    row = make.decided(as_worker(officer), asked)
    found = approved(who.pk, row.contact.pk, NOON)
    assert found
    assert found.official
    assert not Letter.objects.exists()


@pytest.mark.parametrize("why", ["child", "marker", "bar"])
def test_where_somebody_is_to_be_protected_another_worker_looks(why):
    officer, who = pair()
    other, known = colleague(who), contact(email="carol@home.example")
    if why == "marker":
        Marker.objects.create(person=who, code="CPC", from_at=NOON - DAY)
    if why == "bar":
        commands.bar_contact(as_worker(officer), relationship=_pair(who, known), code="PREINF", why="An earlier concern.")
    more = {"child": True, "guardian": make.KERRY} if why == "child" else {"contact": known.pk} if why == "bar" else {}
    asked = make.asked(who, "Carol", "DAU" if why == "child" else "MOT", email="" if why != "bar" else known.email, phone="07700 900111")
    row = make.decided(as_worker(officer), asked, **more)
    assert (row.safeguards, standing(row)) == (why, "second")
    assert not Letter.objects.exists()
    with pytest.raises(deciding.AnotherWorker):
        commands.second_approve(as_worker(officer), decision=row.pk)
    commands.second_approve(as_worker(other), decision=row.pk)
    assert standing(make.seen(as_worker(other), asked.pk).decision) == "asked"


def _pair(who, known):
    return Relationship.objects.create(person=who, contact=known, kind="MOT").pk


def test_a_second_no_is_read_by_the_person():
    officer, who = pair()
    asked = make.asked(who, "Poppy", "DAU", years=9, email="")
    row = make.decided(as_worker(officer), asked, child=True, guardian=make.KERRY)
    commands.second_refuse(as_worker(colleague(who)), decision=row.pk, reason="Her school is asked first.")
    assert standing(make.seen(as_worker(officer), asked.pk).decision) == "refused"
    with pytest.raises(deciding.Decided):
        commands.second_approve(as_worker(colleague_again(who)), decision=row.pk)


def colleague_again(of):
    Care.objects.filter(person=of, role=CareRole.SENIOR).update(to_at=NOON)
    return colleague(of)


def test_a_childs_guardian_answers_and_stops_for_them():
    officer, who = pair()
    asked = make.asked(who, "Poppy", "DAU", years=9, email="")
    with pytest.raises(deciding.ChildNeedsGuardian):
        make.decided(as_worker(officer), asked, child=True)
    row = make.decided(as_worker(officer), asked, child=True, guardian=make.KERRY)
    commands.second_approve(as_worker(colleague(who)), decision=row.pk)
    poppy, kerry = row.contact, row.contact.guardian
    with pytest.raises(NotFound):
        commands.consent(as_contact(poppy), decision=row.pk, yes=True)
    commands.consent(as_contact(kerry), decision=row.pk, yes=True)
    assert approved(who.pk, poppy.pk, NOON)
    assert approved(who.pk, kerry.pk, NOON) is None
    commands.stop_contact(as_contact(kerry), relationship=Relationship.objects.get(contact=poppy).pk)
    assert approved(who.pk, poppy.pk, NOON) is None


def test_a_contact_stops_at_once_and_only_they_may_ask_again():
    officer, who, mother, row = make.in_touch()
    later = NOON + DAY
    commands.stop_contact(as_contact(mother, later), relationship=row.pk)
    assert approved(who.pk, mother.pk, later) is None
    assert approved(who.pk, mother.pk, NOON)
    again = make.asked(who, at=later)
    with pytest.raises(deciding.WishesNoContact):
        make.decided(as_worker(officer, later), again, contact=mother.pk)
    asks = as_contact(mother, later)
    commands.ask_again(asks, relationship=row.pk)
    with pytest.raises(answering.AskedAlready if NoContact.objects.filter(to_at=None) else answering.NotStopped):
        commands.ask_again(as_contact(mother, later), relationship=row.pk)
    assert approved(who.pk, mother.pk, later) is None
    make.decided(as_worker(officer, later), make.seen(asks, asks.id))
    assert approved(who.pk, mother.pk, later)


def test_a_no_is_a_wish_and_nobody_is_asked_twice():
    officer, who = pair()
    row = make.decided(as_worker(officer), make.asked(who))
    commands.consent(as_contact(row.contact), decision=row.pk, yes=False)
    with pytest.raises(NotFound):
        commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    with pytest.raises(deciding.WishesNoContact):
        make.decided(as_worker(officer), make.asked(who), contact=row.contact.pk)


def test_what_was_written_down_for_a_victim_holds_by_name_address_or_number_and_ends_what_was():
    officer, who, mother, _row = make.in_touch()
    commands.note_wish(as_worker(officer), person=who.pk, name="Carole", email=mother.email)
    assert approved(who.pk, mother.pk, NOON) is None
    commands.note_wish(as_worker(officer), person=who.pk, name="Tess Marlow", phone="07700 900999")
    fits: list[dict[str, Any]] = [{"name": "tess  MARLOW"}, {"name": "T.", "phone": "+44 7700 900999", "email": ""}]
    for known in fits:
        asked = make.asked(who, **({"email": "new@home.example"} | known))
        with pytest.raises(deciding.WishesNoContact):
            make.decided(as_worker(officer), asked)
    assert make.decided(as_worker(pair_of(officer)[0]), make.asked(pair_of(officer)[1], "Tess Marlow", email="t@home.example"))


def pair_of(officer):
    """The same officer, and somebody else: a wish is about one person."""
    other = person(given="Somebody", family="Else")
    Care.objects.create(worker=officer, person=other, role=CareRole.SUPERVISING, from_at=NOON - DAY)
    return officer, other


def test_a_ban_everywhere_ends_it_for_all_and_leaves_nothing_to_decide():
    officer, who, mother, row = make.in_touch()
    brother = person()
    Relationship.objects.create(person=brother, contact=mother, kind="MOT")
    commands.bar_contact(as_worker(officer), relationship=row.pk, code="BAN", why="Brought something in.", everywhere=True)
    assert approved(who.pk, mother.pk, NOON) is None
    with pytest.raises(deciding.Barred):
        make.decided(as_worker(officer), make.asked(who), contact=mother.pk)


def test_one_mother_of_two_is_one_contact_and_two_relationships():
    officer, who, mother, _row = make.in_touch()
    other_officer, brother = pair()
    asked = make.asked(brother)
    with pytest.raises(deciding.AddressTaken):
        make.decided(as_worker(other_officer), asked)
    row = make.decided(as_worker(other_officer), asked, contact=mother.pk)
    assert (row.contact, Contact.objects.count()) == (mother, 1)
    with pytest.raises(NotFound):
        make.decided(as_worker(officer), make.asked(who, "X", email="x@home.example"), contact=contact().pk)


def test_without_an_address_staff_ring_and_read_out_a_code():
    officer, who = pair()
    with pytest.raises(deciding.NowhereToAsk):
        make.decided(as_worker(officer), make.asked(who, "Nobody", email=""))
    row = make.decided(as_worker(officer), make.asked(who, "Dean", "BRO", email="", phone="07700 900731"))
    assert not Letter.objects.exists()
    invitation = row.invitations.model._base_manager.get()
    assert (invitation.by_phone, invitation.whom) == (True, row.contact)


def test_six_wait_and_the_seventh_is_told_so():
    who = person()
    for _n in range(asking.MOST_OPEN):
        make.asked(who)
    with pytest.raises(asking.TooManyOpen):
        commands.ask_for_contact(as_person(who), name="One More", kind="FRI")


def test_an_end_by_staff_has_a_reason():
    officer, who, mother, row = make.in_touch()
    commands.end_contact(as_worker(officer), relationship=row.pk, reason="There is a court order.")
    assert approved(who.pk, mother.pk, NOON) is None
    assert NoContact.objects.count() == 0


def test_described_is_what_staff_checked():
    officer, who = pair()
    asked = make.asked(who, "Carole Thornwik")
    described = Described("Carol Thornwick", False, "carol@home.example", "07700 900100")
    commands.approve(as_worker(officer), request=asked.pk, described=described)
    assert Contact.objects.get().name == "Carol Thornwick"


def test_a_ban_that_came_after_the_yes_of_staff_holds_against_the_yes_of_the_contact():
    officer, who = pair()
    row = make.decided(as_worker(officer), make.asked(who))
    relationship = Relationship.objects.get(person=who)
    commands.bar_contact(as_worker(officer), relationship=relationship.pk, code="BAN", why="Brought something in.")
    with pytest.raises(answering.NotNow):
        commands.consent(as_contact(row.contact), decision=row.pk, yes=True)
    commands.consent(as_contact(row.contact), decision=row.pk, yes=False)
    assert approved(who.pk, row.contact.pk, NOON) is None


def test_on_its_day_somebody_looks_again_and_the_limits_go_with_no_break():
    officer, who, mother, between = make.in_touch()
    act = as_worker(officer, NOON + DAY)
    commands.set_limits(act, approval=stands(between).pk, limits=[Limit.TEXT_ONLY], reason="For a month.", review_on=day(30))
    assert jobs.ask_for_reviews(NOON + 29 * DAY) == 0
    assert [jobs.ask_for_reviews(NOON + 30 * DAY) for _twice in range(2)] == [1, 0]
    due = Task.objects.get(kind="family.review")
    commands.set_limits(as_worker(officer, NOON + 30 * DAY), approval=due.about)
    found = approved(who.pk, mother.pk, NOON + 30 * DAY)
    assert found
    assert (found.limits, Task.objects.get(kind="family.review").done_by) == (frozenset(), officer)
    with scope(act):
        assert feed.person_row(between).since == NOON


def test_where_a_child_is_protected_one_worker_may_limit_and_not_lift():
    officer, who, _mother, between = make.in_touch()
    Marker.objects.create(person=who, code="C3", from_at=NOON)
    commands.set_limits(as_worker(officer), approval=stands(between).pk, limits=[Limit.MONITORED], reason="A marker stands.")
    with pytest.raises(reviewing.LiftedByTwo):
        commands.set_limits(as_worker(officer), approval=stands(between).pk)
    assert stands(between).limits == Limit.MONITORED


@pytest.mark.parametrize(
    ("given", "no"),
    [
        ({"limits": [Limit.TEXT_ONLY]}, deciding.ReasonMissing),
        ({"review_on": NOON.date()}, reviewing.DayHasGone),
    ],
)
def test_what_cannot_be_kept_so_changes_nothing(given, no):
    officer, _who, _mother, between = make.in_touch()
    before = stands(between)
    with pytest.raises(no):
        commands.set_limits(as_worker(officer), approval=before.pk, **given)
    assert stands(between) == before


def test_nobody_is_asked_to_look_at_what_has_ended():
    officer, _who, mother, between = make.in_touch()
    commands.set_limits(as_worker(officer), approval=stands(between).pk, review_on=day(1))
    jobs.ask_for_reviews(NOON + DAY)
    ended = stands(between).pk
    commands.stop_contact(as_contact(mother), relationship=between.pk)
    assert jobs.close_reviews(NOON + 2 * DAY) == 1
    assert not Task.objects.filter(done_at=None)
    with pytest.raises(guarding.NotInTouch):
        commands.set_limits(as_worker(officer), approval=ended)


def stands(between):
    return Approval.objects.get(relationship=between, to_at=None)


def day(n):
    return (NOON + n * DAY).date()
