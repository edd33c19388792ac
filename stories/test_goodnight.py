"""A mother writes at night from her phone; her son answers with no network; it leaves in the morning; his child draws, and says something.

Where models look at pictures and listen to voices, those pass by themselves; here none are installed, so that the desk looks.
"""

import re
import wave

import pytest
from parts import trail
from parts.handheld import PHONE, TABLET
from parts.looking import look
from parts.person import Someone
from parts.site import Site
from PIL import Image, ImageDraw
from playwright.sync_api import expect

MOTHER, PARTNER, CHILD = "carol@home.example", "kerry@home.example", "Poppy Thornwick"
CAROL, NIGHT, ANSWER = "Carol Thornwick", "Good night, love. Poppy lost another tooth.", "Good night, Mum. Tell her I am proud of her."
CAT = "This is our cat"


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


def test_good_night_crosses_the_wall_in_both_directions(site, handheld, browser, desk, tmp_path):
    jordan = Someone(handheld(size=TABLET))
    jordan.enrol(site.code)
    carol, kerry = (browser.new_context(locale="en-GB", viewport=PHONE).new_page() for _ in range(2))
    comes_in(site, carol, MOTHER, "Jordan")
    writes(carol, NIGHT)
    stands(carol, NIGHT, "delivered")
    hears(jordan)
    answers_with_no_network(jordan)
    comes_in(site, kerry, PARTNER, CHILD)
    writes(kerry, CAT, a_drawing(tmp_path))
    stands(kerry, CAT, "being checked by staff")
    writes(kerry, "", a_voice(tmp_path))
    look(kerry, "goodnight-families")
    lets_pass(desk(), site)
    in_the_morning(jordan, carol)
    from_his_child(jordan)
    stands(kerry, CAT, "read", anew=True)
    carol.context.close()
    kerry.context.close()


def comes_in(site, page, mail, whom):
    """By the link that they asked for."""
    page.goto(f"{site.family_url}/sign-in/")
    page.get_by_role("textbox").fill(mail)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    page.goto(site.family_url + link_in(site, page, mail))
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name=re.compile(whom)).first.click()
    expect(page.get_by_label("Your message")).to_be_visible()


def link_in(site, page, mail):
    for _ in range(100):
        for letter in (site.home / "outbox").glob("*"):
            if mail in (text := letter.read_text()) and (found := re.search(r"/sign-in/\S+", text)):
                return found[0]
        page.wait_for_timeout(200)
    raise AssertionError("no mail came")


def writes(page, words, file=None):
    """On the page of a contact."""
    before = page.locator(".msg--mine").count()
    page.get_by_label("Your message").fill(words)
    if file:
        page.locator("[data-composer] input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".msg--mine")).to_have_count(before + 1)


def stands(page, words, how, anew=False):
    """What the sender reads of it."""
    for _ in range(60):
        if page.locator(".msg--mine", has_text=words).filter(has_text=re.compile(how)).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"“{words}” does not stand as {how}: {page.locator('.msg--mine', has_text=words).inner_text()}")


def a_drawing(folder):
    picture = Image.new("RGB", (600, 420), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((200, 80, 400, 280), outline="black", width=6)
    pen.arc((240, 120, 360, 240), 20, 160, fill="black", width=6)
    picture.save(folder / "cat.png")
    return folder / "cat.png"


def a_voice(folder):
    with wave.open(str(folder / "voice.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(n * n % 251 for n in range(2 * 16_000)))
    return folder / "voice.wav"


def hears(jordan):
    """It is on the home of his tablet, and in the conversation."""
    jordan.contact()
    jordan.sees("shell.wrote", name=CAROL)
    jordan.press(jordan.link("family.tile"))
    jordan.reads(NIGHT)
    look(jordan.page, "messages-people")
    jordan.press(jordan.link("messages.open", name=CAROL))
    jordan.reads(NIGHT)
    jordan.sees("messages.where.new")


def answers_with_no_network(jordan):
    jordan.device.offline()
    jordan.write(jordan.field("messages.your_words"), ANSWER)
    jordan.press(jordan.button("messages.send"))
    jordan.reads(ANSWER)
    jordan.sees("status.saved.phone")
    look(jordan.page, "messages-saved")


def lets_pass(reader, site):
    """Who sits at the desk looks at what no machine could: the drawing, then the voice."""
    reader.sign_in(site.sign_in("Marcus Larkfield"))
    for _ in range(2):
        comes_to_the_desk(reader).click()
        reader.page.get_by_label("Release", exact=True).check()
        reader.page.get_by_role("button", name="Decide").click()
        expect(reader.page.get_by_text("It is decided.")).to_be_visible()


def comes_to_the_desk(reader):
    link = reader.page.get_by_role("link", name=re.compile(CHILD)).first
    for _ in range(60):
        reader.open("/desk/")
        if link.count():
            return link
        reader.page.wait_for_timeout(500)
    raise AssertionError("nothing of the child's is held")


def in_the_morning(jordan, carol):
    """It is delivered while she does not look, and read once she does."""
    carol.get_by_role("link", name="All messages").click()
    jordan.device.offline(False)
    jordan.contact()
    opens(jordan, CAROL)
    mine = jordan.page.get_by_role("article").filter(has_text=ANSWER)
    expect(mine.locator("[data-where=delivered]")).to_be_visible(timeout=40_000)
    carol.get_by_role("link", name=re.compile("Jordan")).first.click()
    expect(carol.locator(".msg", has_text=ANSWER)).to_be_visible()
    jordan.go_home()
    jordan.contact()
    opens(jordan, CAROL)
    expect(mine.locator("[data-where=read]")).to_be_visible(timeout=40_000)


def from_his_child(jordan):
    """The drawing and the voice are on the tablet before he opens them: he does so with no network."""
    jordan.go_home()
    jordan.contact()
    jordan.page.wait_for_timeout(1_000)
    jordan.device.offline()
    opens(jordan, CHILD)
    jordan.reads(CAT)
    expect(jordan.page.get_by_role("img", name=re.compile(CHILD)).last).to_be_visible()
    expect(jordan.page.locator("audio").last).to_be_visible()
    look(jordan.page, "messages-child")
    jordan.device.offline(False)
    jordan.contact()


def opens(jordan, name):
    jordan.press(jordan.link("family.tile"))
    jordan.press(jordan.link("messages.open", name=name))
