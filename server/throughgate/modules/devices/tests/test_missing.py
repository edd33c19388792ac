"""What is missing from a device: seen by who looks after its person, and by nobody else."""

import pytest
from django.urls import reverse

from tests.make import DAY, as_worker, browser_of, device, pair, wing, worker
from throughgate.basics.clock import now
from throughgate.basics.errors import NotFound
from throughgate.kernel.sync.missing import MISSING
from throughgate.kernel.sync.models import Missing
from throughgate.kernel.sync.store import go_on_without
from throughgate.kernel.tasks.models import Task
from throughgate.modules.devices import commands

CONFIRMED = {"act": ""}


@pytest.fixture
def officer_and_gap():
    officer, owner = pair(at=wing())
    tablet = device(held_by=owner)
    go_on_without(tablet, 4, now())
    return officer, Missing.objects.get()


def test_it_is_in_the_inbox_on_its_page_and_on_the_devices(officer_and_gap):
    officer, gap = officer_and_gap
    browser, page = browser_of(officer), reverse("devices:missing", args=[gap.pk])
    inbox = browser.get(reverse("inbox")).content.decode()
    assert page in inbox
    assert "3 acts are not here" in browser.get(page).content.decode()
    assert "3 acts are not here" in browser.get(reverse("devices:device", args=[gap.device_id])).content.decode()


def test_whoever_has_found_out_says_so_once_and_it_stays_written_down(officer_and_gap):
    officer, gap = officer_and_gap
    browser, page = browser_of(officer), reverse("devices:missing", args=[gap.pk])
    browser.get(page)
    assert browser.post(page, CONFIRMED).status_code == 302
    task = Task.objects.get(kind=MISSING)
    assert task.done_by == officer
    assert f"{officer.name} has found out about this" in browser.get(page).content.decode()
    assert page not in browser.get(reverse("inbox")).content.decode()
    assert Missing.objects.get().found_at is None
    assert "3 acts are not here" in browser.get(reverse("devices:device", args=[gap.device_id])).content.decode()


def test_a_stranger_cannot_tell_it_from_nothing(officer_and_gap):
    stranger, gap = worker(at=wing("C", "ZMI")), officer_and_gap[1]
    assert browser_of(stranger).get(reverse("devices:missing", args=[gap.pk])).status_code == 404
    with pytest.raises(NotFound):
        commands.account_for(as_worker(stranger, now() + DAY), missing=gap.pk)
    assert Task.objects.get(kind=MISSING).done_at is None
