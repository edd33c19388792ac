"""What staff see: who writes with whom, and, once they have said why, what; and that this is told to those who wrote."""

from tests.make import as_contact, as_person, browser_of, care, contact, worker
from throughgate.basics.clock import now
from throughgate.kernel.audit.models import TrailEntry
from throughgate.kernel.people.models import CareRole, WorkerRole
from throughgate.kernel.policy.scope import scope
from throughgate.kernel.screening.models import Item
from throughgate.modules.touch import policy, queries
from throughgate.modules.touch.tests import make
from throughgate.modules.touch.tests.test_commands import seen_by


def test_staff_say_why_before_they_read_and_he_sees_that_they_did():
    who, mother = make.two()
    carer, stranger = worker(WorkerRole.PRISON_OFFICER), worker(WorkerRole.SECURITY)
    care(carer, who, CareRole.KEYWORKER)
    make.says(as_person(who, now()), who, mother, "A secret of ours")
    address = f"/touch/{make.thread(who, mother)}/"
    shown = browser_of(carer).get(f"/people/{who.pk}/").content.decode()
    assert mother.name in shown
    assert "secret" not in shown
    browser = browser_of(carer)
    assert "secret" not in browser.get(address).content.decode()
    assert browser.post(address, {"act": "", "why": "A threat was reported"}).status_code == 302
    assert "A secret of ours" in browser.get(address).content.decode()
    assert TrailEntry.objects.filter(what="touch.read_thread@1", person_id=who.pk).exists()
    assert seen_by(who)[0].staff_read
    assert browser_of(stranger).get(address).status_code == 404


def test_the_desk_sees_an_item_in_its_thread():
    who, mother = make.two()
    make.held_word()
    make.says(as_contact(mother), who, mother, "Hello")
    held = make.says(as_contact(mother), who, mother, "By the harbour")
    item, act = Item.objects.get(pk=held), as_person(who)
    with scope(act):
        said = queries.around(act, [item])[held]
        assert [(one.words, one.this) for one in said] == [("Hello", False), ("By the harbour", True)]
        assert queries.words_of(act, item) == "By the harbour"


def test_who_sees_a_message_role_by_relation():
    who, mother = make.two()
    child = contact(of=who, kind="DAU", guardian=mother)
    make.says(as_contact(mother), who, child, "Hello")
    for act, sees in ((as_person(who), True), (as_contact(mother), True), (as_contact(contact(of=who)), False)):
        with scope(act):
            assert policy.messages_visible_to(act).exists() == sees
