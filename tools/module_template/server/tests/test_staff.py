"""The pages of capability_name, through a signed-in browser."""

from django.urls import reverse

from tests.make import browser_of, worker
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.policy.scope import scope
from throughgate.modules.capability_name.models import Reading
from throughgate.modules.capability_name.tests import make


def test_a_worker_finds_it_in_the_inbox_reads_it_and_it_leaves():
    officer, person = make.cared_for()
    left = make.leave(person)
    browser, page = browser_of(officer), reverse("capability_name:note", args=[left.id])
    assert page in browser.get(reverse("inbox")).content.decode()
    assert "My shift has changed." in browser.get(page).content.decode()
    assert TrailEntry.objects.filter(what="look:capability_name:note", person_id=person.pk, outcome="looked").exists()

    assert browser.post(page, {"act": ""}).status_code == 302
    assert page not in browser.get(reverse("inbox")).content.decode()
    with scope(left):
        assert Reading.objects.filter(note=left.id).exists()


def test_it_stands_on_the_page_of_the_person():
    officer, person = make.cared_for()
    left = make.leave(person)
    shown = browser_of(officer).get(reverse("person", args=[person.pk])).content.decode()
    assert reverse("capability_name:note", args=[left.id]) in shown


def test_a_stranger_finds_nothing():
    _, person = make.cared_for()
    page = reverse("capability_name:note", args=[make.leave(person).id])
    assert browser_of(worker()).get(page).status_code == 404
