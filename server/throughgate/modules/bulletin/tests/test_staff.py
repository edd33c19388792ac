"""The staff page: everything that stands there, and what a worker says."""

import pytest
from django.urls import reverse

from tests.make import as_worker, browser_of, prison, wing, worker
from throughgate.basics.clock import now
from throughgate.kernel.people.models import WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.modules.bulletin.models import Line
from throughgate.modules.bulletin.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return worker(WorkerRole.SECURITY, at=prison())


def test_a_routine_is_said_in_a_form_and_stands_on_the_page(keeper):
    browser, at = browser_of(keeper), prison().pk
    wing("B")
    said = {"place": wing("B").pk, "what": "association", "days": ["1", "3"], "begins": "16:45", "ends": "00:00"}
    answer = browser.post(reverse("bulletin:routine", args=[at]), said)
    assert answer.headers["Location"] == reverse("bulletin:board", args=[at])
    with scope(as_worker(keeper)):
        assert Line.objects.values_list("days", "begins", "ends").get() == ("13", 1005, 1440)
    page = browser.get(reverse("bulletin:board", args=[at])).content.decode()
    assert "16:45–24:00" in page
    assert "Mon, Wed" in page


def test_a_film_over_another_is_refused_above_the_form(keeper):
    browser, address = browser_of(keeper), reverse("bulletin:film", args=[prison().pk])
    said = {"place": prison().pk, "title": "Three Harbours", "starts_at": "2099-01-04T18:00", "minutes": "90"}
    assert browser.post(address, said).status_code == 302
    again = browser.post(address, said | {"title": "The Lamplighter", "starts_at": "2099-01-04T19:00"})
    assert "“Three Harbours” is shown until 4 January 2099, 19:30." in again.content.decode()


def test_down_and_mended(keeper):
    browser, kiosk = browser_of(keeper), make.service(keeper, wing("B"), now=now())
    said = {"why": "A part is missing.", "since": "2026-01-01T08:00", "expected_at": ""}
    assert browser.post(reverse("bulletin:down", args=[kiosk.pk]), said).status_code == 302
    board = reverse("bulletin:board", args=[prison().pk])
    assert "A part is missing." in browser.get(board).content.decode()
    assert browser.post(reverse("bulletin:mended", args=[kiosk.pk]), {"act": ""}).status_code == 302
    assert "A part is missing." not in browser.get(board).content.decode()
