"""Somebody is moved to another prison while their tablet is offline, with three acts and a draft aboard."""

import re
from uuid import UUID

import pytest
from parts.disk import readable
from parts.handheld import TABLET
from parts.looking import look
from parts.person import Someone
from parts.site import SignIn
from playwright.sync_api import expect

ASKED = {
    "health": "My tooth has hurt since the weekend.",
    "family": "My son starts school on Monday. May I ring him?",
    "other": "The light over my bed flickers.",
}
BEGUN = "I would like to say sorry to my keyworker because"
REPLY = "You are on the dentist's list for Thursday."
CELL = "ZMI-A-1-003"


@pytest.fixture
def prisons(site, desk):
    """A worker at a desk in each of the two prisons."""
    return sit_down(site, desk, "ZLI", "case_manager"), sit_down(site, desk, "ZMI", "senior_probation_officer")


def test_everything_arrives_and_the_old_tablet_is_wiped_after_its_last_act_is_stored(site, handheld, prisons):
    lindenfield, marsh_end = prisons
    person, name, known_as = somebody_in(site, "ZLI")
    old = handheld(size=TABLET)
    there = Someone(old, name=known_as)
    there.enrol(lindenfield.code_for(person, "tablet"))
    label = tablet_of(site, person)

    old.offline()
    for about, words in ASKED.items():
        there.ask_to_talk(about, words)
        there.sees("status.saved.tablet")
        there.go_home()
    begin(there)
    there.lock()

    record_move(lindenfield, person, CELL)
    nobody_knows_yet_what_is_on_it(prisons, person, name, label)

    new = handheld(size=TABLET)
    here = Someone(new, name=known_as, pin="530918")
    take_over(marsh_end, name)
    here.enrol(marsh_end.code_for(person, "tablet"))
    assert arrived(site, person) == []
    assert [words for words in ASKED.values() if readable(old.profile, words)] == []
    assert vaults(old) == 1

    old.offline(False)
    expect(old.page.get_by_text(re.compile(f"{known_as} does not use this device any more"))).to_be_visible(timeout=90_000)
    look(old.page, "moved-away")
    assert arrived(site, person) == sorted(ASKED.values())
    assert vaults(old) == 0
    assert readable(old.profile, BEGUN) == []

    everything_is_on_the_new_tablet(here)
    staff_see_what_is_theirs(prisons, name, label)
    marsh_end.answer(name, REPLY)
    here.contact()
    here.open_asks()
    here.reads(REPLY)
    assert "whole" in site.throughgate("verify-trail")


def sit_down(site, desk, prison, role):
    account = site.inside("account_at", prison, role)
    worker = desk()
    worker.sign_in(SignIn(account["email"], account["password"], account["secret"]))
    return worker


def somebody_in(site, prison):
    """Somebody in a cell of that prison who has no device and reads English: id, name, and what they are called."""
    [found] = site.rows(
        """select person.id, person.given_name || ' ' || person.family_name, person.known_as from people_person person
        join places_stay stay on stay.person_id = person.id and stay.to_at is null join places_place place on place.id = stay.place_id
        where place.code like ? and person.language = 'en' and not person.easy_read
        and not exists (select 1 from identity_holding held where held.person_id = person.id)
        and not exists (select 1 from talk_talkrequest asked where asked.person_id = person.id) order by person.id limit 1""",
        f"{prison}-%",
    )
    return str(UUID(found[0])), found[1], found[2]


def tablet_of(site, person):
    """What staff call the tablet that they have."""
    held = "select device_id from identity_holding where person_id = ?"
    return site.rows(f"select label from identity_device where id in ({held})", UUID(person).hex)[0][0]


def arrived(site, person):
    return sorted(words for (words,) in site.rows("select words from talk_talkrequest where person_id = ?", UUID(person).hex))


def vaults(device):
    """How many people's things stand on that device."""
    names = device.page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))")
    return sum(name.startswith("vault-") for name in names)


def begin(someone):
    """Something that is not sent yet."""
    someone.press(someone.link("ui.ask_to_talk"))
    someone.pick(someone.option("talk.about.worker"))
    someone.write(someone.field("talk.words"), BEGUN)
    someone.page.wait_for_timeout(500)


def record_move(worker, person, cell):
    worker.open(f"/people/{person}/")
    worker.page.get_by_role("link", name="Record a move").click()
    worker.page.get_by_label("Where do they live now?").fill(cell)
    worker.page.get_by_label("In which setting?").select_option("open")
    look(worker.page, "record-move")
    worker.page.get_by_role("button", name="Record this move").click()
    expect(worker.page).to_have_url(re.compile("/people/$"))


def nobody_knows_yet_what_is_on_it(prisons, person, name, label):
    """The old prison knows of the tablet and no longer of the person; the new one knows of both."""
    lindenfield, marsh_end = prisons
    for worker in prisons:
        worker.open("/devices/aboard/")
        row = worker.page.get_by_role("row", name=re.compile(label))
        expect(row).to_contain_text("Not in touch since they left. There may be something on it.")
    look(lindenfield.page, "aboard-old-prison")
    look(marsh_end.page, "aboard-new-prison")
    expect(lindenfield.page.get_by_text(name)).to_have_count(0)
    expect(marsh_end.page.get_by_text(name)).to_have_count(1)
    lindenfield.open(f"/people/{person}/")
    expect(lindenfield.page.get_by_text("We cannot find").first).to_be_visible()
    marsh_end.open(f"/people/{person}/")
    expect(marsh_end.page.get_by_text("Still aboard:")).to_be_visible()


def take_over(worker, name):
    """From the inbox: who looks after somebody who has arrived."""
    worker.open("/")
    worker.page.get_by_role("row", name=re.compile(name)).get_by_role("link", name="Arrived: who looks after them?").click()
    worker.page.get_by_label("keyworker", exact=True).check()
    mine = worker.page.locator("select[name=worker] option", has_text="Senior probation officer").first
    worker.page.get_by_label("Who?").select_option(mine.get_attribute("value"))
    look(worker.page, "take-over")
    worker.page.get_by_role("button", name="Give them this role").click()
    worker.open("/")
    expect(worker.page.get_by_role("link", name=re.compile(f"Arrived.*{name}"))).to_have_count(0)


def everything_is_on_the_new_tablet(someone):
    someone.contact()
    someone.open_asks()
    for words in ASKED.values():
        someone.reads(words)
    look(someone.page, "moved-asks")
    someone.go_home()
    someone.press(someone.link("ui.ask_to_talk"))
    expect(someone.field("talk.words")).to_have_value(BEGUN)
    look(someone.page, "moved-draft")
    someone.go_home()


def staff_see_what_is_theirs(prisons, name, label):
    """Nothing is aboard any more; what was asked waits in the prison where they are now, and nowhere else."""
    for worker, waiting in zip(prisons, (0, len(ASKED)), strict=True):
        worker.open("/devices/aboard/")
        expect(worker.page.get_by_text(label)).to_have_count(0)
        worker.open("/")
        expect(asks_of(worker, name)).to_have_count(waiting)
    look(prisons[1].page, "moved-inbox")


def asks_of(worker, name):
    """Above, where it is about health, or in the list."""
    return worker.page.get_by_role("link", name=re.compile(f"Wants to talk.*{name}"))
