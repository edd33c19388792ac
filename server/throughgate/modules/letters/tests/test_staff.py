"""Pages of staff: who can be written to, who reads there, and comparing a key."""

from tests.make import browser_of, person, wing, worker
from throughgate.kernel.people.models import WorkerRole
from throughgate.modules.letters.rules.keys import digits_of
from throughgate.modules.letters.tests import make


def test_a_recipient_is_added_with_who_reads():
    first = browser_of(make.verifier())
    answer = first.post("/letters/add/", {"kind": "listeners", "name": "Harbour Listeners", "about": "They listen."})
    page = answer.headers["Location"]
    assert first.post(f"{page}reader/", {"name": "Ruth Alder", "email": "ruth@listeners.example"}).status_code == 302
    assert "ruth@listeners.example" in first.get(page).content.decode()


def test_the_digits_of_a_key_are_shown_and_each_worker_compares_once():
    of = make.recipient()
    key = make.key(of, make.reader(of), pinned=False)
    address = f"/letters/keys/{key.pk}/"
    first, second = (browser_of(make.verifier()) for _n in range(2))
    assert " ".join(digits_of(key.public)) in first.get(address).content.decode()
    first.post(address, {"how": "Rang them"})
    assert "Another worker has to do it, too" in first.get(address).content.decode()
    second.post(address, {"how": "On paper"})
    assert "Compared by two" in second.get(f"/letters/{of.pk}/").content.decode()


def test_only_who_keeps_the_list_finds_it():
    of = make.recipient(own=person(lives=wing()))
    for role in (WorkerRole.PRISON_OFFICER, WorkerRole.SECURITY, WorkerRole.NURSE):
        assert browser_of(worker(role, at=wing())).get("/letters/").status_code == 404
    shown = browser_of(worker(WorkerRole.ADMINISTRATOR, at=wing())).get(f"/letters/{of.pk}/").content.decode()
    assert of.name in shown
    # Of an own one even a number would tell that somebody wrote.
    assert "in thirty days" not in shown
