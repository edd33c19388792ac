"""Somebody asks for their child from a cell with no network; two workers look, the guardian says yes on her phone, and stops one day."""

import re

import pytest
from parts import trail
from parts.handheld import PHONE, TABLET
from parts.looking import look, nothing_left_in
from parts.person import Someone
from parts.site import SignIn, Site
from playwright.sync_api import expect

CHILD, GUARDIAN, MAIL = "Elin Marlow", "Tess Marlow", "tess@home.example"
IN_A_CELL = """
    select p.known_as, l.code from people_person p join places_stay s on s.person_id = p.id join places_place l on l.id = s.place_id
    where s.to_at is null and l.code like 'ZLI-%' and p.language = 'en' and p.easy_read = 0
    and not exists (select 1 from policy_restriction r where r.person_id = p.id)
    and not exists (select 1 from policy_marker m where m.person_id = p.id) order by l.code limit 1
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site") / "home", families=True)
    try:
        made.start()
        yield made
        trail.is_whole(made)
    finally:
        made.stop()


def test_a_child_is_asked_for_in_a_cell_and_her_mother_decides(site, handheld, desk, browser):
    known_as, cell = site.rows(IN_A_CELL)[0]
    tablet = handheld(size=TABLET)
    father = Someone(tablet, name=known_as)
    father.enrol(site.inside("code_at", cell)["code"])
    asks_offline(father)
    manager, jean = desk(), desk()
    account = site.inside("account_at", "ZLI", "case_manager")
    manager.sign_in(SignIn(**{key: account[key] for key in ("email", "password", "secret")}))
    checks(manager)
    jean.sign_in(site.sign_in("Jean Oxenbury"))
    agrees(jean)
    mother = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    says_yes(mother, site, known_as)
    sees(father, "family.kind.DAU")
    look(tablet.page, "people")
    stops(mother, known_as)
    sees(father, "family.they_stopped", name=CHILD)
    father.sees("family.they_stopped_help")
    look(tablet.page, "people-stopped")
    mother.context.close()


def asks_offline(father):
    father.device.offline()
    open_people(father)
    father.press(father.link("family.ask"))
    father.write(father.field("family.name"), CHILD)
    father.pick(father.option("family.kind.DAU"))
    father.write(father.page.get_by_label(father.t("family.age")), "9")
    father.write(father.page.get_by_label(father.t("family.words")), "She lives with her mother, Tess.")
    look(father.page, "people-ask")
    father.press(father.button("family.send"))
    father.sees("family.thanks")
    father.sees("status.saved.tablet")
    father.device.offline(False)
    father.contact()


def open_people(father):
    father.press(father.link("family.tile"))
    father.sees("family.title")


def checks(manager):
    manager.open("/")
    manager.page.get_by_role("link", name=re.compile("Asks for a contact")).last.click()
    page = manager.page
    expect(page.get_by_text(CHILD, exact=True)).to_be_visible()
    page.get_by_label("Yes, under 18").check()
    page.get_by_label("Of a child: the guardian’s name").fill(GUARDIAN)
    page.get_by_label("The guardian’s email").fill(MAIL)
    page.get_by_label("Text only: no calls, no pictures, no sound").check()
    page.get_by_label("Why, in words that the person reads").fill("Letters first, for three months.")
    look(page, "contact-check")
    page.get_by_role("button", name="They may be in touch").click()
    expect(page.get_by_text("Waits for another worker")).to_be_visible()


def agrees(jean):
    jean.open("/")
    jean.page.get_by_role("link", name=re.compile("Contact: another worker looks")).last.click()
    jean.page.get_by_label("I agree").check()
    look(jean.page, "contact-second")
    jean.page.get_by_role("button", name="Keep my decision").click()
    expect(jean.page.get_by_text(f"{GUARDIAN} was asked on")).to_be_visible()


def says_yes(mother, site, known_as):
    mother.goto(link_in_the_mail(mother, site))
    mother.get_by_role("main").get_by_role("button", name="Come in").click()
    expect(mother.get_by_text(f"{known_as} would like to be in touch with {CHILD}")).to_be_visible()
    look(mother, "family-home")
    mother.get_by_role("link", name="Say yes or no").click()
    mother.get_by_label("Yes", exact=True).check()
    look(mother, "family-answer")
    mother.get_by_role("button", name="Send my answer").click()
    expect(mother.get_by_text("Thank you. Your answer is kept.")).to_be_visible()


def link_in_the_mail(page, site):
    """As it stands in the outbox once the worker has sent it."""
    for _n in range(150):
        mails = [path.read_text() for path in (site.home / "outbox").glob("*.log")]
        if found := [link for mail in mails for link in re.findall(r"http://\S+/sign-in/\S+", mail) if MAIL in mail]:
            return found[0].replace("localhost", "127.0.0.1")
        page.wait_for_timeout(100)
    raise AssertionError("no mail came")


def stops(mother, known_as):
    mother.get_by_role("button", name="Cymraeg").click()
    expect(mother.get_by_role("link", name="Rhoi’r gorau i gysylltu", exact=True)).to_be_visible()
    nothing_left_in("en", "cy", mother, "family-home-cy")
    look(mother, "family-home-cy")
    mother.get_by_role("button", name="English").click()
    mother.get_by_role("link", name="Stop contact", exact=True).click()
    expect(mother.get_by_role("heading", name=f"Stop contact between {known_as} and {CHILD}?")).to_be_visible()
    look(mother, "family-stop")
    mother.get_by_role("button", name="Stop contact now").click()
    expect(mother.get_by_text("It has stopped.")).to_be_visible()


def sees(father, key, **values):
    father.contact()
    open_people(father)
    father.sees(key, **values)
