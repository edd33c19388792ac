"""The database is lost, and every photo with it. A backup is put in its place, and the devices bring back all that it lacks, once.

Two of the devices are real ones in people's hands; three stand for the rest of the estate and speak the same wire.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from parts.desk import Desk
from parts.handheld import TABLET
from parts.inside import wired
from parts.looking import look
from parts.person import Someone
from parts.site import Site
from playwright.sync_api import expect

OFFICER, OTHER_OFFICE = "Rhian Hollowcroft", "EPR-NM"
EARLIER, LATER = "Before the backup", "After the backup"
BY_WIRE = 15
DROPPED_TO = """() => new Promise((resolve) => {
  indexedDB.open('throughgate').onsuccess = ({ target: { result: database } }) => {
    const asked = database.transaction('settings').objectStore('settings').get('dropped_to')
    asked.onsuccess = () => (database.close(), resolve(asked.result))
  }
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose devices keep what they sent until its backups have it."""
    made = Site(tmp_path_factory.mktemp("site") / "home", more=["--backups"])
    try:
        made.start()
        yield made
    finally:
        made.stop()


def test_all_that_the_backup_lacks_comes_back_once(site, handheld, desk):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    invented = acts_in(site, "sync_storedact") | acts_in(site, "sync_quarantined")
    phone, tablet = handheld(), handheld(size=TABLET)
    jordan = Someone(phone)
    jordan.enrol(site.code)
    ask(jordan, EARLIER)
    jordan.contact()
    crowd = [enrolled(site) for _n in range(2)]
    back_up(site)
    jordan.contact()
    assert phone.page.evaluate(DROPPED_TO) == 1

    # Enrolled since: neither the device nor who is on it stands in the backup.
    second, known_as = somebody_of(site, OFFICER)
    other = Someone(tablet, pin="917305", name=known_as)
    other.enrol(rhian.code_for(second, "tablet"))
    crowd.append(enrolled(site))
    make_all_but_one(jordan, other, crowd)
    before = happened(site, invented)
    assert (len(before["asks"]), before["checkins"], before["files"], len(before["acts"])) == (48, 1, 3, 50)

    site.stop()
    ask(jordan, f"{LATER}, with no server")
    jordan.open_asks()
    jordan.sees("status.saved.phone")
    lose(site)
    assert "The trail is whole" in site.throughgate("restore", str(backups(site)[-1]))
    after = happened(site, invented)
    assert (after["asks"], after["checkins"], after["files"], len(after["acts"])) == ([], 0, 0, 1)
    site.start()

    jordan.go_home()
    jordan.contact()
    rhian.sign_in(site.sign_in(OFFICER))
    come_again(other, rhian, second)
    bring_back(site, crowd)
    after = happened(site, invented)
    assert before["acts"] < after["acts"]
    assert (len(after["asks"]), len(set(after["asks"])), after["checkins"], after["files"], len(after["acts"])) == (49, 49, 1, 3, 51)
    assert set(after["times accepted"]) == {1}
    assert after["set aside"] == after["missing"] == 0
    both_sides_see_it(jordan, rhian)
    assert "whole" in site.throughgate("verify-trail")


def ask(someone: Someone, words: str) -> None:
    someone.ask_to_talk("worker", words)
    someone.go_home()


def enrolled(site: Site) -> Any:
    """A device of somebody at another office."""
    device = wired(site.device_url)
    assert device.enrol(site.inside("code_at", OTHER_OFFICE)["code"]).status_code == 200
    return device


def back_up(site: Site) -> None:
    """As many as devices trust."""
    for _n in range(2):
        assert "is whole" in site.throughgate("backup")


def backups(site: Site) -> list[Path]:
    return sorted((site.home / "backups").glob("*Z"))


def somebody_of(site: Site, officer: str) -> tuple[str, str]:
    """Another person of that officer's, who reads English: id, and what they are called."""
    found = site.rows(
        """select person.id, person.known_as from people_person person join people_care care on care.person_id = person.id
        where care.worker_id = ? and care.to_at is null and person.id <> ? and person.language = 'en' order by person.id limit 1""",
        site.worker(officer),
        site.guest,
    )
    return str(UUID(found[0][0])), found[0][1]


def make_all_but_one(jordan: Someone, other: Someone, crowd: list[Any]) -> None:
    """Forty-nine, on five devices: a check-in with photo, voice and signature among them."""
    ask(jordan, f"{LATER}, by phone 1")
    ask(jordan, f"{LATER}, by phone 2")
    ask(other, f"{LATER}, by tablet")
    jordan.open_checkins()
    jordan.start_checkin()
    jordan.feel("OK")
    jordan.want_help("HOUSING")
    jordan.tell_details()
    jordan.answer("It is going well.")
    jordan.answer_by_voice()
    jordan.take_photo()
    jordan.share_place()
    jordan.look_over()
    jordan.sign()
    jordan.send()
    jordan.sees("status.sent")
    jordan.go_home()
    for n, device in enumerate(crowd):
        for m in range(BY_WIRE):
            device.say("talk.ask@1", about="other", words=f"{LATER}, by device {n} {m}")
        device.push()
    other.contact()
    jordan.contact()


def lose(site: Site) -> None:
    """As when the disk dies: the database, and the files."""
    for path in site.home.glob("throughgate.sqlite3*"):
        path.unlink()
    shutil.rmtree(site.home / "files")


def come_again(other: Someone, rhian: Desk, second: str) -> None:
    """The server does not know this tablet any more. With a new code it is what it was, and so are PIN and vault."""
    other.press(other.page.locator(".top-bar-truth"))
    other.press(other.button("shell.try_now"))
    other.sees("shell.outcome.unknown_device", device=other.t("device.this.tablet"))
    other.go_home()
    other.lock()
    look(other.page, "restored-tablet-unknown")
    other.press(other.button("shell.have_code"))
    other.give_code(rhian.code_for(second, "tablet"))
    other.unlock()
    other.contact()
    other.open_asks()
    other.reads(f"{LATER}, by tablet")
    other.sees("status.sent")


def bring_back(site: Site, crowd: list[Any]) -> None:
    """Two are known to the backup. The third needs a code, as the tablet did."""
    crowd[2].enrol(site.inside("code_at", OTHER_OFFICE)["code"])
    for device in crowd:
        device.push()


def happened(site: Site, invented: set[Any]) -> dict[str, Any]:
    """What the tables say of what was made after the backup, and of all that devices have handed in, but for the estate's own."""
    one = "select count(*) from "
    accepted = "(select count(*) from commands_receipt r where r.act = a.act and r.outcome = 'accepted')"
    on_trail = "(select count(*) from audit_trailentry t where t.act = a.act and t.outcome = 'accepted')"
    return {
        "asks": [row[0] for row in site.rows("select words from talk_talkrequest where words like ?", f"{LATER}%")],
        "checkins": site.rows(one + "supervision_submission s join sync_storedact a on a.act = s.id")[0][0],
        "files": site.rows(one + "sync_actfile f join sync_storedfile s on s.sha256 = f.sha256 where f.settled_at is not null")[0][0],
        "acts": acts_in(site, "sync_storedact") - invented,
        "times accepted": [
            n
            for act, *times in site.rows(f"select act, {accepted}, {on_trail} from sync_storedact a")
            if act not in invented
            for n in times
        ],
        "set aside": len(acts_in(site, "sync_quarantined") - invented),
        "missing": site.rows(one + "sync_missing")[0][0],
    }


def acts_in(site: Site, table: str) -> set[Any]:
    return {row[0] for row in site.rows(f"select act from {table}")}


def both_sides_see_it(jordan: Someone, rhian: Desk) -> None:
    """Jordan reads that all was sent; Rhian has the check-in in her inbox, with its photo."""
    jordan.open_asks()
    for words in (EARLIER, f"{LATER}, by phone 1", f"{LATER}, by phone 2", f"{LATER}, with no server"):
        jordan.reads(words)
    expect(jordan.page.get_by_text(jordan.t("status.saved.phone"))).to_have_count(0)
    look(jordan.page, "restored-phone")
    rhian.open("/")
    look(rhian.page, "restored-inbox")
    rhian.open_review("Jordan Thornwick")
    expect(rhian.page.locator("main img").first).to_be_visible()
    expect(rhian.page.locator("audio")).to_have_count(1)
    look(rhian.page, "restored-review")
