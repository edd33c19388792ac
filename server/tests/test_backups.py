"""Backups and restores: whatever was lost with the database comes back from the devices, once; what cannot is visible and blocks nobody."""

import io
import shutil
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.device import Tablet, clock_at, code_for, tablet_of
from tests.make import DAY, MINUTE, person, wing
from tests.own_database import own_database
from tests.test_files import picture
from tests.tiny import PHONE, changes_of, outcome, phone_of
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.gateways import file_store
from throughgate.kernel.identity.models import Device, DeviceKind, Holding
from throughgate.kernel.people.models import Person
from throughgate.kernel.sync.apply import apply_all
from throughgate.kernel.sync.epoch import current_epoch
from throughgate.kernel.sync.models import BackedUp, Backup, Epoch, Missing, Quarantined, StoredAct, StoredFile
from throughgate.kernel.tasks.models import Task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tiny")]


class Safe:
    """Where this site's backups go."""

    def __init__(self, database, folder):
        self.database, self.folder, self.made = database, folder, []

    def back_up(self, **how):
        """Make one, as an operator does; a second later than the last."""
        before = set(self._there())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("throughgate.faces.ops.management.commands.backup.now", lambda: now() + timedelta(seconds=len(self.made)))
            call_command("backup", to=self.folder, stdout=io.StringIO(), **how)
        [new] = set(self._there()) - before
        self.made.append(new)
        return new

    def lose_and_restore(self, backup=None):
        self.database.destroy()
        self.restore(backup)

    def restore(self, backup=None, **how):
        out = io.StringIO()
        call_command("restore", backup or self.made[-1], stdout=out, stderr=out, **how)
        assert "The trail is whole" in out.getvalue()

    def _there(self):
        return [path for path in self.folder.glob("*Z") if not path.name.startswith(".")] if self.folder.exists() else []


@pytest.fixture
def safe(transactional_db, tmp_path):
    with own_database(tmp_path) as database:
        yield Safe(database, tmp_path / "backups")


# --- what a device hears ---


def test_a_device_lets_go_only_of_what_two_backups_hold(safe, tablet):
    tablet.say(PHONE, phone="1")
    tablet.push()
    safe.back_up()
    tablet.say(PHONE, phone="2")
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (2, 0)
    safe.back_up()
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (2, 1)
    safe.back_up()
    tablet.push()
    assert (tablet.backed_up_to, tablet.outbox) == (2, [])
    assert BackedUp.objects.count() == 2, "of older ones nobody asks any more"
    assert TrailEntry.objects.filter(what="ops.backup").count() == 3


def test_a_device_that_a_backup_does_not_know_keeps_everything(safe, tablet):
    safe.back_up()
    safe.back_up()
    tablet.say(PHONE, phone="1")
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (1, 0)


def test_an_act_whose_file_is_still_to_come_is_not_in_the_backup(safe, tablet, settings):
    settings.BACKUPS_TO_TRUST = 1
    tablet.say(PHONE, phone="1")
    tablet.say(PHONE, phone="2", files=[tablet.keep_file(picture(), "image/webp")])
    tablet.say(PHONE, phone="3")
    tablet.offer()
    safe.back_up()
    tablet.push()
    assert (tablet.stored_to, tablet.backed_up_to) == (3, 1)
    safe.back_up()
    tablet.push()
    assert (tablet.backed_up_to, tablet.files) == (3, {})


# --- what comes back ---


def test_everything_after_the_backup_comes_back_from_the_devices_once(safe, tablet, who):
    other = tablet_of(person(lives=wing()))
    for device in (tablet, other):
        device.say(PHONE, phone="1")
        device.push()
    safe.back_up()
    acts = [device.say(PHONE, phone=str(n)) for n in range(2, 12) for device in (tablet, other)]
    tablet.push()
    other.push()
    before, epoch = changes_of(who), current_epoch()
    safe.lose_and_restore()
    assert changes_of(who) == 1
    assert current_epoch() != epoch
    for device in (tablet, other, tablet):
        device.push()
    assert [outcome(act) for act in acts] == [[("accepted", "")]] * 20
    assert (changes_of(who), phone_of(who), before) == (11, "11", 11)
    assert not Quarantined.objects.exists()
    tablet.pull()
    assert [row["number"] for row in tablet.feed("test.phones").values()] == ["11"]


def test_a_photo_that_came_after_the_backup_is_asked_for_again(safe, tablet, settings):
    act = tablet.say(PHONE, phone="1", files=[tablet.keep_file(picture(), "image/webp")])
    tablet.offer()
    safe.back_up()
    tablet.push()
    assert outcome(act) == [("accepted", "")]
    lose_files(settings)
    safe.lose_and_restore()
    assert outcome(act) == [("held", "waiting_for_files")]
    tablet.push()
    assert outcome(act) == [("accepted", "")]
    assert StoredFile.objects.count() == 1


def test_a_photo_that_the_backup_holds_is_put_back(safe, tablet, settings):
    content = picture()
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(content, "image/webp")])
    tablet.push()
    safe.back_up()
    lose_files(settings)
    safe.lose_and_restore()
    stored = StoredFile.objects.get()
    assert file_store.path_of(stored.pk).read_bytes() == content


def test_no_file_goes_from_a_device_before_the_trusted_backups_hold_it(safe, tablet, settings):
    """However backups and uploads fall: after any restore of a trusted one the file is in it, or still on its device."""
    h = tablet.keep_file(picture(), "image/webp")["h"]
    tablet.say(PHONE, phone="1", files=[{"h": h, "n": len(picture()), "t": "image/webp"}])
    steps = [tablet.offer, safe.back_up, tablet.push, safe.back_up, tablet.push, safe.back_up, tablet.push, tablet.push]
    for step in steps:
        step()
        trusted = safe.made[-2:] if len(safe.made) >= 2 else [None]
        assert h in tablet.files or all(one and (one / "files" / "kept" / h[:2] / h).exists() for one in trusted)
    assert not tablet.files


def test_what_is_lost_for_good_blocks_nobody_and_is_visible(safe, tablet, who):
    tablet.say(PHONE, phone="1")
    tablet.push()
    oldest = safe.back_up()
    for n in (2, 3):
        tablet.say(PHONE, phone=str(n))
    tablet.push()
    for _n in range(2):
        safe.back_up()
    tablet.push()
    assert tablet.outbox == []
    later = tablet.say(PHONE, phone="4")
    safe.lose_and_restore(oldest)
    tablet.push()
    gap = Missing.objects.get()
    assert (str(gap.device_id), gap.first, gap.last, gap.found_at) == (tablet.id, 2, 3, None)
    assert outcome(later) == [("accepted", "")]
    assert tablet.stored_to == 4
    task = Task.objects.get(kind="devices.missing")
    assert (task.about, task.person, task.done_at) == (gap.pk, who, None)
    tablet.push()
    assert Missing.objects.count() == 1


def test_what_was_missing_takes_its_place_if_it_turns_up_after_all(safe, tablet):
    tablet.say(PHONE, phone="1")
    tablet.push()
    oldest = safe.back_up()
    acts = [tablet.say(PHONE, phone=str(n)) for n in (2, 3)]
    tablet.push()
    kept = list(tablet.outbox)
    safe.back_up()
    safe.back_up()
    tablet.push()
    safe.lose_and_restore(oldest)
    tablet.push()
    assert tablet.stored_to == 3
    # As if a hub had kept them.
    one, two = (act for act in kept if act["n"] > 1)
    tablet.offer([two])
    assert not Missing.objects.get().found_at
    tablet.offer([one])
    assert Missing.objects.get().found_at
    assert Task.objects.get().done_at
    apply_all(now(), 9)
    assert [outcome(act) for act in acts] == [[("accepted", "")]] * 2
    assert [answer["r"] for answer in tablet.offer([one, two]).json()["results"]] == ["duplicate"] * 2


def test_a_device_that_was_enrolled_after_the_backup_is_the_same_again(safe, who):
    safe.back_up()
    tablet = tablet_of(who)
    enrolled = Device.objects.get(pk=tablet.id).enrolled_at
    act, device = tablet.say(PHONE, phone="1"), tablet.id
    tablet.push()
    safe.lose_and_restore()
    assert tablet.offer().json()["code"] == "not_enrolled"
    with clock_at(now() + DAY):
        tablet.offset = DAY
        answer = tablet.enrol(code_for(who)).json()
        tablet.push()
    assert (tablet.id, answer["again"]) == (device, True)
    assert abs(Device.objects.get(pk=tablet.id).enrolled_at - enrolled) < MINUTE
    assert outcome(act) == [("accepted", "")]
    assert StoredAct.objects.get().bounded == "", "judged by when it was made, not by when the device came back"


def test_a_device_that_came_back_begins_at_what_it_still_has(safe, who, settings):
    settings.BACKUPS_TO_TRUST = 1
    oldest = safe.back_up()
    tablet = tablet_of(who)
    tablet.say(PHONE, phone="1")
    tablet.push()
    safe.back_up()
    tablet.push()
    second = tablet.say(PHONE, phone="2")
    safe.lose_and_restore(oldest)
    tablet.enrol(code_for(who))
    tablet.push()
    assert outcome(second) == [("accepted", "")]
    assert Missing.objects.values_list("first", "last").get() == (1, 1)


@pytest.mark.parametrize("spoil", ["slip", "device"])
def test_nobody_takes_the_place_of_another_device(safe, who, spoil):
    first, other = tablet_of(who), Tablet()
    other.first_slip, other.id = first.first_slip if spoil == "device" else first.first_slip[:-2] + "AA", first.id
    Device.objects.filter(pk=first.id).update(thumbprint="gone")
    other.enrol(code_for(who))
    assert other.id != first.id


def test_whoever_joined_after_the_backup_sent_what_they_sent(safe, tablet):
    """The tablet is known to the backup, the second person on it and somebody on a kiosk are not."""
    second, third = person(lives=wing()), person(lives=wing())
    kiosk = Tablet()
    kiosk.enrol(code_for(kind=DeviceKind.KIOSK, place=wing()))
    tablet_of(third).call("POST", "/sync/v1/pin", {"kind": "pin", "secret": "246810"})
    safe.back_up()
    tablet.enrol(code_for(second))
    tablet.unlock_again()
    acts = [tablet.say(PHONE, phone="1")]
    kiosk.sign_in(third.numbers.get().value, "246810")
    acts += [kiosk.say(PHONE, phone="2")]
    tablet.push()
    kiosk.push()
    safe.lose_and_restore()
    tablet.push()
    kiosk.push()
    assert [outcome(act) for act in acts] == [[("accepted", "")]] * 2
    assert Holding.objects.filter(device=tablet.id, person=second, to_at=None).exists()


def test_codes_from_before_open_nothing_after(safe, who):
    code = code_for(who)
    safe.back_up()
    safe.lose_and_restore()
    assert Tablet().enrol(code).json()["code"] == "code_expired"


# --- what an operator can do wrong ---


def test_a_database_that_is_there_is_replaced_only_when_told(safe, tablet):
    safe.back_up()
    with pytest.raises(CommandError, match="--over"):
        safe.restore()
    tablet.say(PHONE, phone="1")
    tablet.push()
    safe.restore(over=True)
    assert not StoredAct.objects.exists()
    tablet.push()
    assert StoredAct.objects.count() == 1
    assert Epoch.objects.count() == 2


def test_a_backup_that_was_touched_is_not_restored(safe, tablet, who):
    made = safe.back_up()
    content = bytearray((made / "database").read_bytes())
    content[len(content) // 2] ^= 1
    (made / "database").write_bytes(content)
    with pytest.raises(CommandError, match="was changed or damaged"):
        safe.restore(over=True)
    assert Person.objects.filter(pk=who.pk).exists()


def test_a_manifest_that_was_touched_or_is_of_another_estate_is_not_believed(safe, settings):
    made = safe.back_up()
    settings.TRAIL_KEY = b"another-estate-another-estate-32"
    with pytest.raises(CommandError, match="THROUGHGATE_TRAIL_KEY"):
        safe.restore(over=True)
    (made / "manifest.json").unlink()
    with pytest.raises(CommandError, match="no backup"):
        safe.restore(over=True)


def test_a_backup_that_cannot_be_read_back_is_not_recorded(safe, tablet):
    tablet.say(PHONE, phone="1", files=[tablet.keep_file(picture(), "image/webp")])
    tablet.push()
    file_store.path_of(StoredFile.objects.get().pk).write_bytes(b"damaged")
    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup", to=safe.folder)
    assert not Backup.objects.exists()
    assert not list(safe.folder.glob("*Z"))


def test_old_backups_go_but_never_those_that_devices_trust(safe):
    names = [safe.back_up().name for _n in range(3)]
    with pytest.raises(CommandError, match="trust the newest 2"):
        safe.back_up(keep=1)
    last = safe.back_up(keep=2).name
    assert sorted(path.name for path in safe.folder.glob("2*Z")) == [names[-1], last]


def test_a_backup_is_nobodys_to_read(safe):
    made = safe.back_up()
    assert (made.stat().st_mode & 0o077, (made / "database").stat().st_mode & 0o077) == (0, 0)


def lose_files(settings):
    shutil.rmtree(settings.FILES)


# --- in any order ---

STEPS = ("save", "send", "send with a photo", "lose the answer", "back up", "restore the newest", "restore the one before")


@pytest.mark.usefixtures("transactional_db")
# A database for each example: to look for a shorter one that fails would take minutes.
@settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=8, max_size=14), enrolled_late=st.booleans())
def test_in_whatever_order_things_happen_nothing_is_lost_or_doubled(steps, enrolled_late, tmp_path_factory):
    with own_database(tmp_path_factory.mktemp("own")) as database, override_settings(FILES=tmp_path_factory.mktemp("files") / "files"):
        who, safe, acts = person(lives=wing()), Safe(database, tmp_path_factory.mktemp("backups")), []
        tablet = None if enrolled_late else tablet_of(who)
        for _n in range(2):
            safe.back_up()
        tablet = tablet or tablet_of(who)
        for step in steps:
            take(step, tablet, safe, acts)
        hand_in(tablet, who)
        assert [outcome(act) for act in acts] == [[("accepted", "")]] * len(acts)
        assert (changes_of(who), StoredAct.objects.count()) == (len(acts), len(acts))
        assert not Missing.objects.exists()
        assert not Quarantined.objects.exists()


def take(step, tablet, safe, acts):
    """One thing that may happen to a device or to the server."""
    if step.startswith(("save", "send")):
        files = [tablet.keep_file(picture(size=(len(acts) + 1, 1)), "image/webp")] if "photo" in step else []
        acts.append(tablet.say(PHONE, phone=str(len(acts) + 1), files=files))
    if step.startswith("restore"):
        shutil.rmtree(django_settings.FILES, ignore_errors=True)
        safe.lose_and_restore(safe.made[-1 if "newest" in step else -2])
    if step == "back up":
        safe.back_up()
    if step in ("send", "send with a photo", "lose the answer") and tablet.offer([]).json().get("code") != "not_enrolled":
        tablet.offer() if step == "lose the answer" else tablet.push()


def hand_in(tablet, who):
    """Until nothing is left to do, as a device does that comes back into the network; with a code, where it was forgotten."""
    if tablet.offer([]).json().get("code") == "not_enrolled":
        tablet.enrol(code_for(who))
    for _round in range(3):
        tablet.push()
    apply_all(now(), 9)
