"""A letter to the listeners, written in a cell at night with no network. They answer. Nothing of either stands anywhere else."""

import re
from uuid import UUID

import pytest
from parts import trail
from parts.fragments import found_in
from parts.handheld import PHONE, TABLET
from parts.hub import Hub
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from parts.site import SignIn, Site
from playwright.sync_api import expect

LISTENERS, READER = "Harbour Listeners", "ruth@listeners.example"
PASSPHRASE = "gorsewick lanternby quarryfen mintmoor seventhorn"
# Words that nothing else in the estate says, so that a piece of one is a piece of the letter.
WRITTEN = "Velindraquor zephyrkite mostambule thornwhistle, gwyllfor brackenmire."
ANSWER = "Quillomere brandyhollow pentrevarn wexlight."
IN_A_CELL = """
    select p.known_as, p.id from people_person p join places_stay s on s.person_id = p.id join places_place l on l.id = s.place_id
    where s.to_at is null and l.code like 'ZLI-%' and p.language = 'en' and p.easy_read = 0 order by l.code limit 1
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site") / "home", more=["--backups"], families=True)
    try:
        made.start()
        yield made
        trail.is_whole(made)
    finally:
        made.stop()


@pytest.fixture
def hub(site, tmp_path):
    made = Hub(site, tmp_path / "hub")
    yield made
    made.stop()


def test_what_is_written_to_the_listeners_is_read_by_them_alone(site, handheld, desk, browser, hub):
    known_as, person = site.rows(IN_A_CELL)[0]
    reader = browser.new_context(locale="en-GB", viewport=PHONE, accept_downloads=True).new_page()
    digits = makes_a_key(reader, site)
    manager = two_compare(site, desk, digits)
    hub.start(manager.code_for_place("hub", "Lindenfield"))
    tablet = handheld(size=TABLET, url=hub.url)
    writer = Someone(tablet, name=known_as)
    writer.enrol(manager.code_for(person, "tablet"))
    writes_at_night(writer, hub)
    writer.device.offline(False)
    writer.sees("status.at_hub")
    hub.line.mend()
    hub.until(lambda: hub.status()["line"]["up"] and not hub.status()["waits"])
    answers(reader)
    in_touch(writer)
    reads_the_answer(writer)
    safer_custody_finds_nothing(site, desk(), person)
    assert "is whole" in site.throughgate("backup")
    kept = [site.home, site.home.parent / f"{site.home.name}.out", hub.home, hub.home.with_suffix(".out")]
    assert found_in([WRITTEN, ANSWER, PASSPHRASE], *kept) == []
    # They would have been found: the name of those who listen stands there in clear.
    assert found_in([LISTENERS], *kept)
    in_welsh(writer)
    reader.context.close()


def makes_a_key(reader, site):
    """By the link that she asked for. Returns the digits that she will read out."""
    reader.goto(f"{site.family_url}/sign-in/")
    reader.get_by_role("textbox").fill(READER)
    reader.get_by_role("button", name="Send me a link").click()
    reader.goto(link_in_the_mail(reader, site))
    reader.get_by_role("main").get_by_role("button", name="Come in").click()
    reader.get_by_role("link", name="Sealed letters").click()
    reader.get_by_label("Passphrase", exact=True).first.fill(PASSPHRASE)
    reader.get_by_label("The same passphrase again").fill(PASSPHRASE)
    look(reader, "letters-make-key")
    reader.get_by_role("button", name="Make a key").click()
    with reader.expect_download():
        reader.get_by_role("link", name="Save the key file").click()
    reader.get_by_role("button", name="I have saved it").click()
    expect(reader.get_by_text("Two workers have to compare this key")).to_be_visible()
    look(reader, "letters-key")
    return reader.get_by_role("list", name="The digits of your key").inner_text().split()


def link_in_the_mail(page, site):
    for _n in range(150):
        mails = [path.read_text() for path in (site.home / "outbox").glob("*.log")]
        if found := [link for mail in mails for link in re.findall(r"http://\S+/sign-in/\S+", mail) if READER in mail]:
            return found[0].replace("localhost", "127.0.0.1")
        page.wait_for_timeout(100)
    raise AssertionError("no mail came")


def two_compare(site, desk, digits):
    """Neither alone puts the key to use. Returns the desk of one of them."""
    workers = [desk(), desk()]
    for worker, account in zip(workers, site.inside("accounts_at", "ZLI", "administrator", "case_manager"), strict=True):
        worker.sign_in(SignIn(**{key: account[key] for key in ("email", "password", "secret")}))
        compares(worker, digits)
    return workers[-1]


def compares(worker, digits):
    """With what they were told on the phone."""
    page = worker.page
    worker.open("/letters/")
    page.get_by_role("link", name=LISTENERS).click()
    page.get_by_role("link", name="Compare this key").click()
    page.get_by_label("The forty digits that they read to you").fill(" ".join(digits))
    page.get_by_label("How did you hear them?").fill("Rang the number in the book")
    look(page, "letters-compare")
    page.get_by_role("button", name="Compare them").click()
    expect(page.get_by_text("It is written down that you compared them.")).to_be_visible()


def writes_at_night(writer, hub):
    """Said before the first letter: who can open it. Begun, locked in between, and sent with no network."""
    expect(writer.link("bar.nothing_waiting")).to_be_visible(timeout=40_000)
    hub.cut()
    writer.device.offline()
    opens_letters(writer)
    look(writer.page, "letters-list")
    writer.press(writer.link("letters.write", name=LISTENERS))
    writer.sees("letters.only", name=LISTENERS)
    writer.write(writer.field("letters.words"), WRITTEN)
    writer.go_home()
    opens_letters(writer)
    writer.press(writer.link("letters.write", name=LISTENERS))
    expect(writer.field("letters.words")).to_have_value(WRITTEN)
    look(writer.page, "letters-write")
    writer.press(writer.button("letters.send"))
    writer.sees("status.saved.tablet")
    writer.reads(WRITTEN)
    picture(writer.page, "letters-saved")


def in_touch(writer):
    """As somebody does who waits for an answer."""
    writer.press(writer.page.locator(".top-bar-truth"))
    writer.press(writer.button("shell.try_now"))
    expect(writer.button("shell.try_now")).to_be_enabled(timeout=40_000)
    writer.go_home()


def opens_letters(writer):
    writer.press(writer.link("family.tile"))
    writer.press(writer.link("letters.title"))
    writer.sees("letters.who")


def answers(reader):
    """In the browser that has the key, at whatever hour."""
    reader.reload()
    reader.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    reader.get_by_role("button", name="Open the letters").click()
    expect(reader.get_by_text(WRITTEN)).to_be_visible(timeout=30_000)
    reader.get_by_role("button", name="Tell them that you have read it").click()
    reader.get_by_label("Your answer").fill(ANSWER)
    look(reader, "letters-reader")
    reader.get_by_role("button", name="Seal and send the answer").click()
    expect(reader.get_by_text("Your answer is sealed and sent.")).to_be_visible()


def reads_the_answer(writer):
    opens_letters(writer)
    writer.press(writer.link("letters.write", name=LISTENERS))
    writer.reads(ANSWER)
    writer.sees("letters.stands.answered", name=LISTENERS)
    look(writer.page, "letters-answered")


def safer_custody_finds_nothing(site, jean, person):
    jean.sign_in(site.sign_in("Jean Oxenbury"))
    for page in ("/", f"/people/{UUID(person)}/", f"/people/{UUID(person)}/looks/"):
        jean.open(page)
        told = jean.page.locator("main").inner_text().lower()
        assert "sealed" not in told, page
        assert "listeners" not in told, page
    answer = jean.page.request.get(site.staff_url + "/letters/")
    assert answer.status == 404


def in_welsh(writer):
    """In Welsh, in letters twice as large."""
    page = writer.page
    writer.go_home()
    writer.press(writer.link("settings.tile"))
    page.get_by_role("radio", name="Cymraeg").locator("xpath=ancestor::label").tap()
    writer.lang = "cy"
    writer.go_home()
    opens_letters(writer)
    nothing_left_in("en", "cy", page, "letters-list")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    picture(page, "letters-welsh")
    nothing_runs_off(page, "letters-welsh")
