"""What a person does with their device, step by step, in their language: by touch, or by the keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect

from parts.handheld import Handheld
from parts.words import say

PIN = "274961"
MOST_TABS = 90


class Someone:
    """A person and their device. Every tap is on words that they can read."""

    def __init__(self, device: Handheld, lang: str = "en", pin: str = PIN, name: str = "Jordan") -> None:
        self.device, self.lang, self.pin, self.name = device, lang, pin, name

    @property
    def page(self) -> Page:
        return self.device.page

    # What a hand can do.

    def press(self, what: Locator) -> None:
        what.tap()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def pick(self, option: Locator) -> None:
        option.locator("xpath=ancestor::label").tap()
        expect(option).to_be_checked()

    # What there is to read and to press.

    def t(self, key: str, **values: object) -> str:
        return say(self.lang, key, **values)

    def button(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.t(key, **values), exact=True).first

    def link(self, key: str, **values: object) -> Locator:
        return self.page.get_by_role("link", name=re.compile(re.escape(self.t(key, **values)))).first

    def field(self, key: str) -> Locator:
        return self.page.get_by_label(self.t(key), exact=True).first

    def option(self, key: str, role: str = "radio") -> Locator:
        return self.page.get_by_role(role, name=self.t(key), exact=True).first  # type: ignore[arg-type]

    def sees(self, key: str, **values: object) -> None:
        self.reads(self.t(key, **values))

    def reads(self, words: str) -> None:
        expect(self.page.get_by_text(words, exact=True).first).to_be_visible(timeout=40_000)

    def next(self) -> None:
        self.press(self.button("ui.next"))

    def to_next_question(self) -> None:
        asked = self.page.locator("h1").inner_text()
        self.next()
        expect(self.page.locator("h1")).not_to_have_text(asked)

    # Coming in.

    def enrol(self, code: str) -> None:
        """Type the code from staff, choose a PIN twice."""
        self.device.open()
        self.give_code(code)
        self.choose_pin()
        self.can_do_without_network()

    def give_code(self, code: str) -> None:
        self.write(self.field("shell.code"), code)
        self.press(self.button("shell.connect"))

    def choose_pin(self) -> None:
        self.write(self.field("shell.new_pin"), self.pin)
        self.next()
        self.write(self.field("shell.again_pin"), self.pin)
        self.press(self.button("shell.save"))
        self.sees("ui.ask_to_talk")

    def can_do_without_network(self) -> None:
        """The app has put itself on the device; a few seconds after it was first opened."""
        for _ in range(300):
            if self.page.evaluate("navigator.serviceWorker.controller !== null"):
                return
            self.page.wait_for_timeout(200)
        raise AssertionError("the app did not put itself on the device")

    def unlock(self) -> None:
        self.write(self.field("shell.your_pin"), self.pin)
        self.press(self.button("shell.unlock"))
        self.sees("ui.ask_to_talk")

    def read_all_answers(self) -> None:
        """What the invented estate has written to them lately."""
        while self.link("shell.read_it").count():
            self.press(self.link("shell.read_it").first)
            self.go_home()

    def go_home(self) -> None:
        self.press(self.page.get_by_role("link", name=self.t("ui.home"), exact=True).first)
        self.sees("shell.hello", name=self.name)

    def contact(self) -> None:
        """Ask for an exchange now, and come home when it is done."""
        self.press(self.page.locator(".top-bar-truth"))
        self.press(self.button("shell.try_now"))
        expect(self.page.get_by_text(re.compile(self.t("bar.last", when="").rstrip(" ."))).first).to_be_visible()
        expect(self.button("shell.try_now")).to_be_enabled(timeout=40_000)
        self.go_home()

    def lock(self, alone: bool = True) -> None:
        """`alone`: nobody else uses this device, so that it asks for the PIN at once."""
        self.press(self.button("shell.lock"))
        if alone:
            expect(self.field("shell.your_pin")).to_be_visible()
        else:
            self.sees("shell.who")

    def join(self, code: str) -> None:
        """A device that somebody else has already: one more person."""
        self.press(self.button("shell.have_code"))
        self.give_code(code)
        self.choose_pin()

    def come_back(self) -> None:
        """One of several on this device."""
        self.press(self.page.get_by_role("button", name=self.name, exact=True))
        self.unlock()

    # A check-in.

    def open_checkins(self) -> None:
        """From the home screen."""
        self.press(self.page.get_by_role("link", name=re.compile(f"^{self.t('checkin.tile')}")).first)
        self.sees("checkin.list_title")

    def open_newest_checkin(self) -> None:
        """The newest of those that were made."""
        self.open_checkins()
        self.press(self.link("checkin.open"))
        self.sees("ui.back")

    def start_checkin(self) -> None:
        """The one that is due."""
        self.press(self.link("checkin.start"))
        self.sees("checkin.feel.title")

    def start_own_checkin(self) -> None:
        """One that nobody asked for."""
        self.press(self.link("checkin.own_start"))
        self.sees("checkin.feel.title")

    def feel(self, feeling: str = "OK") -> None:
        self.pick_a_face(feeling)
        self.next()

    def pick_a_face(self, feeling: str) -> None:
        self.sees("checkin.feel.title")
        self.pick(self.option(f"feeling.{feeling}"))

    def want_help(self, kind: str = "HOUSING", words: str = "") -> None:
        self.sees("checkin.help.title")
        self.pick(self.option(f"checkin.help.{kind}", "checkbox"))
        if words:
            self.write(self.field("checkin.help.words"), words)
        self.next()

    def tell_details(self, phone: str = "") -> None:
        self.sees("checkin.details.title")
        if phone:
            self.write(self.field("checkin.details.phone"), phone)
        self.next()

    def answer(self, words: str) -> None:
        """One of the worker's questions, in writing."""
        self.sees("checkin.question.help")
        self.write(self.field("checkin.question.answer"), words)
        self.to_next_question()

    def answer_by_voice(self) -> None:
        self.sees("checkin.question.help")
        self.record()
        self.to_next_question()

    def record(self) -> None:
        """A second of their voice, in place of words."""
        self.press(self.page.get_by_role("button", name=re.compile(self.t("voice.start"))).first)
        self.page.wait_for_timeout(1_200)
        self.press(self.button("voice.stop"))
        expect(self.button("voice.delete")).to_be_visible()

    def rather_not_say(self) -> None:
        """One of the worker's questions, skipped."""
        self.sees("checkin.question.help")
        self.press(self.button("checkin.question.skip"))
        self.sees("checkin.question.skipped")
        self.to_next_question()

    def take_photo(self) -> None:
        self.sees("checkin.photo.title")
        self.press(self.button("photo.open"))
        expect(self.button("photo.take")).to_be_visible()
        self.press(self.button("photo.take"))
        expect(self.button("photo.again")).to_be_visible()
        self.next()

    def share_place(self) -> None:
        self.sees("checkin.place.title")
        self.press(self.button("checkin.place.find"))
        expect(self.button("checkin.place.again")).to_be_visible(timeout=25_000)
        self.next()

    def look_over(self) -> None:
        """All that will be sent, before it is signed."""
        self.sees("checkin.look.title")
        self.next()

    def sign(self) -> None:
        """With a finger."""
        self.sees("checkin.signature.title")
        pad = self.page.get_by_label(self.t("sign.pad")).bounding_box()
        assert pad
        mouse = self.page.mouse
        mouse.move(pad["x"] + 30, pad["y"] + pad["height"] / 2)
        mouse.down()
        for step in range(1, 8):
            mouse.move(pad["x"] + 30 + step * 25, pad["y"] + pad["height"] / 2 + (-1) ** step * 20)
        mouse.up()

    def sign_by_name(self, name: str) -> None:
        self.sees("checkin.signature.title")
        self.press(self.button("sign.type_instead"))
        self.write(self.field("sign.type_name"), name)

    def send(self) -> None:
        """What was signed."""
        self.press(self.button("checkin.send"))

    def make_own_checkin(self, words: str) -> None:
        """A short one: no photo, no place."""
        self.open_checkins()
        self.start_own_checkin()
        self.feel("WELL")
        self.want_help("OTHER", words)
        self.tell_details()
        self.sees("checkin.photo.title")
        self.press(self.button("checkin.photo.skip"))
        self.pick(self.option("checkin.photo.none.dark"))
        self.next()
        self.sees("checkin.place.title")
        self.press(self.button("checkin.place.skip"))
        self.next()
        self.look_over()
        self.sign()
        self.send()
        self.sees("checkin.thanks")

    # Asking to talk.

    def open_asks(self) -> None:
        """What was asked before."""
        self.press(self.link("ui.ask_to_talk"))
        self.press(self.link("talk.earlier"))
        self.sees("talk.list_title")

    def begin_to_ask(self, about: str) -> None:
        """Saying what it is about is enough; it is not sent yet."""
        self.press(self.link("ui.ask_to_talk"))
        self.sees("talk.title")
        self.pick(self.option(f"talk.about.{about}"))

    def ask_to_talk(self, about: str, words: str = "") -> None:
        self.begin_to_ask(about)
        if words:
            self.write(self.field("talk.words"), words)
        self.press(self.button("talk.send"))
        self.sees("talk.thanks")


class ByKeyboard(Someone):
    """The same, with no mouse and no finger: Tab, Enter, Space, arrows and letters."""

    def press(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.type(text)

    def pick(self, option: Locator) -> None:
        """A tick by Space; one of a group by the arrows."""
        if option.get_attribute("type") == "checkbox":
            self.reach(option)
            self.page.keyboard.press("Space")
        else:
            self.reach(self.page.locator(f"input[name='{option.get_attribute('name')}']:focus"), exists=True)
            for _ in range(12):
                if option.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        expect(option).to_be_checked()

    def reach(self, what: Locator, exists: bool = False) -> None:
        """Tab until it has the focus. `exists`: what names only a thing that has it."""
        if not exists:
            expect(what).to_be_visible()
        for _ in range(MOST_TABS):
            if what.count() if exists else what.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached by keyboard")
