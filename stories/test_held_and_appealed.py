"""A mother's message is held by a word in disguise and passes with a part blacked out; both read why; he appeals, and reads it whole."""

import re
from uuid import UUID

import pytest
from parts import trail
from parts.handheld import PHONE, TABLET
from parts.looking import look, picture
from parts.person import Someone
from parts.site import SignIn, Site
from playwright.sync_api import expect

# Two letters of it are Cyrillic. It is a kind of fishing boat, too.
WORD, DISGUISED = "smack", "sm\u0430c\u043a"
WRITTEN = f"Grandad took the old {DISGUISED} out again. He caught four herring!"
WHY, APPEAL, ANSWER = "It may be about heroin.", "A smack is a boat. It is my grandad's.", "It is about a boat."
OF_THE_LIST = "It plans or helps with a crime"
IN_PRISON = """
    select p.known_as, l.code, c.name, c.email from people_person p join places_stay s on s.person_id = p.id and s.to_at is null
    join places_place l on l.id = s.place_id join people_approval a on a.person_id = p.id and a.to_at is null and a.limits = ''
    join people_relationship r on r.id = a.relationship_id join people_contact c on c.id = r.contact_id
    where l.code like 'ZLI-%' and p.language = 'en' and p.easy_read = 0 and c.email <> '' and r.kind in ('MOT', 'PART', 'WIFE', 'SIS')
    and not exists (select 1 from policy_restriction x where x.person_id = p.id)
    and not exists (select 1 from policy_marker m where m.person_id = p.id)
    and not exists (select 1 from people_nocontact n where n.person_id = p.id)
    and not exists (select 1 from identity_holding h where h.person_id = p.id) order by l.code limit 1
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """With the listener for families."""
    made = Site(tmp_path_factory.mktemp("site") / "home", families=True)
    try:
        made.start()
        yield made
        trail.is_whole(made)
    finally:
        made.stop()


def test_a_part_is_blacked_out_and_a_second_reader_gives_it_back(site, handheld, desk, browser):
    known_as, cell, outside, mail = site.rows(IN_PRISON)[0]
    jean, officer = desk(), desk()
    account = site.inside("account_at", "ZLI-A", "prison_officer")
    jean.sign_in(site.sign_in("Jean Oxenbury"))
    seats_and_watches(jean, site, account["id"])
    tablet = handheld(size=TABLET)
    son = Someone(tablet, name=known_as)
    son.enrol(site.inside("code_at", cell)["code"])
    mother = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    comes_in(site, mother, mail, known_as)
    writes(mother)
    officer.sign_in(SignIn(**{key: account[key] for key in ("email", "password", "secret")}))
    blacks_out(officer, outside)
    reads_why(mother)
    reads_and_appeals(son, outside)
    gives_it_back(jean, officer)
    reads_all_of_it(son, mother, outside)
    mother.context.close()


def seats_and_watches(jean, site, officer):
    jean.open("/desk/seats/")
    jean.page.get_by_label("Prison officer").select_option(value=str(UUID(officer)))
    jean.page.get_by_role("button", name="They were trained for it").click()
    expect(jean.page.get_by_role("link", name=re.compile("End it"))).to_be_visible()
    jean.open("/desk/rules/new/")
    jean.page.get_by_label("Which word or phrase?").fill(WORD)
    jean.page.get_by_label("Why is it looked for?").fill("Heroin, three finds in May")
    jean.page.get_by_role("button", name="Look for it").click()
    expect(jean.page.get_by_text("It is looked for from now on.")).to_be_visible()


def comes_in(site, page, mail, known_as):
    """By the link that she asked for."""
    page.goto(f"{site.family_url}/sign-in/")
    page.get_by_role("textbox").fill(mail)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    page.goto(site.family_url + link_in(site, page, mail))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name=re.compile(known_as)).first.click()


def link_in(site, page, mail):
    for _ in range(100):
        for letter in (site.home / "outbox").glob("*"):
            if mail in (text := letter.read_text()) and (found := re.search(r"/sign-in/\S+", text)):
                return found[0]
        page.wait_for_timeout(200)
    raise AssertionError("no mail came")


def writes(mother):
    mother.get_by_label("Your message").fill(WRITTEN)
    mother.get_by_role("button", name="Send", exact=True).click()
    expect(mother.locator(".msg--mine", has_text="herring")).to_contain_text("being checked by staff since")
    look(mother, "held-mother")


def blacks_out(officer, outside):
    officer.open("/desk/")
    look(officer.page, "desk-queue")
    officer.page.get_by_role("link", name=re.compile(re.escape(outside))).first.click()
    page = officer.page
    expect(page.locator("mark")).to_contain_text(DISGUISED)
    page.get_by_label("Release, with parts blacked out").check()
    page.get_by_label(re.compile(f"“{DISGUISED}”")).check()
    page.get_by_label("Why? Both sides read it").select_option(label=OF_THE_LIST)
    page.get_by_label("In your own words").fill(WHY)
    look(page, "desk-item")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("It is decided. Both sides read it.")).to_be_visible()


def reads_why(mother):
    mother.reload()
    mine = mother.locator(".msg--mine", has_text="herring")
    expect(mine).to_contain_text("Staff blacked out parts of this")
    expect(mine).to_contain_text(f"{OF_THE_LIST}: {WHY}")
    expect(mine).to_contain_text(DISGUISED)
    look(mother, "held-mother-why")


def opens(son, outside):
    son.contact()
    son.press(son.link("family.tile"))
    son.press(son.link("messages.open", name=outside))


def reads_and_appeals(son, outside):
    opens(son, outside)
    said = son.page.get_by_role("article").filter(has_text="herring")
    for words in (son.t("messages.blacked"), f"{OF_THE_LIST}: {WHY}", "█" * len(WORD)):
        expect(said).to_contain_text(words)
    expect(said).not_to_contain_text(DISGUISED)
    picture(son.page, "held-son")
    son.press(son.link("messages.appeal"))
    son.write(son.field("messages.appeal_words"), APPEAL)
    son.press(son.button("messages.appeal_send"))
    son.contact()


def gives_it_back(jean, officer):
    officer.open("/")
    expect(officer.page.get_by_role("link", name=re.compile("Asks for another look"))).to_have_count(0)
    jean.open("/")
    jean.page.get_by_role("link", name=re.compile("Asks for another look")).last.click()
    expect(jean.page.get_by_text(APPEAL)).to_be_visible()
    expect(jean.page.get_by_text(WHY)).to_be_visible()
    look(jean.page, "desk-appeal")
    jean.page.get_by_label("Release", exact=True).check()
    jean.page.get_by_label("Note for staff").fill(ANSWER)
    jean.page.get_by_role("button", name="Decide").click()
    expect(jean.page.get_by_text("It is decided. Both sides read it.")).to_be_visible()


def reads_all_of_it(son, mother, outside):
    opens(son, outside)
    expect(son.page.get_by_text(re.compile(DISGUISED))).to_be_visible()
    picture(son.page, "held-son-whole")
    mother.reload()
    expect(mother.locator(".msg--mine", has_text="herring")).not_to_contain_text("blacked out")
