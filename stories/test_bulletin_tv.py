"""The bulletin: what an officer writes is on the wing's television and on a tablet, with no network too; of another wing's, nothing."""

import re
from uuid import UUID

from parts.handheld import TABLET
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from playwright.sync_api import expect

KEEPER = "Jean Oxenbury"
FULL_HD, HD = ({"width": 1920, "height": 1080}, {"width": 1280, "height": 720})
SHOWERS = {
    "Title": "Cold showers",
    "What it says": "The boiler is being replaced until noon. Hot water is back after lunch.",
    "The same in easy words: short sentences, one thought each": "No hot water before lunch.",
    "Title in Welsh": "Cawodydd oer",
    "What it says, in Welsh": "Mae’r boeler yn cael ei newid tan hanner dydd. Bydd dŵr poeth yn ôl ar ôl cinio.",
    "The same in easy Welsh": "Dim dŵr poeth cyn cinio.",
}
ELSEWHERE = "Painting elsewhere"
WHY, EASY = "A part is missing. It comes by van.", "A part is missing."


def test_what_is_so_is_on_the_television_and_on_the_tablet_with_no_network_too(site, handheld, desk):
    jean = desk()
    jean.sign_in(site.sign_in(KEEPER))
    person, name, wing = somebody_inside(site)
    prison, elsewhere = place(site, "ZLI"), place(site, "ZLI-A" if wing["code"] != "ZLI-A" else "ZLI-B")
    screen = television(handheld, jean, f"{wing['code']}, ")
    reader = Someone(handheld(size=TABLET), name=name)
    reader.enrol(jean.code_for(person, "tablet"))
    set_pace(jean, prison, wing)

    put_up(jean, prison, wing, SHOWERS)
    put_up(jean, prison, elsewhere, SHOWERS | {"Title": ELSEWHERE, "Title in Welsh": "Peintio"})
    say_down(jean, prison)
    turns_to(screen, SHOWERS["Title"])
    look(screen.page, "tv-notice")
    turns_to(screen, re.compile(WHY))
    look(screen.page, "tv-down")
    reads_today(reader)

    without_network(screen)
    reader.device.offline()
    in_easy_words(reader)
    reader.device.offline(False)

    mended(jean, prison)
    screen.offline(False)
    turns_to(screen, "Kiosk")
    expect(screen.page.get_by_text(WHY)).to_have_count(0)
    reader.contact()
    open_today(reader)
    expect(reader.page.get_by_text(re.compile("Kiosk works again"))).to_be_visible(timeout=20_000)
    for page in (screen.page, reader.page):
        expect(page.get_by_text(ELSEWHERE)).to_have_count(0)
    in_welsh(reader)
    small_set(screen)


def place(site, code):
    [[key, name]] = site.rows("select id, name from places_place where code = ?", code)
    return {"id": str(UUID(key)), "name": name, "code": code}


def television(handheld, jean, wing):
    screen = handheld(size=FULL_HD)
    # Without fading, so that the remote control need not be waited for.
    screen.page.emulate_media(reduced_motion="reduce")
    screen.open()
    set_up = Someone(screen)
    set_up.give_code(jean.code_for_place("television", wing))
    expect(screen.page.locator(".television")).to_be_visible(timeout=20_000)
    set_up.can_do_without_network()
    expect(screen.page.get_by_role("button")).to_have_count(0)
    return screen


def somebody_inside(site):
    """Somebody in a cell who has no device and reads English: id, what they are called, and their wing."""
    [(person, name, cell)] = site.rows(
        """select person.id, person.known_as, place.code from people_person person
        join places_stay stay on stay.person_id = person.id and stay.to_at is null join places_place place on place.id = stay.place_id
        where place.code like 'ZLI-%' and person.language = 'en' and not person.easy_read
        and not exists (select 1 from identity_holding held where held.person_id = person.id)
        and not exists (select 1 from policy_restriction stopped where stopped.person_id = person.id)
        and not exists (select 1 from policy_marker marker where marker.person_id = person.id) order by person.id limit 1"""
    )
    return str(UUID(person)), name, place(site, "-".join(cell.split("-")[:2]))


def set_pace(jean, prison, wing):
    """Slides that need not be waited for."""
    open_board(jean, prison)
    look(jean.page, "bulletin-board")
    jean.page.get_by_role("link", name=re.compile("^Change.*Televisions")).click()
    jean.page.get_by_label("Where?").select_option(value=wing["id"])
    jean.page.get_by_label("English only", exact=True).check()
    jean.page.get_by_label(re.compile("How many seconds")).fill("5")
    jean.page.get_by_role("button", name="Put it up").click()
    expect(jean.page.get_by_text("on its way to every tablet")).to_be_visible()


def open_board(jean, prison):
    jean.open(f"/bulletin/{prison['id']}/")


def put_up(jean, prison, where, words):
    open_board(jean, prison)
    jean.page.get_by_role("link", name="Put up a notice").click()
    jean.page.get_by_label("Where?").select_option(value=where["id"])
    for label, text in words.items():
        jean.page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}( \\(optional\\))?$")).fill(text)
    if words is SHOWERS:
        look(jean.page, "bulletin-notice")
    jean.page.get_by_role("button", name="Put it up").click()
    expect(jean.page.get_by_text("on its way to every tablet")).to_be_visible()


def say_down(jean, prison):
    open_board(jean, prison)
    jean.page.get_by_role("link", name=re.compile("^It is down.*Kiosk")).click()
    jean.page.get_by_role("textbox", name="Why is it down?", exact=True).fill(WHY)
    jean.page.get_by_role("textbox", name=re.compile("^The same in easy words")).fill(EASY)
    jean.page.get_by_role("button", name="Say that it is down").click()
    expect(jean.page.get_by_text(WHY)).to_be_visible()


def mended(jean, prison):
    open_board(jean, prison)
    jean.page.get_by_role("link", name=re.compile("^It works again.*Kiosk")).click()
    jean.page.get_by_role("button", name="Say that it works again").click()
    expect(jean.page.get_by_role("link", name=re.compile("^It is down.*Kiosk"))).to_be_visible()


def turns_to(screen, words):
    """By itself, or by the remote control of whoever cannot wait."""
    shown = screen.page.get_by_text(words).first
    for _ in range(120):
        if shown.is_visible():
            return
        screen.page.keyboard.press("ArrowRight")
        screen.page.wait_for_timeout(100)
    expect(shown).to_be_visible()


def without_network(screen):
    """Switched off and on, with no line: it turns by itself, and says as of when."""
    screen.page.emulate_media(reduced_motion="no-preference")
    screen.offline()
    screen.open()
    expect(screen.page.get_by_text(re.compile("No contact just now"))).to_be_visible(timeout=20_000)
    first = screen.page.locator(".television h2").inner_text()
    expect(screen.page.locator(".television h2")).not_to_have_text(first, timeout=20_000)
    screen.page.emulate_media(reduced_motion="reduce")
    turns_to(screen, SHOWERS["Title"])
    look(screen.page, "tv-no-network")


def open_today(reader):
    reader.go_home()
    reader.press(reader.page.get_by_role("link", name=re.compile(f"^{reader.t('bulletin.tile')}")).first)
    expect(reader.page.get_by_role("heading", name=reader.t("bulletin.title"), level=1)).to_be_visible()


def reads_today(reader):
    reader.contact()
    open_today(reader)
    expect(reader.page.get_by_text(WHY)).to_be_visible(timeout=20_000)
    reader.reads(SHOWERS["What it says"])
    look(reader.page, "today-tablet")


def in_easy_words(reader):
    """Read with no network."""
    reader.go_home()
    reader.press(reader.link("settings.tile"))
    easy = reader.page.get_by_role("group", name=reader.t("settings.easy"))
    reader.pick(easy.get_by_role("radio", name=reader.t("settings.on")))
    open_today(reader)
    reader.reads(SHOWERS["The same in easy words: short sentences, one thought each"])
    expect(reader.page.get_by_text(EASY, exact=True)).to_be_visible()
    expect(reader.page.get_by_text(WHY)).to_have_count(0)
    look(reader.page, "today-easy")
    reader.go_home()


def in_welsh(reader):
    """In letters twice as large."""
    reader.go_home()
    reader.press(reader.link("settings.tile"))
    reader.pick(reader.page.get_by_role("radio", name="Cymraeg"))
    reader.lang = "cy"
    reader.pick(reader.option("settings.size.200"))
    open_today(reader)
    reader.reads(SHOWERS["The same in easy Welsh"])
    picture(reader.page, "today-welsh-200")
    nothing_runs_off(reader.page, "today-welsh-200")
    nothing_left_in("en", "cy", reader.page, "today-welsh-200")


def small_set(screen):
    """The set in a cell is smaller; its letters are as large beside it."""
    screen.page.set_viewport_size(HD)
    turns_to(screen, SHOWERS["Title"])
    look(screen.page, "tv-small")
    tall = screen.page.evaluate("document.querySelector('.television').scrollHeight - innerHeight")
    assert tall <= 0, f"{tall} px do not show"
