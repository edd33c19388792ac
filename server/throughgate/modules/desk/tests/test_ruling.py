"""What is held is looked at, and decided: by whom, with which reason, and not alone where it needs two."""

import pytest

from tests.make import HOUR, NOON, as_contact, as_person, as_worker, contact, person, place, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.screening.models import Decision, Outcome, Ruling, Sort, Stop
from throughgate.kernel.screening.reasons import Reason, why_of
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.desk import commands
from throughgate.modules.desk.commands import appealing, ruling
from throughgate.modules.desk.commands.ruling import Part
from throughgate.modules.desk.tests import make


@pytest.fixture(autouse=True)
def _notes():
    with make.notes():
        yield


@pytest.fixture
def two():
    return make.two()


@pytest.fixture
def jean():
    return make.screener()


@pytest.fixture
def sam():
    return make.screener(WorkerRole.PRISON_OFFICER)


def test_what_is_released_goes_on_and_who_decided_is_on_the_record(two, jean):
    held = make.ruled(jean, make.held(*two), Decision.RELEASE, NOON + HOUR)
    assert (held.outcome, held.settled_at) == (Outcome.RELEASED, NOON + HOUR)
    assert (Ruling.objects.get().by, why_of(Ruling.objects.get())) == (jean, "")
    with pytest.raises(ruling.DecidedAlready):
        make.ruled(make.screener(), held, Decision.WITHHOLD)


def test_what_is_kept_back_says_why_in_a_word_from_the_list_and_in_ones_own(two, jean):
    held = make.held(*two)
    for missing in ({"reason": None}, {"words": " "}):
        with pytest.raises(ruling.SayWhy):
            make.ruled(jean, held, Decision.WITHHOLD, **missing)
    assert make.ruled(jean, held).outcome == Outcome.WITHHELD
    assert why_of(Ruling.objects.get()) == f"{Reason.CRIME.label}: It speaks of drugs."


def test_parts_are_black_where_somebody_chose_them_and_nowhere_else(two, jean):
    held = make.held(*two)
    for parts, refusal in (([], ruling.ChooseParts), ([Part(0, 999)], ruling.NoSuchPart), ([Part(9, 3)], ruling.NoSuchPart)):
        with pytest.raises(refusal):
            make.ruled(jean, held, Decision.BLACK_OUT, blacked=parts)
    make.ruled(jean, held, Decision.BLACK_OUT, blacked=[Part(11, 16), Part(9, 12)])
    assert (held.outcome, Ruling.objects.get().blacked) == (Outcome.BLACKED, [[9, 16]])


def test_only_who_sits_at_that_desk_decides(two, jean, sam):
    held = make.held(*two)
    strangers = [worker(role, at=prison()) for role in WorkerRole if role is not WorkerRole.SECURITY]
    for stranger in [*strangers, make.screener(at=place("ZWE"))]:
        with pytest.raises(NotFound):
            make.ruled(stranger, held)
    assert make.ruled(sam, held).outcome == Outcome.WITHHELD


def test_somebody_posted_to_a_wing_sits_at_the_desk_of_its_prison(two):
    assert make.ruled(make.screener(at=wing("A")), make.held(*two)).outcome == Outcome.WITHHELD


def test_nobody_decides_about_a_relative_of_theirs(two, jean, sam):
    who, outside = two
    held = make.held(who, outside)
    commands.declare_relative(as_worker(jean), person=who.pk, what="My brother")
    commands.declare_relative(as_worker(sam), person=who.pk, contact=outside.pk, what="My aunt")
    for relative in (jean, sam):
        with pytest.raises(ruling.OwnRelative):
            make.ruled(relative, held)
    other = make.held(who, contact(of=who))
    assert make.ruled(sam, other).outcome == Outcome.WITHHELD


def test_a_second_reader_is_somebody_else_and_decides(two, jean, sam):
    held = make.ruled(jean, make.held(*two), Decision.SECOND, note="I do not know this word.")
    assert held.outcome == Outcome.HELD
    assert [task.kind for task in waiting_for(as_worker(sam))] == ["desk.second"]
    assert not waiting_for(as_worker(jean)).exists()
    with pytest.raises(ruling.PassedOn):
        make.ruled(jean, held)
    with pytest.raises(ruling.IsSecond):
        make.ruled(sam, held, Decision.SECOND)
    assert make.ruled(sam, held, Decision.RELEASE).outcome == Outcome.RELEASED
    assert not waiting_for(as_worker(sam)).exists()


def test_what_needs_two_nobody_decides_alone(jean, sam):
    who, child = make.two(age=9, age_on=NOON.date())
    held = make.held(who, child, sorts=(Sort.NUDITY,))
    for decision in (Decision.RELEASE, Decision.WITHHOLD):
        with pytest.raises(ruling.NeedsTwo) as refused:
            make.ruled(jean, held, decision)
    assert "Nudity" in refused.value.words
    make.ruled(jean, held, Decision.SECOND)
    assert make.ruled(sam, held).outcome == Outcome.WITHHELD


def test_nothing_is_released_into_a_stop(two, jean):
    who, _outside = two
    held = make.held(*two)
    Stop.objects.create(person=who, why="A threat", by=jean, from_at=NOON - HOUR, until=NOON + HOUR)
    with pytest.raises(ruling.NothingPasses):
        make.ruled(jean, held, Decision.RELEASE)
    assert make.ruled(jean, held).outcome == Outcome.WITHHELD


def test_an_appeal_is_answered_by_somebody_who_has_not_decided_before(two, jean, sam):
    who, outside = two
    held = make.ruled(jean, make.held(who, outside))
    about = make.appealed(held, who)
    task = Task.objects.get(kind="desk.appeal")
    assert task.due_at == NOON + appealing.TIME_TO_ANSWER
    assert [task.kind for task in waiting_for(as_worker(sam))] == ["desk.appeal"]
    assert not waiting_for(as_worker(jean)).exists()
    with pytest.raises(appealing.BeingLookedAt):
        make.appealed(held, who)
    with pytest.raises(appealing.YouRuled):
        commands.answer_appeal(as_worker(jean), appeal=about, decision=Decision.RELEASE)
    done = commands.answer_appeal(as_worker(sam), appeal=about, decision=Decision.RELEASE)
    held.refresh_from_db()
    assert held.outcome == Outcome.RELEASED
    assert held in done.changed
    with pytest.raises(appealing.Answered):
        commands.answer_appeal(as_worker(make.screener()), appeal=about, decision=Decision.RELEASE)


def test_an_answer_that_keeps_it_back_is_the_last_for_that_item(two, jean, sam):
    who, outside = two
    held = make.ruled(jean, make.held(who, outside))
    about = make.appealed(held, who)
    commands.answer_appeal(as_worker(sam), appeal=about, decision=Decision.WITHHOLD, reason=Reason.CRIME, words="It is about drugs.")
    with pytest.raises(appealing.LookedAtAgain):
        make.appealed(held, who)


def test_either_side_appeals_and_only_where_something_of_theirs_was_kept_back(two, jean):
    who, outside = two
    held = make.held(who, outside)
    with pytest.raises(NotFound):
        make.appealed(held, who)
    make.ruled(jean, held)
    for stranger in (as_person(person(lives=wing())), as_contact(contact(of=who))):
        with pytest.raises(NotFound):
            commands.appeal(stranger, item=held.pk)
    commands.appeal(as_contact(outside), item=held.pk, words="It was a fish.")
