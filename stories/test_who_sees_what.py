"""One item, four people, four answers, each explained; and what a roll-back takes away while nobody is in touch."""

import re
from uuid import UUID

import pytest
from parts.disk import readable
from parts.handheld import TABLET
from parts.looking import look, picture
from parts.person import Someone
from parts.site import SignIn
from playwright.sync_api import expect

TITLE, WORDS = "The chess room is open again", "Bring a cup. The boards are on the shelf by the door."
TEITL, GEIRIAU = "Mae’r ystafell wyddbwyll ar agor eto", "Dewch â chwpan. Mae’r byrddau ar y silff wrth y drws."
WHY = "You wrote on the screen of the tablet."
PINS = ("481027", "917305", "530918", "264813")


@pytest.fixture
def lindenfield(site, desk):
    """Whoever makes codes, stops things and switches them on; and the tutor who keeps the prison's shelf."""
    return [sit_down(site, desk, role) for role in ("case_manager", "senior_probation_officer", "tutor")]


def test_four_people_have_four_answers_and_a_roll_back_takes_it_away(site, handheld, lindenfield):
    manager, senior, tutor = lindenfield
    player, not_for, stopped, welsh = four_at_lindenfield(site)
    put_in_group(tutor, player)
    site.inside("publish_for", "ZLI", "cy", "Chess", TITLE, WORDS, TEITL, GEIRIAU)
    stop_the_library(senior, stopped)

    tablet = handheld(size=TABLET)
    for number, one in enumerate((player, not_for, stopped, welsh)):
        one["app"] = Someone(tablet, lang=one["language"], pin=PINS[number], name=one["known_as"])
        arrive(one["app"], manager.code_for(one["id"], "tablet"), first=number == 0)
        ANSWERS[number](one["app"])
        one["app"].lock(alone=number == 0)

    says = [ask(tutor, one, item_page(tutor)) for one in (player, not_for, stopped, welsh)]
    assert says == ["sees this", "does not see this", "does not see this", "sees this"]

    reader = player["app"]
    speak(reader)
    reader.come_back()
    keep(reader)
    tablet.offline()
    roll_back(senior)
    still_there(reader)
    tablet.offline(False)
    reader.contact()
    taken_away(reader)
    assert readable(tablet.profile, WORDS) == []
    assert ask(tutor, player, item_page(tutor)) == "does not see this"
    assert "whole" in site.throughgate("verify-trail")


def sit_down(site, desk, role):
    account = site.inside("account_at", "ZLI", role)
    worker = desk()
    worker.sign_in(SignIn(account["email"], account["password"], account["secret"]))
    return worker


def four_at_lindenfield(site):
    """Three who read English and one who reads Welsh, none of whom has a device or is called like another."""
    rows = site.rows(
        """select person.id, person.given_name || ' ' || person.family_name, person.known_as, person.language, number.value
        from people_person person join places_stay stay on stay.person_id = person.id and stay.to_at is null
        join places_place place on place.id = stay.place_id join people_personnumber number on number.person_id = person.id
        where place.code like 'ZLI-%' and number.kind = 'prison' and not person.easy_read
        and not exists (select 1 from identity_holding held where held.person_id = person.id)
        and not exists (select 1 from policy_restriction stopped where stopped.person_id = person.id)
        and not exists (select 1 from policy_marker marked where marked.person_id = person.id) order by person.id"""
    )
    named = {
        row[2]: dict(zip(("id", "name", "known_as", "language", "number"), (str(UUID(row[0])), *row[1:]), strict=True)) for row in rows
    }
    people = list(named.values())
    welsh = next(one for one in people if one["language"] == "cy")
    return [*[one for one in people if one["language"] == "en"][:3], welsh]


def put_in_group(tutor, one):
    """The tutor's own list."""
    tutor.open("/caseload/groups/")
    tutor.page.get_by_label("What is it called?").fill("Chess")
    tutor.page.get_by_label("Where is it?").select_option(label="HMP Lindenfield (ZLI)")
    look(tutor.page, "groups")
    tutor.page.get_by_role("button", name="Begin this group").click()
    tutor.page.get_by_role("link", name="Chess", exact=True).click()
    tutor.page.get_by_label("Prison number or CRN").fill(one["number"])
    tutor.page.get_by_role("button", name="Put them in this group").click()
    expect(tutor.page.get_by_role("link", name=one["name"], exact=True)).to_be_visible()
    look(tutor.page, "group")


def stop_the_library(senior, one):
    senior.open(f"/access/{one['id']}/restrict/")
    senior.page.get_by_label("What is stopped?").select_option(label="Read, hear and see what is in the library")
    senior.page.get_by_label("Why?").fill(WHY)
    for part, value in (("Day", 1), ("Month", 12), ("Year", 2099)):
        senior.page.get_by_label(part, exact=True).last.fill(str(value))
    senior.page.get_by_role("button", name=re.compile("Stop")).click()
    expect(senior.page.get_by_text(WHY).first).to_be_visible()


def arrive(someone, code, *, first):
    if first:
        someone.enrol(code)
    else:
        speak(someone)
        someone.join(code)
    someone.contact()


def speak(someone):
    """The first screens in that person's language: one button, with the other's name."""
    other = someone.page.get_by_role("button", name={"en": "English", "cy": "Cymraeg"}[someone.lang], exact=True)
    if other.count():
        someone.press(other)


def open_library(someone):
    someone.press(someone.page.get_by_role("link", name=re.compile(f"^{someone.t('library.tile')}")).first)
    expect(someone.page.get_by_role("heading", name=someone.t("library.title"), level=1)).to_be_visible()


def link(someone, title=TITLE):
    return someone.page.get_by_role("link", name=re.compile(title)).first


def read(someone, title=TITLE, words=WORDS):
    open_library(someone)
    someone.press(link(someone, title))
    expect(someone.page.get_by_text(words)).to_be_visible(timeout=20_000)


def sees_it_by_language(someone):
    read(someone, TEITL, GEIRIAU)
    someone.sees("library.for.languages", who="Cymraeg")
    picture(someone.page, "sees-by-language")
    someone.go_home()


def sees_it_by_group(someone):
    read(someone)
    someone.sees("library.for.groups", who="Chess")
    picture(someone.page, "sees-by-group")
    someone.go_home()


def does_not_have_it(someone):
    open_library(someone)
    expect(someone.page.get_by_role("link", name=re.compile("Showers on B wing are back")).first).to_be_visible(timeout=20_000)
    expect(link(someone)).to_have_count(0)
    someone.go_home()


def reads_why_not(someone):
    expect(someone.page.get_by_text(WHY).first).to_be_visible()
    look(someone.page, "library-stopped-home")
    open_library(someone)
    expect(link(someone)).to_have_count(0)
    expect(someone.page.get_by_text(WHY).first).to_be_visible()
    look(someone.page, "library-stopped")
    someone.go_home()


ANSWERS = (sees_it_by_group, does_not_have_it, reads_why_not, sees_it_by_language)


def item_page(tutor):
    tutor.open("/library/")
    tutor.page.get_by_role("link", name=TITLE).click()
    return tutor.page


def ask(tutor, one, page):
    """The same question for each, at the shelf's own page; returns what its heading says after the name."""
    page.get_by_role("link", name="Ask for one person").click()
    page.get_by_label("Prison number or CRN").fill(one["number"])
    page.get_by_role("button", name="Show whether they see it, and why").click()
    look(tutor.page, f"sees-{one['number']}")
    return page.get_by_role("heading", level=1).inner_text().removeprefix(one["name"]).strip()


def keep(someone):
    """Kept on the tablet, to be there with no network."""
    read(someone)
    offer = someone.t("library.keep_size", device=someone.t("device.this.tablet"), size="|").split("|")[0]
    someone.press(someone.page.get_by_role("button", name=re.compile(f"^{re.escape(offer)}")))
    someone.sees("library.is_kept", device=someone.t("device.this.tablet"))
    someone.go_home()


def roll_back(senior):
    """The library is switched off at Lindenfield again."""
    senior.open("/access/rollouts/")
    look(senior.page, "rollouts")
    senior.page.get_by_role("link", name=re.compile("Switch off.*in the library.*HMP Lindenfield")).click()
    senior.page.get_by_role("button", name=re.compile("Switch")).click()


def still_there(someone):
    read(someone)
    someone.go_home()


def taken_away(someone):
    someone.reads("This is not switched on where you live yet.")
    look(someone.page, "library-rolled-back-home")
    open_library(someone)
    expect(link(someone)).to_have_count(0)
    look(someone.page, "library-rolled-back")
