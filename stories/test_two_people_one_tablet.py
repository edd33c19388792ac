"""Two people share a tablet: what one has waiting on it travels when the other is here, and neither can read the other's things."""

from uuid import UUID

from parts.disk import readable
from parts.handheld import TABLET
from parts.looking import look
from parts.person import Someone
from playwright.sync_api import Locator, Page, expect

OFFICER = "Rhian Hollowcroft"
WORDS = "My back hurts on the stairs to the third landing."


def test_what_one_wrote_travels_with_the_other_unread(site, handheld, desk):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(rhian.code_for(site.guest, "tablet"))
    jordan.lock()
    second, known_as = someone_else_of(site, OFFICER)
    other = Someone(tablet, pin="917305", name=known_as)
    other.join(rhian.code_for(second, "tablet"))
    other.lock(alone=False)
    look(tablet.page, "who-are-you")

    tablet.offline()
    jordan.come_back()
    jordan.ask_to_talk("health", WORDS)
    jordan.sees("status.saved.tablet")
    jordan.lock(alone=False)

    other.come_back()
    nothing_of_the_other(other)
    assert readable(tablet.profile, WORDS) == []
    tablet.offline(False)
    expect(other.link("bar.nothing_waiting")).to_be_visible(timeout=60_000)
    nothing_of_the_other(other)
    assert site.rows("select person_id, words from talk_talkrequest where words = ?", WORDS) == [(site.guest, WORDS)]

    tablet.kill()
    assert readable(tablet.profile, WORDS) == []
    tablet.start()
    tablet.open()
    jordan.come_back()
    jordan.contact()
    jordan.open_asks()
    jordan.reads(WORDS)
    jordan.sees("status.sent")


def test_a_newcomers_language_is_theirs_and_the_first_screen_keeps_its_own(site, handheld, desk):
    rhian = desk()
    rhian.sign_in(site.sign_in(OFFICER))
    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(rhian.code_for(site.guest, "tablet"))
    jordan.lock()
    second, known_as = someone_else_of(site, OFFICER)
    other = Someone(tablet, lang="cy", pin="917305", name=known_as)

    jordan.press(jordan.button("shell.have_code"))
    in_welsh(tablet.page).tap()
    other.sees("shell.have_code")
    other.press(other.button("ui.back"))
    jordan.sees("shell.have_code")

    jordan.press(jordan.button("shell.have_code"))
    in_welsh(tablet.page).tap()
    other.give_code(rhian.code_for(second, "tablet"))
    other.choose_pin()
    other.press(other.button("shell.lock"))
    jordan.sees("shell.who")
    look(tablet.page, "who-are-you-several")

    jordan.press(jordan.page.get_by_role("button", name=known_as, exact=True))
    expect(in_welsh(tablet.page)).to_have_count(0)
    jordan.write(jordan.field("shell.your_pin"), other.pin)
    jordan.press(jordan.button("shell.unlock"))
    other.sees("ui.ask_to_talk")
    other.press(other.button("shell.lock"))
    jordan.come_back()

    jordan.lock(alone=False)
    in_welsh(tablet.page).tap()
    other.sees("shell.who")
    jordan.press(jordan.page.get_by_role("button", name=jordan.name, exact=True))
    other.write(other.field("shell.your_pin"), jordan.pin)
    other.press(other.button("shell.unlock"))
    jordan.sees("ui.ask_to_talk")


def in_welsh(page: Page) -> Locator:
    """The button of the first screens that says "Cymraeg"."""
    return page.get_by_role("button", name="Cymraeg", exact=True)


def nothing_of_the_other(someone: Someone) -> None:
    """Neither in the list of what was sent nor in what was asked."""
    page = someone.page
    someone.press(page.locator(".top-bar-truth"))
    someone.sees("shell.nothing_done")
    someone.open_asks()
    someone.sees("talk.none")
    expect(page.get_by_text(WORDS)).to_have_count(0)
    someone.go_home()


def someone_else_of(site, officer: str) -> tuple[str, str]:
    """Another person of that officer's: id, and what they are called."""
    found = site.rows(
        """select person.id, person.known_as from people_person person join people_care care on care.person_id = person.id
        where care.worker_id = ? and care.to_at is null and person.id <> ? and person.language = 'en'
        and not exists (select 1 from talk_talkrequest asked where asked.person_id = person.id) order by person.id limit 1""",
        site.worker(officer),
        site.guest,
    )
    return str(UUID(found[0][0])), found[0][1]
