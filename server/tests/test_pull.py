"""Down: a device shows what its person may see, no more and no less, whatever happened in between."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.device import Tablet, code_for, tablet_of
from tests.make import DAY, HOUR, as_clock, care, person, place, stay, wing, worker
from tests.tiny import HELP, PHONE
from throughgate.basics.clock import now
from throughgate.kernel.commands.command import Done
from throughgate.kernel.identity.devices import take_from
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.people.models import ContactDetail, Person
from throughgate.kernel.policy.models import Marker
from throughgate.kernel.sync.epoch import begin_epoch
from throughgate.kernel.sync.models import Stream, StreamRow
from throughgate.kernel.sync.streams import expire, forget_deletions, publish, rebuild, stream_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tiny")]


def changed(*rows):
    """These rows were changed by a command."""
    publish([(as_clock(now()), Done(None, rows))])


def phone(who, number):
    return ContactDetail.objects.create(person=who, kind="phone", value=number, from_at=now())


def numbers(tablet):
    return [row["number"] for row in tablet.feed("test.phones").values()]


def fresh(tablet):
    """What a new device of the same person holds after its first pull."""
    other = tablet_of(Person.objects.get(pk=tablet.person))
    other.pull()
    return other.rows


def test_a_first_pull_says_who_i_am(tablet, who):
    care(worker(name="Nia Vaughan"), who)
    rebuild(stream_of(who.pk))
    tablet.pull()
    me = tablet.feed("people.me")[str(who.pk)]
    assert me["known_as"] == who.known_as
    assert me["lives"]["place"] == "ZLI-B"
    assert [one["name"] for one in me["workers"]] == ["Nia Vaughan"]


def test_what_one_device_changes_the_other_shows(tablet, who):
    other = tablet_of(who)
    other.pull()
    tablet.say(PHONE, phone="1")
    tablet.push()
    tablet.pull()
    other.pull()
    assert numbers(tablet) == numbers(other) == ["1"]
    tablet.say(PHONE, phone="2")
    tablet.push()
    other.pull()
    assert numbers(other) == ["2"]
    assert fresh(other) == other.rows


def test_a_row_of_another_table_leads_to_the_row_that_shows_it(tablet, who):
    tablet.pull()
    who.stays.update(to_at=now())
    changed(stay(who, place("HARBOUR"), since=now()))
    tablet.pull()
    assert tablet.feed("people.me")[str(who.pk)]["lives"]["place"] == "HARBOUR"


def test_a_row_that_becomes_somebody_elses_leaves_the_first_device(tablet, who):
    other = person()
    row = phone(who, "1")
    changed(row)
    tablet.pull()
    assert numbers(tablet) == ["1"]
    row.person = other
    row.save()
    changed(row)
    tablet.pull()
    assert numbers(tablet) == []
    theirs = tablet_of(other)
    theirs.pull()
    assert numbers(theirs) == ["1"]


def test_nothing_new_is_nothing_on_the_wire(tablet):
    tablet.pull()
    answer = tablet.ask(list(tablet.cursors))
    assert answer["streams"][0]["ops"] == []
    assert "scope" not in answer
    assert answer["reset"] == []


def test_pages(tablet, who):
    for n in range(20):
        tablet.say(HELP, words=str(n))
    tablet.push()
    tablet.pull(limit=3)
    assert len(tablet.feed("sync.receipts")) == 20
    assert tablet.rows == fresh(tablet)


# --- what may be had ---


def test_a_lost_capability_takes_its_feed_with_it_and_says_why(tablet, who):
    changed(phone(who, "1"))
    tablet.pull()
    Marker.objects.create(person=who, code="XIT", from_at=now() - HOUR)
    tablet.pull()
    assert numbers(tablet) == []
    assert tablet.can["test.phone"]["ok"] is False
    assert "security decision" in tablet.can["test.phone"]["says"]
    assert tablet.can["test.help"] == {"c": "test.help", "ok": True, "essential": True}
    drop = next(drop for drop in tablet.dropped if drop["feed"] == "test.phones")
    assert drop["wipe"] is True
    assert "security decision" in drop["why"]
    changed(phone_again(who, "2"))
    tablet.pull()
    assert numbers(tablet) == []
    assert tablet.feed("people.me")


def phone_again(who, number):
    ContactDetail.objects.filter(person=who).update(to_at=now())
    return phone(who, number)


def test_a_capability_that_comes_back_brings_its_rows(tablet, who):
    changed(phone(who, "1"))
    tablet.pull()
    marker = Marker.objects.create(person=who, code="XIT", from_at=now() - HOUR)
    tablet.pull()
    Marker.objects.filter(pk=marker.pk).update(to_at=now())
    tablet.pull()
    assert numbers(tablet) == ["1"]
    assert tablet.rows == fresh(tablet)


def test_the_end_of_a_restriction_is_said(tablet, who):
    ends = now() + 3 * DAY
    Marker.objects.create(person=who, code="XIT", from_at=now() - HOUR, to_at=ends)
    tablet.pull()
    assert tablet.can["test.phone"]["until"][:16] == ends.isoformat()[:16]


def test_a_stream_of_somebody_else_is_as_if_it_were_not_there(tablet):
    other = person()
    rebuild(stream_of(other.pk))
    answer = tablet.ask([stream_of(other.pk), "person/nobody", "everyone"])
    assert (answer["streams"], answer["reset"]) == ([], [])


def test_somebody_who_gave_the_device_back_is_told_to_put_the_vault_away(tablet, who):
    tablet.pull()
    take_from(Device.objects.get(pk=tablet.id), who, now())
    answer = tablet.ask(list(tablet.cursors))
    assert answer["scope"]["drop"][0]["s"] == stream_of(who.pk)
    assert answer["scope"]["drop"][0]["wipe"] is True
    assert answer["scope"]["can"] == answer["streams"] == []


# --- when something went wrong ---


def test_in_another_epoch_everything_is_asked_for_anew(tablet):
    tablet.pull()
    before = dict(tablet.rows)
    begin_epoch(now(), "restored")
    answer = tablet.ask(list(tablet.cursors))
    assert answer["reset"] == list(tablet.cursors)
    assert answer["scope"]
    tablet.pull()
    assert tablet.rows == before


def test_a_device_that_lost_a_row_gets_its_stream_anew(tablet, who):
    changed(phone(who, "1"))
    tablet.pull()
    del tablet.rows[next(at for at in tablet.rows if at[1] == "test.phones")]
    answer = tablet.ask(list(tablet.cursors))
    assert answer["reset"] == [stream_of(who.pk)]
    tablet.pull()
    assert numbers(tablet) == ["1"]


def test_a_device_that_drifted_long_ago_finds_out_by_itself(tablet, who):
    tablet.pull()
    tablet.rows[stream_of(who.pk), "test.phones", "ghost"] = (1, {"number": "0"})
    changed(phone(who, "1"))
    tablet.pull()
    assert tablet.rows == fresh(tablet)


def test_a_cursor_that_we_never_gave(tablet, who):
    tablet.pull()
    tablet.cursors[stream_of(who.pk)] = "999999"
    assert tablet.ask(list(tablet.cursors))["reset"] == [stream_of(who.pk)]


def test_a_change_between_the_two_looks_at_a_stream_is_asked_for_next(tablet, who, monkeypatch):
    """As if a command had committed after the rows were read: nothing may be skipped."""
    tablet.pull()
    row = phone(who, "0")
    changed(row)
    real = StreamRow.objects.filter

    def then_a_change(*args, **kwargs):
        monkeypatch.setattr(StreamRow.objects, "filter", real)
        found = list(real(*args, **kwargs).order_by("rev"))
        row.value = "1"
        row.save()
        changed(row)
        return Frozen(found)

    monkeypatch.setattr(StreamRow.objects, "filter", then_a_change)
    tablet.pull()
    assert numbers(tablet) == ["1"]


class Frozen(list):
    """Rows as they were when they were read."""

    def order_by(self, *_names):
        return self

    def exclude(self, **_what):
        return self

    def values_list(self, *names):
        return [tuple(getattr(row, name) for name in names) for row in self]


# --- upkeep ---


def test_rows_that_were_kept_long_enough_leave(tablet, who):
    changed(phone(who, "1"))
    tablet.pull()
    assert expire(now() + 29 * DAY) == 0
    assert expire(now() + 31 * DAY) == 1
    tablet.pull()
    assert numbers(tablet) == []


def test_a_device_that_was_away_longer_than_deletions_are_kept(tablet, who):
    row = phone(who, "1")
    changed(row)
    tablet.pull()
    ContactDetail.objects.filter(pk=row.pk).update(to_at=now())
    changed(row)
    assert forget_deletions(now() + 91 * DAY) == 1
    assert not StreamRow.objects.filter(value="").exists()
    changed(person(), phone(who, "2"))
    tablet.pull()
    assert numbers(tablet) == ["2"]


def test_rebuilding_a_stream_that_is_right_changes_nothing(tablet, who):
    changed(phone(who, "1"))
    counter = Stream.objects.get(owner=who.pk).counter
    assert rebuild(stream_of(who.pk)) == 0
    assert Stream.objects.get(owner=who.pk).counter == counter


def test_another_language_shows_in_every_row(tablet, who):
    care(worker(), who)
    rebuild(stream_of(who.pk))
    Person.objects.filter(pk=who.pk).update(language="cy")
    changed(Person.objects.get(pk=who.pk))
    tablet.pull()
    assert tablet.feed("people.me")[str(who.pk)]["language"] == "cy"


def test_old_receipts_do_not_come_back(tablet, who):
    act = tablet.say(HELP, words="x")
    tablet.push()
    expire(now() + 91 * DAY)
    rebuild(stream_of(who.pk), now() + 91 * DAY)
    tablet.pull()
    assert tablet.receipt(act) is None


def test_staff_see_what_a_device_says_of_itself(tablet):
    tablet.pull()
    state = DeviceState.objects.get(device=tablet.id)
    assert (state.version, state.quota) == ("1", 10_000)


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "end", "move", "rebuild", "restrict", "free", "pull", "forget"]), st.integers(0, 4)), max_size=25
)


@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, limit=st.integers(1, 6))
def test_a_snapshot_and_the_changes_after_it_are_a_fresh_snapshot(steps, limit):
    who, other = person(lives=wing()), person(lives=wing())
    tablet = tablet_of(who)
    for step, n in steps:
        take(step, n, who, other, tablet)
    tablet.pull(limit)
    assert tablet.rows == fresh(tablet)
    shown = {row.value for row in ContactDetail.objects.filter(person=who, to_at=None)}
    assert set(numbers(tablet)) == (set() if Marker.objects.filter(person=who, to_at=None).exists() else shown)


def take(step, n, who, other, tablet):
    rows = list(ContactDetail.objects.filter(person__in=(who, other)).order_by("pk"))
    row = rows[n % len(rows)] if rows else phone(other, "0")
    {
        "put": lambda: changed(phone_again(who, str(n)), *ContactDetail.objects.filter(person=who)),
        "end": lambda: change(row, to=row.person),
        "move": lambda: change(row, to=other),
        "rebuild": lambda: rebuild(stream_of(who.pk)),
        "restrict": lambda: Marker.objects.get_or_create(person=who, code="XIT", to_at=None, defaults={"from_at": now() - HOUR}),
        "free": lambda: Marker.objects.filter(person=who, to_at=None).update(to_at=now() - timedelta(seconds=1)),
        "pull": lambda: tablet.pull(n + 1),
        "forget": lambda: tablet.rows and tablet.rows.pop(sorted(tablet.rows)[n % len(tablet.rows)]),
    }[step]()


def change(row, to):
    """A number ends, or becomes somebody else's."""
    ContactDetail.objects.filter(pk=row.pk).update(person=to, to_at=now())
    changed(ContactDetail.objects.get(pk=row.pk))


def test_a_kiosk_shows_whoever_is_signed_in():
    kiosk = Tablet()
    kiosk.enrol(code_for(place=wing(), kind="kiosk"))
    who = person(lives=wing())
    owner = tablet_of(who)
    owner.call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "246810"})
    assert kiosk.sign_in(who.numbers.get().value, "246810").status_code == 200
    kiosk.pull()
    assert kiosk.feed("people.me")
