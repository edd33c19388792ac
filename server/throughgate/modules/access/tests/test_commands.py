"""Access, told as stories through its commands and through what the policy then says."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.device import tablet_of
from tests.make import DAY, NOON, as_worker, pair, person, place, rollout, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.places.models import PlaceKind
from throughgate.kernel.policy.capabilities import capabilities
from throughgate.kernel.policy.decide import explain
from throughgate.kernel.policy.models import Marker, Restriction, Rollout
from throughgate.kernel.policy.telling import mark_told
from throughgate.kernel.sync.models import Stream
from throughgate.kernel.sync.streams import rebuild, stream_of
from throughgate.modules.access import commands, queries

CHECKIN, TALK = "supervision.checkin", "talk.ask"
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def senior_and_person():
    rollout(CHECKIN)
    return pair(WorkerRole.SENIOR_PROBATION_OFFICER)


def restrict(senior, restricted, **changes):
    said = {"person": restricted.pk, "capability": CHECKIN, "reason": "The tablet was broken open.", "until": MONDAY}
    commands.restrict(as_worker(senior), **(said | changes))
    return Restriction.objects.get(person=restricted, capability=changes.get("capability", CHECKIN), lifted_at=None)


def test_a_restriction_stops_one_thing_says_why_and_until_when(senior_and_person):
    senior, restricted = senior_and_person
    restrict(senior, restricted)
    decision = explain(restricted.pk, CHECKIN, NOON)
    assert (decision.ok, decision.says, decision.until) == (False, "The tablet was broken open.", MONDAY)
    assert explain(restricted.pk, TALK, NOON).ok
    assert explain(restricted.pk, CHECKIN, NOON - DAY).ok, "an act made before it is judged as it was then"
    assert explain(restricted.pk, CHECKIN, MONDAY).ok, "it ends by itself"


def test_two_reasons_are_both_said_and_it_lasts_as_long_as_the_last(senior_and_person):
    senior, restricted = senior_and_person
    restrict(senior, restricted)
    marked = {"person": restricted.pk, "code": "XIT", "why": "Court order.", "until": MONDAY + DAY}
    commands.set_marker(as_worker(senior), **marked)
    decision = explain(restricted.pk, CHECKIN, NOON)
    assert "The tablet was broken open." in decision.says
    assert decision.says != "The tablet was broken open."
    assert decision.until == MONDAY + DAY
    assert explain(restricted.pk, CHECKIN, MONDAY).says not in ("", decision.says)


def test_lifting_gives_it_back_at_once(senior_and_person):
    senior, restricted = senior_and_person
    restriction = restrict(senior, restricted)
    commands.lift_restriction(as_worker(senior, NOON + DAY), restriction=restriction.pk)
    assert not explain(restricted.pk, CHECKIN, NOON).ok
    assert explain(restricted.pk, CHECKIN, NOON + DAY).ok
    with pytest.raises(NotFound):
        commands.lift_restriction(as_worker(senior, NOON + DAY), restriction=restriction.pk)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": "  "}, commands.NeedsReason),
        ({"until": None}, commands.NeedsEnd),
        ({"until": NOON - DAY}, commands.EndsInThePast),
        ({"until": None, "review_on": (NOON - DAY).date()}, commands.EndsInThePast),
        ({"capability": TALK}, commands.EssentialStays),
        ({"capability": "caseload.record"}, NotFound),
        ({"capability": "no.such"}, NotFound),
    ],
)
def test_nothing_is_taken_away_without_reason_and_end(senior_and_person, changes, refusal):
    senior, restricted = senior_and_person
    with pytest.raises(refusal):
        restrict(senior, restricted, **changes)
    assert not Restriction.objects.exists()


def test_the_database_itself_refuses_one_without_reason_or_end(senior_and_person):
    senior, restricted = senior_and_person
    for missing in ({"reason": ""}, {"until": None}):
        said = {"person": restricted, "capability": CHECKIN, "reason": "x", "by": senior, "from_at": NOON, "until": MONDAY}
        with pytest.raises(IntegrityError), transaction.atomic():
            Restriction.objects.create(**(said | missing))


def test_the_same_thing_is_not_taken_twice(senior_and_person):
    senior, restricted = senior_and_person
    restrict(senior, restricted)
    with pytest.raises(commands.RestrictedAlready):
        restrict(senior, restricted)


def test_a_marker_stops_everything_but_what_is_essential(senior_and_person):
    senior, marked = senior_and_person
    commands.set_marker(as_worker(senior), person=marked.pk, code="XIT", why="Court order", until=MONDAY)
    stopped = explain(marked.pk, CHECKIN, NOON)
    assert (stopped.ok, stopped.until, stopped.rules) == (False, MONDAY, ("marker_xit",))
    assert explain(marked.pk, TALK, NOON).ok
    with pytest.raises(commands.MarkerStands):
        commands.set_marker(as_worker(senior), person=marked.pk, code="XIT", why="Court order", until=MONDAY)

    commands.end_marker(as_worker(senior, NOON + DAY), marker=Marker.objects.get().pk)
    assert explain(marked.pk, CHECKIN, NOON + DAY).ok


def test_a_marker_that_no_policy_reads_is_refused(senior_and_person):
    senior, marked = senior_and_person
    with pytest.raises(commands.UnknownMarker):
        commands.set_marker(as_worker(senior), person=marked.pk, code="XYZ", why="?", until=MONDAY)


def test_a_roll_out_reaches_a_place_and_all_under_it():
    there, elsewhere = person(lives=wing("B")), person(lives=wing("C"))
    administrator = worker(WorkerRole.ADMINISTRATOR, at=wing("B"))
    commands.roll_out(as_worker(administrator), capability=CHECKIN, place=wing("B").pk)
    assert explain(there.pk, CHECKIN, NOON).ok
    assert explain(elsewhere.pk, CHECKIN, NOON).says == "This is not switched on where you live yet."
    with pytest.raises(commands.RolledOutAlready):
        commands.roll_out(as_worker(administrator), capability=CHECKIN, place=wing("B").pk)
    with pytest.raises(commands.NeedsNoRollOut):
        commands.roll_out(as_worker(administrator), capability=TALK, place=wing("B").pk)

    commands.end_roll_out(as_worker(administrator, NOON + DAY), rollout=Rollout.objects.get().pk)
    assert not explain(there.pk, CHECKIN, NOON + DAY).ok


def test_one_switches_on_only_where_one_works_and_everywhere_only_as_administrator():
    administrator, senior = worker(WorkerRole.ADMINISTRATOR, at=wing("B")), worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing("B"))
    with pytest.raises(NotFound):
        commands.roll_out(as_worker(administrator), capability=CHECKIN, place=wing("C").pk)
    with pytest.raises(NotFound):
        commands.roll_out(as_worker(senior), capability=CHECKIN)
    commands.roll_out(as_worker(administrator), capability=CHECKIN)
    with pytest.raises(NotFound):
        commands.end_roll_out(as_worker(senior), rollout=Rollout.objects.get().pk)


def test_a_person_counts_as_told_when_their_device_first_carried_it(senior_and_person):
    senior, restricted = senior_and_person
    restrict(senior, restricted)
    mark_told(restricted.pk, NOON + DAY)
    mark_told(restricted.pk, NOON + 2 * DAY)
    assert [one.told_at for one in queries.restrictions_of(as_worker(senior), restricted.pk)] == [NOON + DAY]


def test_a_device_hears_of_it_with_its_next_pull(senior_and_person):
    senior, restricted = senior_and_person
    tablet = tablet_of(restricted)
    tablet.pull()
    restrict(senior, restricted, until=None, review_on=date(2099, 1, 1))
    assert Restriction.objects.get().told_at is None
    tablet.pull()
    assert Restriction.objects.get().told_at
    assert not tablet.can[CHECKIN]["ok"]
    assert tablet.can[CHECKIN]["says"] == "The tablet was broken open. Somebody looks at this again on 1 January 2099."
    assert tablet.can[TALK]["ok"]
    assert set(tablet.can) == {one.name for one in capabilities()}, "what only workers do is nothing that a device hears of"


def test_why_not_is_answered_for_everything_with_reason_rule_and_end(senior_and_person):
    senior, restricted = senior_and_person
    restrict(senior, restricted)
    answers = {answer.capability: answer for answer in queries.answers_for(as_worker(senior), restricted.pk)}
    assert answers[CHECKIN].says == "The tablet was broken open."
    assert [rule for rule, _sentence in answers[CHECKIN].rules] == ["restricted"]
    assert answers[TALK].ok
    assert answers[TALK].essential
    assert "caseload.record" not in answers, "what only workers do is no question for a person"


def test_roll_outs_above_and_below_are_seen_and_others_are_not():
    senior = worker(WorkerRole.SENIOR_PROBATION_OFFICER, at=wing("B"))
    landing = place("ZLI-B-1", PlaceKind.LANDING, wing("B"))
    for where in (None, wing("B").parent, wing("B"), landing, wing("C"), place()):
        rollout(CHECKIN, where)
    assert {one.place for one in queries.rollouts(as_worker(senior))} == {"Everywhere", "ZLI", "ZLI-B", "ZLI-B-1"}


# --- who hears of it at once ---


@pytest.fixture
def listening(senior_and_person):
    """How often each of these was woken: the one who is restricted, a neighbour of theirs, and somebody elsewhere."""
    _senior, restricted = senior_and_person
    here = restricted.stays.get(to_at=None).place
    people = {"restricted": restricted, "neighbour": person(lives=here), "elsewhere": person(lives=wing("C", "QQQ"))}
    for one in people.values():
        rebuild(stream_of(one.pk), NOON)
    before = {name: Stream.objects.get(owner=one.pk).counter for name, one in people.items()}
    return lambda: {name: Stream.objects.get(owner=one.pk).counter - before[name] for name, one in people.items()}


def test_a_restriction_wakes_whom_it_concerns_and_nobody_else(senior_and_person, listening):
    senior, restricted = senior_and_person
    restriction = restrict(senior, restricted)
    assert listening() == {"restricted": 1, "neighbour": 0, "elsewhere": 0}
    commands.lift_restriction(as_worker(senior, NOON + DAY), restriction=restriction.pk)
    assert listening() == {"restricted": 2, "neighbour": 0, "elsewhere": 0}


def test_so_does_a_marker(senior_and_person, listening):
    senior, restricted = senior_and_person
    commands.set_marker(as_worker(senior), person=restricted.pk, code="XIT", why="Set by the court.", until=MONDAY)
    assert listening() == {"restricted": 1, "neighbour": 0, "elsewhere": 0}


def test_a_roll_out_wakes_those_who_live_there(senior_and_person, listening):
    _senior, restricted = senior_and_person
    here = restricted.stays.get(to_at=None).place
    Rollout.objects.all().delete()
    commands.roll_out(as_worker(worker(WorkerRole.ADMINISTRATOR, at=here)), capability=CHECKIN, place=here.pk)
    assert listening() == {"restricted": 1, "neighbour": 1, "elsewhere": 0}


def test_a_roll_out_everywhere_wakes_everybody(listening):
    administrator = worker(WorkerRole.ADMINISTRATOR)
    Rollout.objects.all().delete()
    commands.roll_out(as_worker(administrator), capability=CHECKIN)
    assert listening() == {"restricted": 1, "neighbour": 1, "elsewhere": 1}


def test_a_device_that_was_woken_comes_away_with_the_new_scope_and_no_more(senior_and_person):
    senior, restricted = senior_and_person
    tablet = tablet_of(restricted)
    tablet.pull()
    restrict(senior, restricted, until=now() + DAY)
    tablet.pull()
    assert not tablet.can[CHECKIN]["ok"]
    rows, cursors = dict(tablet.rows), dict(tablet.cursors)
    tablet.pull()
    assert (tablet.rows, tablet.cursors) == (rows, cursors)
