"""The page of operations: counts and devices, for those who keep the service running, and no person anywhere."""

from datetime import timedelta

from django.urls import reverse

from tests import make
from tests.device import tablet_of
from tests.make import browser_of
from throughgate.basics.clock import now
from throughgate.kernel.identity.models import Device, DeviceState
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.sync.condition import condition

PAGE = "operations:condition"


def test_what_waits_and_what_is_wrong_is_there_and_whose_it_is_is_not(settings):
    settings.APPLY_SECONDS = 0
    person = make.person(lives=make.wing("B"))
    tablet = tablet_of(person)
    tablet.ahead = timedelta(minutes=3)
    tablet.offset = -timedelta(minutes=3)
    tablet.say("talk.ask@1", about="worker", words="Nobody here may read this")
    tablet.push()
    DeviceState.objects.update(version="9.1.7", persisted=False, waiting_acts=4, oldest_waiting=now() - timedelta(days=1))
    shown = browser_of(make.worker(WorkerRole.OPERATIONS)).get(reverse(PAGE)).content.decode()
    for words in ("Its turn to be judged", "Still on devices", "-180", "Browsers that may throw away", "minutes ago", "9.1.7"):
        assert words in shown
    for secret in (person.name, person.known_as, str(person.pk), "Nobody here may read this"):
        assert secret not in shown


def test_what_is_unsent_is_counted_by_wing():
    wing = make.wing("B")
    for _n in range(2):
        tablet_of(make.person(lives=wing))
    DeviceState.objects.all().delete()
    for device in Device.objects.all():
        DeviceState.objects.create(device=device, seen_at=now(), waiting_acts=2, waiting_files=1)
    (only,) = condition(now()).unsent
    assert (only.code, only.devices, only.acts, only.files) == (wing.code, 2, 4, 2)


def test_only_those_who_keep_it_running_may_open_it():
    for role in WorkerRole:
        opened = browser_of(make.worker(role)).get(reverse(PAGE)).status_code
        assert opened == (200 if role in (WorkerRole.OPERATIONS, WorkerRole.ADMINISTRATOR) else 404), role
