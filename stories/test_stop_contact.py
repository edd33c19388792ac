"""A mother answers STOP by text. It stops at once: what waits to be checked, what lies on the tablet. Both read it kindly."""

import subprocess

import pytest
from parts import trail
from parts.handheld import PHONE, TABLET
from parts.looking import look
from parts.outside import comes_in, writes
from parts.person import Someone
from parts.site import COMMAND, Site
from PIL import Image
from playwright.sync_api import expect

from tests.post import Provider

MOTHER, MAIL = "Carol Thornwick", "carol@home.example"
HELD, WAITS = "This is the allotment now", "Are you still cross with me?"
US = "+447700900999"


@pytest.fixture(scope="module")
def provider():
    made = Provider()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory, provider):
    """With the listener for families, and a line to a provider of texts."""
    made = Site(tmp_path_factory.mktemp("site") / "home", families=True)
    made.environ |= {"THROUGHGATE_TEXTS_URL": provider.url, "THROUGHGATE_TEXTS_FROM": US}
    try:
        made.start()
        yield made
        trail.is_whole(made)
    finally:
        made.stop()


@pytest.fixture
def texts_in(site, provider):
    """`throughgate texts-in`, bound."""
    log = (site.home.parent / "texts-in.log").open("w")
    program = subprocess.Popen([*COMMAND, "texts-in"], env=site.environ, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    while provider.says("bound")["bound"] != "receiver":
        pass
    yield
    program.terminate()
    program.wait(30)


def test_stop_by_text_stops_what_is_queued_and_what_is_on_the_tablet(site, provider, texts_in, handheld, browser, tmp_path):
    jordan = Someone(handheld(size=TABLET))
    jordan.enrol(site.code)
    phone = browser.new_context(locale="en-GB", viewport=PHONE).new_page()
    comes_in(site, phone, MAIL, "Jordan")
    is_held(phone, tmp_path / "allotment.png")
    writes_with_no_network(jordan)
    says_stop(site, provider)
    reads_that_it_was_not_sent(jordan)
    reads_that_it_stopped(phone)
    phone.context.close()


def is_held(phone, picture):
    """Pictures are looked at by staff where no models are installed."""
    Image.new("RGB", (320, 240), "darkgreen").save(picture)
    expect(writes(phone, HELD, picture)).to_contain_text("being checked")


def writes_with_no_network(jordan):
    jordan.device.offline()
    jordan.press(jordan.link("family.tile"))
    jordan.press(jordan.link("messages.open", name=MOTHER))
    jordan.write(jordan.field("messages.your_words"), WAITS)
    jordan.press(jordan.button("messages.send"))
    jordan.sees("status.saved.tablet")


def says_stop(site, provider):
    """Her number is enough. One sentence comes back."""
    number = site.rows("select phone from people_contact where email = ?", MAIL)[0][0]
    network = f"44{number.replace(' ', '')[1:]}"
    assert provider.brings(b"Stop.", source_addr=network) == 0
    answer = provider.says("sent")
    assert (answer["to"], answer["from"]) == (network, US.lstrip("+"))
    assert "You will hear no more" in answer["sent"]


def reads_that_it_was_not_sent(jordan):
    jordan.device.offline(False)
    jordan.contact()
    jordan.press(jordan.link("family.tile"))
    jordan.sees("family.they_stopped", name=MOTHER)
    look(jordan.page, "stopped-people")
    jordan.press(jordan.link("messages.open", name=MOTHER))
    jordan.reads(WAITS)
    expect(jordan.page.get_by_text("You two cannot be in touch at the moment", exact=False).first).to_be_visible()
    expect(jordan.page.get_by_text(HELD)).to_have_count(0)
    look(jordan.page, "stopped-thread")


def reads_that_it_stopped(phone):
    phone.reload()
    expect(phone.locator(".msg--mine", has_text=HELD)).to_contain_text("not delivered")
    expect(phone.get_by_text(WAITS)).to_have_count(0)
