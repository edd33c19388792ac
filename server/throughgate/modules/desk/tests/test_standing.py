"""What stops, what is looked for, who cares: what the desk decides, and what follows by itself."""

from datetime import timedelta

import pytest

from tests.make import DAY, HOUR, NOON, as_contact, as_person, as_worker, browser_of, care, contact, person, place, prison, wing, worker
from throughgate.basics.errors import NotFound
from throughgate.basics.ids import uuid7
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.command import find
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.places.models import PlaceKind, Setting
from throughgate.kernel.screening.models import Decision, Does, Finding, Item, Outcome, Sort, WatchRule, Way
from throughgate.kernel.screening.passage import Carried, Passage
from throughgate.kernel.screening.screen import screen
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for, write_all
from throughgate.modules.desk import commands, jobs
from throughgate.modules.desk.commands import stopping, targeting, watching
from throughgate.modules.desk.tests import make

SENIOR = WorkerRole.SENIOR_PROBATION_OFFICER


@pytest.fixture(autouse=True)
def _notes():
    with make.notes():
        yield


@pytest.fixture
def jean():
    return make.screener()


def written(who, outside, words, at=NOON):
    """Something that a person writes, as a module hands it in."""
    act = as_person(who, at)
    item = screen(act, Passage(uuid7(), make.KIND, who.pk, outside.pk, Way.OUT, words))
    make.WORDS[item.pk] = words
    write_all([act])
    return item


def stopped(jean, at=NOON, **whom):
    act = as_worker(jean, at)
    return commands.stop(act, why="A threat", until=at + DAY, **whom).changed[0]


def outcome_of(item):
    return Item.objects.get(pk=item.pk).outcome


def test_what_a_rule_is_for_is_held_in_any_disguise_until_the_rule_ends(jean):
    who, outside = make.two()
    rule = commands.watch(as_worker(jean), words="smack", does=Does.HOLD, why="Heroin", place=prison().pk).changed[0]
    held = written(who, outside, "Bring me some ѕmасk, love")
    assert (held.outcome, Finding.objects.get(item=held, does=Does.HOLD).rule) == (Outcome.HELD, rule)
    commands.end_watch(as_worker(jean, NOON + HOUR), rule=rule.pk, why="A fishing town")
    assert written(who, outside, "Bring me some smack", NOON + HOUR).outcome == Outcome.PASSED
    with pytest.raises(watching.Ended):
        commands.end_watch(as_worker(jean), rule=rule.pk, why="Again")


def test_rules_for_everywhere_and_of_others_desks():
    theirs = make.screener(at=place("ZWE"))
    with pytest.raises(NotFound):
        commands.watch(as_worker(theirs), words="smack", does=Does.HOLD, why="Heroin", place=prison().pk)
    with pytest.raises(NotFound):
        commands.watch(as_worker(make.screener(WorkerRole.PRISON_OFFICER)), words="smack", does=Does.HOLD, why="Heroin")
    commands.watch(as_worker(theirs), words="smack", does=Does.HOLD, why="Heroin")
    assert WatchRule.objects.get().establishment is None


def test_outside_prisons_senior_probation_officers_sit_at_the_desk():
    office = place("EPR-N")
    senior, inside = make.screener(SENIOR, at=office), make.screener(SENIOR, at=prison())
    who = person(lives=office)
    held = make.held(who, contact(of=who))
    with pytest.raises(NotFound):
        make.ruled(inside, make.held(*make.two()))
    with pytest.raises(NotFound):
        commands.watch(as_worker(senior), words="smack", does=Does.HOLD, why="Heroin")
    assert make.ruled(senior, held).outcome == Outcome.WITHHELD


def test_what_a_stop_keeps_back_goes_on_when_it_is_ended(jean):
    who, outside = make.two()
    stop = stopped(jean, person=who.pk, contact=outside.pk)
    waits, other = written(who, outside, "Good night"), written(who, contact(of=who), "Good night")
    assert (waits.outcome, other.outcome) == (Outcome.HELD, Outcome.PASSED)
    done = commands.end_stop(as_worker(jean, NOON + HOUR), stop=stop.pk)
    assert waits in done.changed
    assert outcome_of(waits) == Outcome.PASSED
    with pytest.raises(stopping.Over):
        commands.end_stop(as_worker(jean, NOON + HOUR), stop=stop.pk)


def test_what_is_held_for_more_than_a_stop_stays(jean):
    who, outside = make.two()
    commands.watch(as_worker(jean), words="smack", does=Does.HOLD, why="Heroin")
    first, second = stopped(jean, person=who.pk), stopped(jean, place=wing().pk)
    waits, held = written(who, outside, "Good night"), written(who, outside, "Good smack")
    commands.end_stop(as_worker(jean), stop=first.pk)
    assert outcome_of(waits) == Outcome.HELD
    commands.end_stop(as_worker(jean), stop=second.pk)
    assert (outcome_of(waits), outcome_of(held)) == (Outcome.PASSED, Outcome.HELD)


def test_a_stop_that_ends_by_itself_lets_things_go_by_itself(jean):
    who, outside = make.two()
    stopped(jean, everywhere=True)
    waits = written(who, outside, "Good night")
    assert jobs.put_all_through(NOON + HOUR) == 0
    assert jobs.put_all_through(NOON + DAY + HOUR) == 1
    assert outcome_of(waits) == Outcome.PASSED
    assert TrailEntry.objects.filter(what="desk.put_through@1", person_id=who.pk, outcome="accepted").exists()


def test_a_stop_is_for_one_of_these_with_an_end_and_only_where_one_works(jean):
    who, _outside = make.two()
    for whom in ({}, {"person": who.pk, "place": wing().pk}, {"person": who.pk, "everywhere": True}):
        with pytest.raises(stopping.OneOfThese):
            stopped(jean, **whom)
    with pytest.raises(stopping.NoEnd):
        commands.stop(as_worker(jean), why="x", until=NOON + 15 * DAY, person=who.pk)
    for stranger in (make.screener(at=place("ZWE")), worker(WorkerRole.NURSE, at=prison())):
        with pytest.raises(NotFound):
            stopped(stranger, person=who.pk)
    with pytest.raises(NotFound):
        stopped(make.screener(WorkerRole.PRISON_OFFICER), everywhere=True)


def test_nobody_is_read_before_another_has_agreed(jean):
    who, outside = make.two()
    asked = {"necessity": "Threats", "proportionality": "Nothing less", "until": NOON + 30 * DAY}
    with pytest.raises(targeting.NoEnd):
        commands.target(as_worker(jean), person=who.pk, **asked | {"until": NOON + 200 * DAY})
    target = commands.target(as_worker(jean), person=who.pk, **asked).changed[0]
    assert written(who, outside, "Good night").outcome == Outcome.PASSED
    with pytest.raises(targeting.AnotherAgrees):
        commands.agree_target(as_worker(jean), target=target.pk)
    other = make.screener()
    assert [task.kind for task in waiting_for(as_worker(other))] == ["desk.target"]
    commands.agree_target(as_worker(other), target=target.pk)
    assert written(who, outside, "Good night").outcome == Outcome.HELD
    commands.end_target(as_worker(jean), target=target.pk)
    assert written(who, outside, "Good night").outcome == Outcome.PASSED


def test_a_cry_for_help_passes_and_those_near_them_read_it_now(jean):
    who, outside = make.two()
    near = worker(WorkerRole.PRISON_OFFICER, at=prison())
    care(near, who, CareRole.KEYWORKER)
    commands.watch(as_worker(jean), words="kill myself", does=Does.CARE, why="A cry for help")
    said = written(who, outside, "I want to kill myself")
    assert said.outcome == Outcome.PASSED
    (task,) = waiting_for(as_worker(near))
    assert (task.kind, task.urgent) == ("desk.care", True)
    browser, address = browser_of(near), f"/desk/care/{said.pk}/"
    page = browser.get(address).content.decode()
    assert "kill myself" in page
    assert "Listen first." in page
    assert browser.post(address, {"act": "", "done": "We sat together."}).status_code == 302
    assert not waiting_for(as_worker(near)).exists()
    assert "We sat together." in browser.get(address).content.decode()
    assert browser_of(worker(WorkerRole.PRISON_OFFICER, at=place("ZWE"))).get(address).status_code == 404


def test_what_waits_of_somebody_who_moves_waits_where_they_live_now(jean):
    who, outside = make.two()
    held = make.ruled(jean, make.held(who, outside), Decision.SECOND)
    there = place("ZMI", PlaceKind.ESTABLISHMENT)
    manager = worker(WorkerRole.CASE_MANAGER, at=prison())
    care(manager, who)
    move_person = find("caseload.move_person@1")
    assert move_person
    move_person(as_worker(manager), person=who.pk, place=there.pk, setting=Setting.CLOSED, at=NOON - timedelta(minutes=5))
    theirs = make.screener(at=there)
    assert Item.objects.get(pk=held.pk).establishment == there
    assert "desk.second" in {task.kind for task in waiting_for(as_worker(theirs))}
    assert Task.objects.get(kind="desk.second").desk == there.pk
    assert make.ruled(theirs, held).outcome == Outcome.WITHHELD


def test_what_was_taken_back_is_not_appealed_and_waits_for_no_second_reader(jean):
    who, outside = make.two()
    held = make.ruled(jean, make.held(who, outside), Decision.SECOND)
    Item.objects.filter(pk=held.pk).update(outcome=Outcome.WITHHELD)
    assert jobs.close_seconds(NOON + HOUR) == 1
    assert not Task.objects.filter(done_at=None).exists()
    untouched = make.item(who, outside, outcome=Outcome.WITHHELD)
    with pytest.raises(NotFound):
        commands.appeal(as_contact(outside), item=untouched.pk)


def test_what_is_in_a_file_is_looked_at_by_the_clock_and_what_nobody_could_see_waits_for_staff(jean):
    who, outside = make.two()
    act = as_person(who)
    passage = Passage(uuid7(), make.KIND, who.pk, outside.pk, Way.OUT, "Look", [Carried("f" * 64, "image/png")])
    assert screen(act, passage).outcome == Outcome.LOOKING
    assert jobs.look_at_files(NOON + HOUR) == 1
    item = Item.objects.get(pk=passage.id)
    assert (item.outcome, item.due_at) == (Outcome.HELD, NOON + DAY)
    assert item.findings.get().sort == Sort.UNSEEN
    assert jobs.look_at_files(NOON + HOUR) == 0
    assert "The machine could not look at it" in browser_of(jean).get(f"/desk/items/{item.pk}/").content.decode()
