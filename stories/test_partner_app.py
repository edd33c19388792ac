"""A charity's app: reviewed, signed, used with no network; one that is hostile gets nowhere; what was shown is shared, and stopped."""

import base64
import hashlib
import hmac
import json
import re
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from parts import trail
from parts.handheld import TABLET
from parts.hostile import LEAVES, Sink
from parts.looking import look, nothing_left_in, nothing_runs_off, picture
from parts.person import Someone
from parts.site import COMMAND, SignIn, Site
from playwright.sync_api import expect

EXAMPLE = Path(__file__).resolve().parents[1] / "kit/examples/cycle-maintenance.html"
SECRET = b"the secret of Eastmere Cycles, long enough"
KEYS = [{"name": "eastmere-cycles", "may": ["apps.see_shared"], "secrets": ["whsec_" + base64.b64encode(SECRET).decode()]}]
EMPLOYER, REGION, APP, BASICS, APP_CY = (
    "Eastmere Cycles",
    "Eastmere probation region",
    "Cycle maintenance",
    "Cycle maintenance: basics",
    "Cynnal a chadw beiciau",
)
RIGHT = ["Firm", "On its side", "The rim", "It stops before the bar", "Wipe it dry", "Tighten the wheel nut", "Red", "Air, brakes, chain"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site") / "home")
    made.environ["THROUGHGATE_PARTNER_KEYS"] = json.dumps(KEYS)
    port = made.port + 40
    partner = None
    try:
        made.start()
        partner = subprocess.Popen([*COMMAND, "serve", "--face", "partner", "--port", str(port)], env=made.environ)
        made.partner_url = f"http://127.0.0.1:{port}"
        yield made
        trail.is_whole(made)
    finally:
        if partner:
            partner.terminate()
            partner.wait(30)
        made.stop()


@pytest.fixture
def sink():
    return Sink()


def test_a_charity_brings_an_app_and_somebody_shows_what_they_can_do(site, handheld, desk, sink, tmp_path):
    assert sink.works()
    nia, reviewer = sits(desk, site, "Nia Fairbourne"), sits(desk, site, site.inside("account_at", "EPR", "administrator"))
    refused_first(nia, tmp_path)
    bring_next(nia, tmp_path)
    hostile = tmp_path / "game.html"
    hostile.write_text(sink.hostile())
    bring(nia, "A friendly game", hostile)
    look(nia.page, "apps-brought")
    review(reviewer, f"{APP} 1.1")
    sign(reviewer, "A friendly game")
    welcome(reviewer)

    tablet = handheld(size=TABLET)
    jordan = Someone(tablet)
    jordan.enrol(site.code)
    open_apps(jordan)
    look(tablet.page, "apps")
    opens(jordan, APP)
    tablet.offline()
    earn(jordan)
    assert tablet.errors == []
    tablet.offline(False)
    # With a network: what has none proves nothing of what holds it.
    escapes(jordan, sink)
    jordan.contact()
    the_worker_sees_it(sits(desk, site, "Rhian"), jordan)
    share_and_stop(jordan, site)
    in_welsh(jordan)
    # Whatever the hostile one was kept from, its browser has written down.
    tablet.errors[:] = [error for error in tablet.errors if "Content Security Policy" not in error]
    assert sink.reached == []


def sits(desk, site, name):
    who = desk()
    who.sign_in(site.sign_in(name) if isinstance(name, str) else SignIn(name["email"], name["password"], name["secret"]))
    return who


def refused_first(nia, folder):
    """What is wrong is said in words, on the command line and on the page."""
    bad = folder / "bad.html"
    bad.write_text(EXAMPLE.read_text().replace("<main", '<img src="https://evil.example/x.png"><main onclick="go()"', 1))
    nia.open("/apps/")
    nia.page.get_by_role("link", name="Bring an app").click()
    nia.page.get_by_label("For people of which place?").select_option(label=REGION)
    nia.page.get_by_label("Whose app is it?").fill("Spokes Trust")
    nia.page.get_by_label("The file").set_input_files(bad)
    nia.page.get_by_role("button", name="Check this file").click()
    expect(nia.page.get_by_text("This points outside the file.")).to_be_visible()
    expect(nia.page.get_by_text("An on… attribute does not run here.")).to_be_visible()
    look(nia.page, "apps-refused")


def bring_next(nia, folder):
    """The app of which the region has the first version already."""
    newer = folder / "newer.html"
    newer.write_text(EXAMPLE.read_text().replace('"version": "1.0"', '"version": "1.1"'))
    nia.open("/apps/")
    nia.page.get_by_role("link", name=f"{APP} 1.0").click()
    nia.page.get_by_role("link", name="Bring its next version").click()
    nia.page.get_by_label("The file").set_input_files(newer)
    nia.page.get_by_role("button", name="Check this file").click()
    expect(nia.page.get_by_role("row", name=re.compile(f"{APP} 1.1"))).to_contain_text("Waits for review")


def bring(nia, name, file):
    nia.open("/apps/bring/")
    nia.page.get_by_label("For people of which place?").select_option(label=REGION)
    nia.page.get_by_label("Whose app is it?").fill("Spokes Trust")
    nia.page.get_by_label("The file").set_input_files(file)
    nia.page.get_by_role("button", name="Check this file").click()
    expect(nia.page.get_by_role("row", name=re.compile(name))).to_contain_text("Waits for review")


def review(reviewer, name):
    """Whoever reviews sees what it asks for, tries it, and signs."""
    reviewer.open("/apps/")
    reviewer.page.get_by_role("link", name=re.compile(name)).click()
    expect(reviewer.page.get_by_text("What they want to be called")).to_be_visible()
    look(reviewer.page, "apps-review")
    reviewer.page.get_by_role("link", name="Try it here").click()
    frame = reviewer.page.frame_locator("iframe")
    expect(frame.get_by_text("Hello Sam.")).to_be_visible()
    frame.get_by_role("button", name="Tyres").click()
    expect(reviewer.page.get_by_text('"do":"progress"')).to_be_visible()
    picture(reviewer.page, "apps-try")
    sign(reviewer, name)


def sign(reviewer, name):
    reviewer.open("/apps/")
    reviewer.page.get_by_role("link", name=re.compile(name)).click()
    reviewer.page.get_by_label(REGION).check()
    reviewer.page.get_by_role("button", name="Sign it, and bring it to them").click()
    expect(reviewer.page.get_by_text("With people")).to_be_visible()


def welcome(reviewer):
    reviewer.open("/apps/employers/")
    reviewer.page.get_by_label("For people of which place?").select_option(label=REGION)
    reviewer.page.get_by_label("The name of its key").fill("eastmere-cycles")
    reviewer.page.get_by_label("What people know it as").fill(EMPLOYER)
    reviewer.page.get_by_role("button", name="Let people share with them").click()
    expect(reviewer.page.get_by_text(f"Part from {EMPLOYER}")).to_be_visible()


def open_apps(jordan):
    jordan.go_home()
    jordan.press(jordan.page.get_by_role("link", name=re.compile(f"^{jordan.t('apps.tile')}")).first)
    expect(jordan.page.get_by_role("heading", name=jordan.t("apps.title"), level=1)).to_be_visible()


def opens(jordan, name):
    """Once with a signal: from then on it is on the tablet. Returns what is in the frame."""
    open_apps(jordan)
    jordan.press(jordan.page.get_by_role("link", name=re.compile(f"{jordan.t('apps.open')}.*{re.escape(name)}")))
    frame = jordan.page.frame_locator("iframe.apps-frame")
    expect(frame.get_by_role("button").first).to_be_visible(timeout=20_000)
    return frame


def earn(jordan):
    """The test, by touch; what it would say is seen outside the app, refused once, then sent."""
    frame = opens(jordan, APP)
    expect(frame.get_by_text("Hello Jordan.")).to_be_visible()
    look_within(jordan, "apps-use")
    frame.get_by_role("button", name="Take the test").click()
    for n, answer in enumerate(RIGHT):
        frame.get_by_role("button", name=answer, exact=True).click()
        expect(frame.get_by_text("That is right.")).to_be_visible()
        if n == 0:
            look_within(jordan, "apps-question")
        frame.get_by_role("button", name="Next").click()
    frame.get_by_role("button", name="Write it down").click()
    jordan.sees("apps.asks")
    jordan.reads("Eight questions on tyres, brakes, chain and lights. Right: 8.")
    look_within(jordan, "apps-asks")
    jordan.press(jordan.button("apps.no"))
    expect(frame.get_by_text("It was not sent.")).to_be_visible()
    frame.get_by_role("button", name="Write it down").click()
    jordan.press(jordan.button("apps.yes"))
    jordan.sees("apps.saved")
    jordan.press(jordan.link("apps.mine"))
    jordan.sees("status.saved.phone")
    look(jordan.page, "apps-mine-saved")


def escapes(jordan, sink):
    """Everything it tries is held, and the page around it goes on."""
    frame = opens(jordan, "A friendly game")
    expect(frame.get_by_text("tried: all")).to_be_visible(timeout=40_000)
    tries = frame.get_by_role("listitem").all_inner_texts()
    assert len(tries) > 30
    assert [one for one in tries if "OUT" in one] == []
    look_within(jordan, "apps-hostile")
    assert sink.reached == []
    frame.locator("#eat").click()
    expect(frame.get_by_text("eaten: 50")).to_be_visible(timeout=20_000)
    frame.locator("#loop").click()
    jordan.sees("apps.trouble.silent")
    expect(jordan.page.locator("iframe")).to_have_count(0)
    look(jordan.page, "apps-stopped")
    for way in LEAVES:
        jordan.press(jordan.button("apps.again"))
        expect(frame.get_by_text("tried: all")).to_be_visible(timeout=40_000)
        frame.locator(f"#{way}").click()
        jordan.sees("apps.trouble.silent")
    jordan.go_home()
    assert sink.reached == []


def the_worker_sees_it(rhian, jordan):
    rhian.open_person("Jordan Thornwick")
    rhian.page.get_by_role("link", name=BASICS).click()
    expect(rhian.page.get_by_text("8 of 8 points")).to_be_visible()
    look(rhian.page, "apps-competence")
    rhian.page.get_by_role("button", name="I have seen that they can do this").click()
    jordan.contact()


def share_and_stop(jordan, site):
    """The employer sees it with leave, and not after."""
    assert asked(site, "before") == []
    open_apps(jordan)
    jordan.press(jordan.link("apps.mine"))
    jordan.sees("apps.confirmed", name="Rhian Hollowcroft")
    jordan.press(jordan.link("apps.share"))
    look(jordan.page, "apps-share")
    jordan.pick(jordan.page.get_by_role("radio", name=EMPLOYER))
    jordan.press(jordan.button("apps.share_now"))
    jordan.sees("apps.now_shared", name=EMPLOYER)
    look(jordan.page, "apps-mine")
    jordan.contact()
    (shown,) = asked(site, "while")
    assert (shown["person"], shown["name"]["en"], shown["score"], shown["confirmed"]) == ("Jordan Thornwick", BASICS, 8, True)
    open_apps(jordan)
    jordan.press(jordan.link("apps.mine"))
    jordan.press(jordan.button("apps.stop", name=EMPLOYER))
    expect(jordan.button("apps.stop", name=EMPLOYER)).to_have_count(0)
    jordan.contact()
    assert asked(site, "after") == []
    rows = site.rows("select what, outcome from audit_trailentry where person_id = ? and what like '%apps%' order by id", site.guest)
    assert [row[0] for row in rows if "staff" not in row[0] and "competence" not in row[0]] == [
        "apps.earn@1",
        "apps.share@1",
        "look:apps:shared",
        "apps.stop_sharing@1",
    ]


def asked(site, message):
    sent, body = str(int(time.time())), b"{}"
    mac = base64.b64encode(hmac.digest(SECRET, f"{message}.{sent}.".encode() + body, hashlib.sha256)).decode()
    signed = {"webhook-id": message, "webhook-timestamp": sent, "webhook-signature": f"v1,{mac}"}
    request = urllib.request.Request(f"{site.partner_url}/partner/v1/shared-competences", body, signed, method="POST")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["shared"]


def in_welsh(jordan):
    """Our screens and the app's, in letters twice as large, with no network."""
    jordan.go_home()
    jordan.press(jordan.link("settings.tile"))
    jordan.pick(jordan.page.get_by_role("radio", name="Cymraeg"))
    jordan.lang = "cy"
    jordan.pick(jordan.option("settings.size.200"))
    jordan.device.offline()
    frame = opens(jordan, APP_CY)
    expect(frame.get_by_text("Helo Jordan.")).to_be_visible()
    good(jordan, "apps-welsh-use")
    jordan.press(jordan.page.get_by_role("button", name=jordan.t("ui.back"), exact=True))
    good(jordan, "apps-welsh")
    jordan.press(jordan.link("apps.mine"))
    good(jordan, "apps-welsh-mine")


def look_within(jordan, name):
    """axe looks at our own page; what is in the frame is another's."""
    nothing_runs_off(jordan.page, name)
    picture(jordan.page, name)


def good(jordan, name):
    picture(jordan.page, name)
    nothing_runs_off(jordan.page, name)
    nothing_left_in("en", "cy", jordan.page, name)
