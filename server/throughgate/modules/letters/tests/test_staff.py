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


def test_each_worker_types_the_digits_that_they_heard_and_no_page_gives_them_away():
    of = make.recipient()
    key = make.key(of, make.reader(of), pinned=False)
    address, page, digits = f"/letters/keys/{key.pk}/", f"/letters/{of.pk}/", " ".join(digits_of(key.public))
    first, second = (browser_of(make.verifier()) for _n in range(2))
    for shown in (first.get(address), first.get(page), first.post(address, {"digits": "1" * 40, "how": "Rang them"})):
        assert digits not in shown.content.decode()
    first.post(address, {"digits": digits, "how": "Rang them"})
    assert "Another worker has to do it, too" in first.get(address).content.decode()
    second.post(address, {"digits": digits, "how": "On paper"})
    assert "Compared by two" in second.get(page).content.decode()
    assert digits in second.get(page).content.decode()


def test_only_who_keeps_the_list_finds_it():
    of = make.recipient(own=person(lives=wing()))
    for role in (WorkerRole.PRISON_OFFICER, WorkerRole.SECURITY, WorkerRole.NURSE):
        assert browser_of(worker(role, at=wing())).get("/letters/").status_code == 404
    shown = browser_of(worker(WorkerRole.ADMINISTRATOR, at=wing())).get(f"/letters/{of.pk}/").content.decode()
    assert of.name in shown
    # Of an own one even a number would tell that somebody wrote.
    assert "in thirty days" not in shown
