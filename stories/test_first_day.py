"""The first day of somebody who cannot read, in Polish: by picture and sound alone, with no network; and practice that sends nothing.

After the mentor beside them has given the code and the PIN, everything is pressed by its drawing (the sign in our sprite, the
picture in the middle, or the row that stands out while it calls), never by a word. And each step must have been heard: its own
sentence, in Polish, played.
"""

import json
import re

import pytest
from parts.handheld import PHONE, TABLET
from parts.looking import look, nothing_left_in
from parts.person import Someone
from parts.words import SOURCES, words
from playwright.sync_api import Locator, expect

OWN = SOURCES / "capabilities" / "firstday"
SILENT = re.compile(re.search(r"SILENT = /(.+)/", (OWN / "carry.ts").read_text())[1])
CALLS = dict(re.findall(r"(\w\w): '(.+)'", (OWN / "calls.ts").read_text()))
STEPS = re.findall(r"name: '(\w+)', doing: '(\w+)'", (OWN / "steps.ts").read_text())
LOOKED_AT = {"type", "done"}
HOLD_MS = 700
# Which sound was played, and how far; the player itself stands nowhere on the page. Whoever listens here understands quick speech.
EARS = """
const blobs = new Map(), make = URL.createObjectURL.bind(URL), play = HTMLMediaElement.prototype.play
window.heard = []
URL.createObjectURL = (blob) => { const url = make(blob); blobs.set(url, blob); return url }
HTMLMediaElement.prototype.play = function () {
  this.playbackRate = 3
  window.heard.push({ blob: blobs.get(this.src), player: this })
  return play.call(this)
}
"""
# The bytes that were played are those that the server made of that sentence in that language.
HEARD = """async ([lang, text, whole]) => {
  const kept = await (await caches.open('speech-v1')).match(`/speech/${lang}/${encodeURIComponent(text)}`)
  const wanted = new Uint8Array(await kept.arrayBuffer())
  for (const { blob, player } of window.heard.slice(window.listening ?? 0)) {
    if (!blob || blob.size !== wanted.length || (whole ? !player.ended : player.currentTime < 0.05)) continue
    const played = new Uint8Array(await blob.arrayBuffer())
    if (played.every((byte, i) => byte === wanted[i])) return true
  }
  return false
}"""
CARRIED = """async (wanted) => {
  const kept = await (await caches.open('speech-v1')).keys()
  const there = new Set(kept.map((one) => decodeURIComponent(new URL(one.url).pathname)))
  return wanted.every((one) => there.has(one))
}"""

UNTIL = """async (wanted) => {
  const found = %s, until = Date.now() + 90_000
  while (!(await found(wanted)) && Date.now() < until) await new Promise((later) => setTimeout(later, 40))
  return found(wanted)
}"""


class ByPicture:
    """Somebody who knows drawings and voices, and no letters."""

    def __init__(self, someone: Someone, lang: str) -> None:
        self.page, self.lang, self.said = someone.page, lang, words(lang)

    def sign(self, name: str, within: str = "") -> Locator:
        """What can be pressed and carries that sign."""
        return self.page.locator(f'{within} :is(button, a):has(use[href$="#{name}"])').first

    def press(self, sign: Locator) -> None:
        """What is heard from now on is another thing."""
        self.page.evaluate("window.listening = window.heard.length")
        sign.tap()

    def hears(self, key: str, whole: bool = False) -> None:
        assert heard(self.page, self.lang, self.said[key], whole), f"{key} was not heard"

    def sees(self, picture: str) -> None:
        expect(self.page.locator(f'.firstday-picture[data-picture="{picture}"]')).to_be_visible()

    def finger(self, slides: bool) -> None:
        """Down on the picture, and up after a while or further up: as a finger does it."""
        box = self.page.locator(".firstday-target").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        touch = self.page.context.new_cdp_session(self.page)
        self.page.evaluate("window.listening = window.heard.length")
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        if slides:
            for up in (30, 60, 90):
                touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - up}]})
        # A slide that ends in a rest: after one that is flung, the browser takes the next touch for its end.
        self.page.wait_for_timeout(HOLD_MS)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def does(self, doing: str) -> None:
        """What the step asks for; and it is praised, in words that are heard."""
        if doing == "look":
            return
        if doing == "hear":
            self.press(self.sign("ear"))
            self.hears("firstday.step.hear", whole=True)
        elif doing == "type":
            self.page.locator(".firstday-box").tap()
            self.page.keyboard.press("k")
        elif doing == "tap":
            self.press(self.page.locator(".firstday-target"))
        else:
            self.finger(slides=doing == "swipe")
        self.hears("firstday.well_done")
        expect(self.page.locator('.firstday-praise use[href$="#tick"]')).to_be_visible()


@pytest.fixture(scope="module")
def acts(site):
    return lambda: site.rows("select count(*) from sync_storedact")[0][0]


def test_a_first_day_in_polish_by_picture_and_sound_alone(site, handheld, acts):
    tablet = handheld(size=TABLET)
    tablet.context.add_init_script(EARS)
    jordan = Someone(tablet)
    comes_in(jordan, site.code)
    before = acts()
    look(tablet.page, "first-day-offer")

    tablet.offline()
    somebody = ByPicture(jordan, "pl")
    chooses_by_ear(somebody)
    for step, doing in STEPS:
        takes(somebody, step, doing)
    practises(somebody)
    nothing_to_send(somebody, acts, before, tablet, jordan)
    in_welsh_large(jordan)


def comes_in(jordan, code):
    """With the mentor. All that the tour says in Polish, and how each language calls, comes before anybody has asked for it."""
    jordan.device.open()
    jordan.give_code(code)
    jordan.choose_pin()
    polish = [text for key, text in words("pl").items() if key.startswith("firstday.") and not SILENT.match(key)]
    wanted = [f"/speech/{lang}/{call}" for lang, call in CALLS.items()] + [f"/speech/pl/{text}" for text in polish]
    assert jordan.page.evaluate(UNTIL % CARRIED, wanted)
    jordan.can_do_without_network()


def heard(page, lang, text, whole=False):
    """Whether that was played since the last press, or is soon. The page's policy forbids Playwright's own waiting."""
    return page.evaluate(UNTIL % HEARD, [lang, text, whole])


def chooses_by_ear(somebody):
    """The row that calls in Polish stands out while it does."""
    page = somebody.page
    somebody.press(somebody.sign("play", ".firstday-offer"))
    assert heard(page, "pl", CALLS["pl"])
    calling = page.locator(".firstday-tongue.is-calling")
    expect(calling).to_have_attribute("lang", "pl")
    somebody.press(calling)
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def takes(somebody, step, doing):
    somebody.sees(step)
    somebody.hears(f"firstday.step.{step}")
    somebody.does(doing)
    if step in LOOKED_AT:
        look(somebody.page, f"first-day-{step}-pl")
    if step != "done":
        somebody.press(somebody.sign("forward", ".firstday-moves"))


def practises(somebody):
    """A message and a face; each tells, by sound, that it was only practice."""
    page = somebody.page
    somebody.press(somebody.sign("pencil", ".firstday"))
    somebody.hears("firstday.practice_help")
    expect(page.locator(".firstday-way .speaker")).to_have_count(2)
    look(page, "first-day-practice-pl")
    somebody.press(somebody.sign("talk", ".firstday-practice"))
    somebody.hears("firstday.talk_about")
    expect(page.locator(".choice-row .speaker")).to_have_count(3)
    somebody.press(page.locator('.firstday-practice label:has(use[href$="#health"])'))
    somebody.press(somebody.sign("send"))
    somebody.hears("firstday.practised")
    somebody.press(somebody.sign("back", ".firstday-practice"))
    somebody.press(somebody.sign("face-well", ".firstday-practice"))
    somebody.press(page.locator('.firstday-practice label:has(use[href$="#face-ok"])'))
    somebody.press(somebody.sign("send"))
    somebody.hears("firstday.practised")
    look(page, "first-day-practised-pl")


def nothing_to_send(somebody, acts, before, tablet, jordan):
    """Not one act, neither waiting here nor, after an exchange, with the server. And the offer has gone from the first screen."""
    page = somebody.page
    somebody.press(somebody.sign("home", ".top-bar"))
    expect(page.locator(".tiles")).to_be_visible()
    expect(page.locator(".firstday-offer")).to_have_count(0)
    expect(page.locator(".top-bar-truth.has-waiting")).to_have_count(0)
    look(page, "first-day-home-pl")
    jordan.lang = "pl"
    nothing_left_in("cy", "pl", page, "first-day-home-pl")
    tablet.offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator('.top-bar-truth use[href$="#sent"]')).to_be_visible(timeout=20_000)
    assert acts() == before


def in_welsh_large(jordan):
    """On a phone: in Polish; then in Welsh, in letters twice as large. Nothing runs off, and nothing is in English that need not be."""
    page = jordan.page
    page.set_viewport_size(PHONE)
    go(page, "/first-day/tour?step=talk")
    look(page, "first-day-phone-pl-talk")
    page.evaluate("kept => { for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value) }", chosen(page, "cy"))
    page.reload()
    jordan.lang = "cy"
    jordan.unlock()
    for name, path in (
        ("languages", "/tour"),
        ("type", "/tour?step=type"),
        ("feel", "/practice?what=feel"),
        ("menu", ""),
    ):
        go(page, f"/first-day{path}")
        look(page, f"first-day-phone-cy-{name}")
        nothing_left_in("en", "cy", page, name)


def chosen(page, lang):
    """What whoever is here would have chosen in the settings."""
    person = page.evaluate("Object.keys(localStorage).find((name) => name.startsWith('choice.language.')).split('.')[2]")
    return {
        f"choice.{name}{of}": json.dumps(value) for name, value in (("language", lang), ("text-size", "200")) for of in ("", f".{person}")
    }


def go(page, path):
    """To another screen of the open app."""
    page.evaluate("path => { history.pushState({ steps: 1 }, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)
    expect(page.locator(":is(.firstday-tongues, .firstday-stage, .firstday-practice, .firstday-ways)").first).to_be_visible()
