"""A father on a tablet and his daughter on her mother's phone play chess: five moves each, all made with no network, each there once."""

import re

import pytest
from parts import trail
from parts.handheld import TABLET
from parts.line import Line
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from parts.site import Site
from playwright.sync_api import expect

MOTHER, CHILD = "kerry@home.example", "Poppy Thornwick"
MOVES = ["e2e4", "e7e5", "g1f3", "b8c6", "f1c4", "g8f6", "d2d3", "f8c5", "e1g1", "e8g8"]
SAVED, SENT = "status.saved.phone", "status.sent"


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


@pytest.fixture
def line(site):
    """The phone's own way to the families' listener."""
    made = Line(site.port + 3)
    yield made
    made.close()


def test_parent_and_child_play_with_no_network_between_them(site, handheld, line):
    tablet, phone = handheld(size=TABLET), handheld(url=line.url)
    jordan = Someone(tablet)
    jordan.enrol(site.code)
    expect(jordan.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)
    comes_in(site, phone)
    tablet.offline()
    begins(jordan)
    for n in range(0, len(MOVES), 2):
        inside(jordan, MOVES[n], first=n == 0)
        outside(phone, line, jordan, MOVES[n + 1], first=n == 0)
    jordan.sees("leisure.your_move")
    look(tablet.page, "chess-tablet")
    each_is_there_once(site)
    in_welsh(phone)
    alone(jordan)


def comes_in(site, phone):
    """By the link that her mother asked for, to the page of games, which stays on the phone."""
    phone.open("/sign-in/")
    page = phone.page
    page.get_by_role("textbox").fill(MOTHER)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    phone.open(link_in(site, page))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Games").click()
    expect(page.get_by_role("heading", name=f"{CHILD}: chess with Jordan")).to_be_visible()
    page.wait_for_selector("html[data-kept]")
    look(page, "chess-families")


def link_in(site, page):
    for _ in range(100):
        for letter in (site.home / "outbox").glob("*"):
            if MOTHER in (text := letter.read_text()) and (found := re.search(r"/sign-in/\S+", text)):
                return found[0]
        page.wait_for_timeout(200)
    raise AssertionError("no mail came")


def begins(jordan):
    """A game that nobody has heard of yet."""
    jordan.press(jordan.link("leisure.tile"))
    card = jordan.page.get_by_role("region", name=CHILD)
    jordan.press(card.get_by_role("button", name=jordan.t("leisure.ask_white")))
    opens(jordan)


def opens(jordan):
    """The game with her: there is one with his mother as well."""
    card = jordan.page.get_by_role("region", name=jordan.t("leisure.chess_with", name=CHILD))
    jordan.press(card.get_by_role("link", name=jordan.t("leisure.open")))


def inside(jordan, uci, first):
    """The move is kept while there is no network, and sent when there is."""
    board = jordan.page
    jordan.sees("leisure.your_move")
    jordan.device.offline()
    for square in (uci[:2], uci[2:]):
        board.locator(f"[data-square={square}]").tap()
    jordan.sees(SAVED)
    if first:
        look(board, "chess-saved")
    jordan.device.offline(False)
    if first:
        jordan.contact()
        jordan.press(jordan.link("leisure.tile"))
        opens(jordan)
    jordan.sees(SENT)


def outside(phone, line, jordan, uci, first):
    """The page is opened anew with no line at all; what is moved there goes out once there is one."""
    page = phone.page
    page.reload()
    open_game(page, jordan)
    expect(page.get_by_text(jordan.t("leisure.your_move"), exact=True)).to_be_visible()
    line.cut()
    if first:
        page.reload()
        open_game(page, jordan)
        expect(page.get_by_text(jordan.t("leisure.out_none"))).to_be_visible()
    if first:
        by_keyboard(page, uci)
    else:
        for square in (uci[:2], uci[2:]):
            page.locator(f"[data-square={square}]").tap()
    expect(page.get_by_text(jordan.t(SAVED))).to_be_visible()
    if first:
        look(page, "chess-phone-saved")
    line.mend()
    page.reload()
    expect(page.get_by_text(re.compile(re.escape(jordan.t("leisure.waiting", name="Jordan", when="")[:-2])))).to_be_visible()
    jordan.sees("leisure.your_move")


def open_game(page, jordan):
    game = page.get_by_role("button", name=jordan.t("leisure.open"))
    expect(game.first).to_be_visible()
    game.first.click()


def by_keyboard(page, uci):
    """Typed, as somebody does who cannot point."""
    page.get_by_text("Moves in words").click()
    page.get_by_label("Write a move").fill(f"{uci[:2]} {uci[2:]}")
    page.keyboard.press("Enter")


def each_is_there_once(site):
    """On the board, and on the trail."""
    moves = "leisure_move where game_id = (select id from leisure_game order by id desc limit 1)"
    assert [uci for (uci,) in site.rows(f"select uci from {moves} order by ply")] == MOVES
    entries = f"audit_trailentry where what = 'leisure.play_move@1' and outcome = 'accepted' and act in (select id from {moves})"
    assert site.rows(f"select count(distinct act), count(*) from {entries}") == [(10, 10)]


def in_welsh(phone):
    """The families' page in Welsh, in letters twice as large."""
    page = phone.page
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.get_by_role("heading", name=f"{CHILD}: gwyddbwyll gyda Jordan")).to_be_visible()
    nothing_left_in("en", "cy", page, "chess-families")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.get_by_role("button", name="Agor y gêm").click()
    picture(page, "chess-phone-welsh")
    nothing_runs_off(page, "chess-phone-welsh")


def alone(jordan):
    """Against the machine, with no network; and taken back."""
    page = jordan.page
    jordan.device.offline()
    jordan.press(jordan.button("ui.back"))
    jordan.press(jordan.link("leisure.tile_of.machine"))
    for square in ("d2", "d4"):
        page.locator(f"[data-square={square}]").tap()
    expect(page.get_by_role("status").filter(has_text=re.compile("^Black: "))).to_be_visible()
    look(page, "chess-machine")
    jordan.press(jordan.button("leisure.take_back"))
    expect(page.get_by_role("button", name="d2: white pawn")).to_be_visible()
