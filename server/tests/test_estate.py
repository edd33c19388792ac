"""The invented estate: small here, whole all the same."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from tests import make
from throughgate.basics.clock import london
from throughgate.faces.ops.estate.build import build
from throughgate.faces.ops.estate.people import GUEST
from throughgate.faces.ops.estate.sign_ins import sign_ins
from throughgate.faces.ops.greeting import code_now, codes_now, greeting
from throughgate.kernel.audit import trail
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.commands.models import Receipt
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.models import Account, Device, DeviceState, Holding
from throughgate.kernel.people.models import Care, CareRole, Person, PersonNumber, ReferencePhoto, Worker
from throughgate.kernel.people.numbers import NumberKind, tidy
from throughgate.kernel.places.models import Setting, Stay
from throughgate.kernel.policy.decide import explain
from throughgate.kernel.policy.models import Marker, Restriction
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.sync import quarantine
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.models import Quarantined, StoredFile, Waiting
from throughgate.kernel.tasks.models import Task
from throughgate.kernel.tasks.work import waiting_for
from throughgate.modules.supervision.models import Checkin, Interval, Outcome, Plan, Purpose, Review, Submission
from throughgate.modules.supervision.rules.windows import State, Window, state_at

NOW = london(date(2026, 11, 18), 10)
DAY = timedelta(days=1)


@pytest.fixture
def estate():
    """Sixty people as they stand at NOW, with the clock asking."""
    made = build(NOW, people=60, weeks=52)
    with scope(make.as_clock(NOW)):
        yield made


def test_the_same_day_makes_the_same_estate():
    assert fingerprint_of_an_estate() == fingerprint_of_an_estate()


def fingerprint_of_an_estate() -> dict[str, str]:
    """Table → hash of all its rows, without the row numbers that the database gives out."""
    with transaction.atomic(), scope(make.as_clock(NOW)):
        build(NOW, people=60, weeks=8)
        ours = [table for table in apps.get_models() if table.__module__.startswith("throughgate")]
        prints = {table._meta.label: hashlib.sha256("\n".join(sorted(rows_of(table))).encode()).hexdigest() for table in ours}
        transaction.set_rollback(True)
    return prints


def rows_of(table) -> Iterator[str]:
    names = [field.attname for field in table._meta.concrete_fields if not is_given_out(field)]
    return (repr(row) for row in table._default_manager.values_list(*names))


def is_given_out(field) -> bool:
    """By the database: a row's own number, or that of a row it names."""
    return (field.target_field if field.is_relation else field).get_internal_type() == "BigAutoField"


def test_everyone_has_a_place_an_officer_and_numbers_that_are_valid(estate):
    assert Person.objects.count() == 60
    assert Stay.objects.filter(to_at=None).count() == 60
    assert Care.objects.filter(to_at=None, role=CareRole.SUPERVISING).count() == 60
    assert Care.objects.filter(to_at=None, role=CareRole.SENIOR).count() == 60
    assert PersonNumber.objects.filter(kind=NumberKind.CRN).count() == 60
    for number in PersonNumber.objects.all():
        assert tidy(NumberKind(number.kind), number.value) == number.value
    assert not PersonNumber.objects.filter(kind=NumberKind.PRISON).exclude(value__startswith="Z").exists()


def test_stays_follow_one_another(estate):
    for person in Person.objects.all():
        stays = list(person.stays.order_by("from_at"))
        assert [stay.to_at for stay in stays[:-1]] == [stay.from_at for stay in stays[1:]]
        assert stays[0].from_at >= person.since
        assert stays[-1].from_at <= NOW
    assert {Setting.CLOSED, Setting.OPEN, Setting.COMMUNITY} <= set(Stay.objects.filter(to_at=None).values_list("setting", flat=True))


def test_plans_are_in_every_state(estate):
    assert set(Plan.objects.values_list("every", flat=True)) == set(Interval.values)
    replacing = Plan.objects.filter(purpose=Purpose.REPLACE)
    assert replacing.filter(approval__approved=True).exists()
    assert replacing.filter(approval__approved=False).exists()
    waiting = replacing.filter(approval=None)
    assert set(waiting.values_list("pk", flat=True)) == set(
        Task.objects.filter(kind="supervision.approve", done_at=None).values_list("about", flat=True)
    )
    assert waiting.exists()
    assert not Checkin.objects.filter(plan__in=waiting).exists()
    assert Plan.objects.filter(end__isnull=False).exists()
    assert Plan.objects.filter(last_due__isnull=False).exists()


def test_checkins_are_in_every_state(estate):
    states = Counter(state_of(checkin) for checkin in Checkin.objects.select_related("submission__review", "cancellation"))
    assert set(states) == set(State)
    assert states[State.SEEN] > 100
    assert Checkin.objects.filter(plan=None).exists()
    assert {Outcome.MATCH, Outcome.CONCERN} <= set(Review.objects.values_list("outcome", flat=True))


def state_of(checkin: Checkin) -> State:
    sent = getattr(checkin, "submission", None)
    window = Window(checkin.opens_at, checkin.closes_at)
    return state_at(NOW, window, cancelled=hasattr(checkin, "cancellation"), submitted=sent is not None, seen=hasattr(sent, "review"))


def test_nothing_happened_in_the_future(estate):
    assert not Submission.objects.filter(arrived_at__gt=NOW).exists()
    assert not Review.objects.filter(at__gt=NOW).exists()
    assert not TrailEntry.objects.filter(at__gt=NOW).exists()
    assert not Task.objects.filter(opened_at__gt=NOW).exists()
    assert not Submission.objects.exclude(device=None).filter(taken_at__lt=NOW - 400 * DAY).exists()


def test_the_officer_has_something_to_do_and_some_of_it_is_overdue(estate):
    officer = Worker.objects.get(name="Rhian Hollowcroft")
    waiting = list(waiting_for(make.as_worker(officer, NOW)))
    assert "supervision.review" in {task.kind for task in waiting}
    assert waiting[0].due_at < NOW
    done = set(Task.objects.filter(kind="supervision.review").exclude(done_at=None).values_list("about", flat=True))
    assert done == set(Review.objects.values_list("pk", flat=True))


def test_the_guest_has_a_checkin_to_send_and_no_device_yet(estate):
    guest = Person.objects.get(given_name=GUEST[0], family_name=GUEST[1])
    assert explain(guest.pk, "supervision.checkin", NOW).ok
    assert not Holding.objects.filter(person=guest).exists()
    due = [checkin for checkin in Checkin.objects.filter(person=guest) if state_of(checkin) == State.DUE]
    assert len(due) == 1
    assert Review.objects.filter(submission__person=guest).exclude(reply="").exists()


def test_markers_and_restrictions_stop_what_they_say(estate):
    marked = Marker.objects.filter(code="XIT", to_at=None).first()
    assert marked is not None
    assert not explain(marked.person_id, "supervision.checkin", NOW).ok
    assert explain(marked.person_id, "talk.ask", NOW).ok
    assert Restriction.objects.filter(lifted_at=None, from_at__lte=NOW).exists()


def test_devices_are_silent_waiting_or_lost(estate):
    assert {"tablet", "phone", "kiosk", "tv"} <= set(Device.objects.values_list("kind", flat=True))
    assert DeviceState.objects.filter(seen_at__lt=NOW - 2 * DAY).exists()
    assert DeviceState.objects.filter(waiting_acts__gt=0).exists()
    lost = Device.objects.get(revocation__isnull=False)
    assert not Holding.objects.filter(device=lost, to_at=None).exists()


def test_every_picture_is_in_the_store(estate):
    named = {
        *ReferencePhoto.objects.values_list("sha256", flat=True),
        *Submission.objects.exclude(photo="").values_list("photo", flat=True),
    }
    assert named <= set(StoredFile.objects.values_list("sha256", flat=True))
    assert all(hashlib.sha256(file_store.path_of(sha256).read_bytes()).hexdigest() == sha256 for sha256 in named)


def test_the_trail_is_whole_and_agrees_with_the_receipts(estate):
    assert list(trail.breaks()) == []
    acts = set(TrailEntry.objects.filter(outcome__in=("accepted", "held", "quarantined")).values_list("act", flat=True))
    assert acts == set(Receipt.objects.values_list("act", flat=True))
    assert Submission.objects.filter(pk__in=acts).exists()


def test_five_workers_can_sign_in(estate):
    assert [one.role for one in sign_ins()] == ["Probation officer", "Senior probation officer", "Security", "Operations", "Tutor"]
    for one in sign_ins():
        assert Account.objects.get(email=one.email).check_password(one.password)
        assert validate_totp_code(one.totp_secret, code_now(one.totp_secret))


def test_seeding_leaves_a_database_with_people_in_it_alone():
    make.person()
    with pytest.raises(CommandError, match="people in this database already"):
        call_command("seed", people=60)
    assert Person.objects.count() == 1


def test_something_in_quarantine_of_each_natural_kind_waits_for_who_decides(estate):
    waits = {row.code: row for row in Quarantined.objects.filter(closed_at=None)}
    assert waits.keys() == {"could_not_apply", "revoked"}
    assert Waiting.objects.get().why == Waiting.Why.COMMAND
    for row in waits.values():
        task = Task.objects.get(kind="devices.look", about=row.task)
        assert any(waiting_for(make.as_worker(worker, NOW)).filter(pk=task.pk).exists() for worker in Worker.objects.filter(left_at=None))
    assert list(trail.breaks()) == []


def test_what_is_set_aside_there_can_be_applied(estate):
    for row in Quarantined.objects.filter(closed_at=None):
        quarantine.apply(row, make.as_worker(Worker.objects.filter(left_at=None).first(), NOW))
    apply_all(NOW + DAY, 60)
    assert set(Receipt.objects.filter(act__in=Quarantined.objects.values("act")).values_list("outcome", flat=True)) == {"accepted"}


def test_whoever_runs_it_can_sign_in_and_the_demo_says_of_whom_something_was_taken_away(estate):
    assert "Operations" in [one.role for one in sign_ins()]
    assert len(codes_now().splitlines()) == len(sign_ins())
    assert Restriction.objects.filter(review_on=NOW.date(), until=None, lifted_at=None).exists()
    assert greeting("http://x", "http://y").count("may not use something") >= 1
